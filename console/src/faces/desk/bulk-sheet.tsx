import { useState } from 'react';
import { ApiError } from '../../api/client';
import { type BulkOperation, type DryRun, useBulkTrouble } from '../../api/bulk';
import type { Policy, ReviewItem } from '../../api/types';
import { Sheet } from '../../shell/sheet';
import classes from './bulk.module.css';
import type { DeskWords } from './trouble';
import { type BulkPlan, type BulkRun, useBulkRun, usePreview } from './use-bulk-run';
import { excerpt } from './wording';

interface Props {
  readonly t: DeskWords;
  readonly site: string;
  readonly plan: BulkPlan;
  readonly policies: readonly Policy[];
  /** What is known of the items by the list, to name those that were left alone. */
  readonly items: readonly ReviewItem[];
  readonly onStarted: () => void;
  readonly onClose: () => void;
}

/** Look first, then do it, see how far it is and what was left alone, and take it back. */
export function BulkSheet({ t, site, plan, policies, items, onStarted, onClose }: Props) {
  const bulk = useBulkRun(site, plan);
  const [reason, setReason] = useState<string | null>(policies[0]?.id ?? null);
  usePreview(bulk, plan.action, reason);
  const error = bulk.preview.error ?? bulk.start.error ?? bulk.undo.error;
  const go = (): void => { bulk.start.mutate(plan.action === 'reject' ? reason : null, { onSuccess: onStarted }); };
  const count = bulk.preview.data?.count;
  return (
    <Sheet title={t('bulk.title')} onClose={onClose}>
      <div className={classes.sheet}>
        {error !== null && <p className={classes.trouble} role="alert">{error instanceof ApiError && error.code === 'count_differs' ? t('bulk.tooMany') : t('bulk.failedToStart', { why: error.message })}</p>}
        {bulk.runId !== null ? <Progress t={t} site={site} bulk={bulk} items={items} /> : (
          <>
            {bulk.preview.data === undefined ? error === null && <p aria-live="polite">{t('bulk.counting')}</p> : <Preview t={t} look={bulk.preview.data} />}
            {plan.action === 'reject' && <label className={classes.reason}>{t('bulk.reason')} <select value={reason ?? ''} onChange={(event) => { setReason(event.currentTarget.value); }}>{policies.map(({ id, title }) => <option key={id} value={id}>{title}</option>)}</select></label>}
            <div className={classes.buttons}>
              <button type="button" className={plan.action === 'approve' ? classes.approve : classes.reject} disabled={count === undefined || count === 0 || bulk.start.isPending} onClick={go}>{t(plan.action === 'approve' ? 'bulk.goApprove' : 'bulk.goReject', { count: count ?? 0 })}</button>
              <button type="button" onClick={onClose}>{t('cancel')}</button>
            </div>
          </>
        )}
      </div>
    </Sheet>
  );
}

function Preview({ t, look }: { t: DeskWords; look: DryRun }) {
  return (
    <>
      <p aria-live="polite"><b>{t('bulk.preview', { count: look.count })}</b>{look.claimed > 0 && <> {t('bulk.claimed', { count: look.claimed })}</>}</p>
      {look.sample.length > 0 && (
        <section>
          <h3>{t('bulk.sample')}</h3>
          <ul className={classes.sample}>{look.sample.slice(0, 5).map(({ id, comment }) => <li key={id} dir="auto">{excerpt(comment.body, 110)}</li>)}</ul>
        </section>
      )}
      <div className={classes.shares}>
        <Shares title={t('bulk.byAuthor')} none={t('anonymous')} shares={look.byAuthor} />
        <Shares title={t('bulk.byRule')} none="–" shares={look.byRule} />
      </div>
    </>
  );
}

function Shares({ title, none, shares }: { title: string; none: string; shares: DryRun['byRule'] }) {
  if (shares.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>{shares.slice(0, 5).map(({ key, name, count }) => <li key={key ?? ''}><span>{name ?? key ?? none}</span><span className={classes.number}>{count}</span></li>)}</ul>
    </section>
  );
}

function Progress({ t, site, bulk, items }: { t: DeskWords; site: string; bulk: BulkRun; items: readonly ReviewItem[] }) {
  const { run, reversal, isRunning, isUndone } = bulk;
  if (run === undefined) return <p aria-live="polite">{t('bulk.counting')}</p>;
  return (
    <>
      <progress className={classes.progress} max={Math.max(1, run.progress.total)} value={run.progress.done} aria-label={t('bulk.title')} />
      <p aria-live="polite"><b>{isRunning ? t('bulk.running', { done: run.progress.done, total: run.progress.total }) : run.status === 'cancelled' ? t('bulk.cancelled') : t('bulk.done')}</b> {t('bulk.succeeded', { count: run.succeeded })}</p>
      {!isRunning && <LeftAlone t={t} site={site} run={run} items={items} />}
      {!isRunning && run.succeeded > 0 && (
        <div className={classes.buttons}>
          {reversal === undefined && <button type="button" disabled={bulk.undo.isPending || bulk.undo.isSuccess} onClick={() => { bulk.undo.mutate(); }}>{t('bulk.undo')}</button>}
          <p aria-live="polite" className={classes.soft}>{isUndone && reversal !== undefined ? undoneWords(t, reversal) : bulk.undo.isSuccess ? t('bulk.undoing') : ''}</p>
        </div>
      )}
    </>
  );
}

/** How many came back, and how many stay as they are because something has happened to them since. */
function undoneWords(t: DeskWords, { succeeded, skipped, failed }: BulkOperation): string {
  const kept = [...skipped, ...failed].reduce((sum, { count }) => sum + count, 0);
  return [t('bulk.undone', { count: succeeded }), ...(kept === 0 ? [] : [t('bulk.undoneKept', { count: kept })])].join(' ');
}

const KNOWN = ['version_conflict', 'claimed_by_other', 'already_resolved', 'superseded', 'self_review', 'not_allowed'] as const;

function LeftAlone({ t, site, run, items }: { t: DeskWords; site: string; run: BulkOperation; items: readonly ReviewItem[] }) {
  const skipped = run.skipped.reduce((sum, { count }) => sum + count, 0);
  const failed = run.failed.reduce((sum, { count }) => sum + count, 0);
  const { data: lines = [] } = useBulkTrouble(site, run.id, skipped + failed > 0);
  if (skipped + failed === 0) return null;
  const why = (code: string): string => t(`bulk.why.${KNOWN.find((known) => known === code) ?? 'other'}`);
  return (
    <section>
      <h3>{[...(skipped > 0 ? [t('bulk.skipped', { count: skipped })] : []), ...(failed > 0 ? [t('bulk.failed', { count: failed })] : [])].join(', ')}</h3>
      <ul className={classes.left}>
        {lines.map(({ place, itemId, commentId, code = 'other' }) => {
          const item = items.find(({ id }) => id === itemId);
          return <li key={place}><span dir="auto">{item === undefined ? commentId : excerpt(item.comment.body, 80)}</span><span className={classes.soft}>{why(code)}</span></li>;
        })}
      </ul>
    </section>
  );
}
