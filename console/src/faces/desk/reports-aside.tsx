import { type DeskReport, useMuteReporter, useReports } from '../../api/reports';
import { decimal } from '../../charts/formats';
import { When } from './card-aside';
import classes from './item-card.module.css';
import type { DeskWords } from './trouble';
import type { ItemDetail } from '../../api/types';
import { reportsOf } from './wording';

interface Props {
  readonly t: DeskWords;
  readonly site: string;
  readonly item: ItemDetail;
  readonly mayMute: boolean;
}

/** Who reported it and for what, how much that weighs, and the way to stop listening to somebody. */
export function ReportsAside({ t, site, item, mayMute }: Props) {
  const known = reportsOf(item);
  const { data } = useReports(site, item.comment.id, known.length > 0);
  const mute = useMuteReporter(site);
  if (known.length === 0) return null;
  const sum = data?.sum;
  return (
    <section className={classes.aside}>
      <h2>{t('reportsTitle', { count: data?.items.length ?? known.length })}{sum !== undefined && <span className={classes.weight}> · {sum.holdAtWeight === null ? t('reportsWeigh', { weight: decimal(sum.weight) }) : t('reportsWeighOf', { weight: decimal(sum.weight), limit: decimal(sum.holdAtWeight) })}</span>}</h2>
      {/* What came with the item stands in until who reported it is known: one line each, so that nothing moves. */}
      <ul className={classes.plain}>
        {data === undefined
          ? known.map(({ id, report, createdAt }) => <li key={id} className={classes.report}><span>{reasonWords(t, report?.reason)}{report?.note ? `: “${report.note}”` : ''} <When at={createdAt} /></span></li>)
          : data.items.map((report) => <Line key={report.id} t={t} report={report} onMute={mayMute && !mute.isPending ? (id, isMuted) => { mute.mutate({ id, isMuted }); } : null} />)}
      </ul>
      {mute.isError && <p role="alert" className={classes.soft}>{mute.error.message}</p>}
    </section>
  );
}

function Line({ t, report: { reason, note, weight, reporter, outcome, createdAt }, onMute }: { t: DeskWords; report: DeskReport; onMute: ((id: string, isMuted: boolean) => void) | null }) {
  const { authorId, name, mutedAt } = reporter;
  const isMuted = mutedAt !== null;
  return (
    <li className={classes.report}>
      <span className={isMuted ? classes.undone : undefined}>
        {reasonWords(t, reason)}{note === null || note === '' ? '' : `: “${note}”`}{' '}
        <span className={classes.soft}>{name ?? t('anonymous')} · {isMuted ? t('reporterMuted') : t('reportWeighs', { weight: decimal(weight) })}{outcome === null ? '' : ` · ${t(outcome === 'upheld' ? 'reportUpheld' : 'reportDismissed')}`} · <When at={createdAt} /></span>
      </span>
      {authorId !== null && onMute !== null && <button type="button" className={classes.mute} title={isMuted ? undefined : t('muteMeans')} onClick={() => { onMute(authorId, !isMuted); }}>{t(isMuted ? 'unmute' : 'mute')}</button>}
    </li>
  );
}

const REASONS = ['spam', 'offensive', 'off-topic', 'personal-data', 'threat', 'other'] as const;

/** What a report is for. */
export function reasonWords(t: DeskWords, reason: string | undefined): string {
  const known = REASONS.find((each) => each === reason);
  return known === undefined ? t('reported') : t(`reportReasons.${known}`);
}
