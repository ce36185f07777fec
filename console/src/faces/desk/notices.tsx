import type { ItemDetail } from '../../api/types';
import classes from './item-card.module.css';
import type { DeskWords } from './trouble';

/** What people who gave notice of illegal content say, as long as it waits for a decision. */
export function Notices({ t, item: { signals } }: { readonly t: DeskWords; readonly item: ItemDetail }) {
  const waiting = signals.flatMap(({ notice }) => (notice === undefined || notice.outcome !== null ? [] : [notice]));
  if (waiting.length === 0) return null;
  return (
    <section className={classes.appeal} aria-label={t('legal.flag')}>
      <p>{t('legal.note')}</p>
      {waiting.map(({ id, explanation, isTrusted }) => (
        <blockquote key={id} className={classes.plea}>
          {isTrusted && <b>{t('legal.trusted')} </b>}
          {explanation ?? t('legal.erased')}
        </blockquote>
      ))}
    </section>
  );
}

export function isNoticed({ signals }: ItemDetail): boolean {
  return signals.some(({ notice }) => notice?.outcome === null);
}
