import { useEffect, useState } from 'react';
import { type Author, useAuthorChanges } from '../../api/authors';
import type { StandingKind } from '../../api/types';
import { ago, exactTime } from '../../words/times';
import classes from './author-panel.module.css';
import type { DeskWords } from './trouble';

const KINDS = ['premoderate', 'suspend', 'ban', 'trust'] as const;
export const SUSPEND_DAYS = [1, 7, 30] as const;
const DAY = 86_400_000;

interface Props {
  readonly t: DeskWords;
  readonly site: string;
  readonly author: Author;
  readonly mayChange: boolean;
  readonly isBanAsked: boolean;
}

/** What moderators made of an author, and the two steps to change it: nothing that reaches so far hangs on one key. */
export function Standing({ t, site, author, mayChange, isBanAsked }: Props) {
  const { stand, lift } = useAuthorChanges(site, author.id);
  const [asked, setAsked] = useState<StandingKind | null>(null);
  const [days, setDays] = useState<number>(7);
  useEffect(() => { if (isBanAsked) setAsked('ban'); }, [isBanAsked]);
  const confirm = (kind: StandingKind): void => {
    stand.mutate({ kind, ...(kind === 'suspend' ? { until: new Date(Date.now() + days * DAY).toISOString() } : {}) });
    setAsked(null);
  };
  const { standing } = author;
  return (
    <section className={classes.section}>
      <h3>{t('author.standing')}</h3>
      <p aria-live="polite">
        <b>{t(`author.standings.${standing?.kind ?? 'none'}`)}</b>
        {standing?.until !== null && standing !== null && ` ${t('author.until', { time: exactTime(standing.until) })}`}
        {standing !== null && <span className={classes.soft}> {t('author.by', { who: standing.by.name ?? t('somebody'), ago: ago(standing.at) })}</span>}
      </p>
      {mayChange && (
        <div className={classes.buttons}>
          {KINDS.map((kind) => <button key={kind} type="button" aria-pressed={asked === kind} onClick={() => { setAsked(asked === kind ? null : kind); }}>{t(`author.actions.${kind}`)}</button>)}
          {standing !== null && <button type="button" onClick={() => { lift.mutate(); }}>{t('author.lift')}</button>}
        </div>
      )}
      {asked !== null && (
        <div className={classes.confirm}>
          <p>{t(`author.means.${asked}`)}</p>
          <div className={classes.buttons}>
            {asked === 'suspend' && <select aria-label={t('message.until')} value={days} onChange={(event) => { setDays(Number(event.currentTarget.value)); }}>{SUSPEND_DAYS.map((count) => <option key={count} value={count}>{t('author.days', { count })}</option>)}</select>}
            <button type="button" className={classes.sure} autoFocus onClick={() => { confirm(asked); }}>{t('author.confirm', { action: t(`author.actions.${asked}`) })}</button>
            <button type="button" onClick={() => { setAsked(null); }}>{t('cancel')}</button>
          </div>
        </div>
      )}
      {(stand.isError || lift.isError) && <p className={classes.trouble} role="alert">{(stand.error ?? lift.error)?.message}</p>}
    </section>
  );
}
