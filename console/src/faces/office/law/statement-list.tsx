import { useState } from 'react';
import { type Statement, type StatementFilter, useStatements } from '../../../api/law';
import pages from '../../../styles/page.module.css';
import { ago, exactTime } from '../../../words/times';
import { useWords } from '../../../words/words';
import { Missing } from '../../../shell/form';
import classes from './law.module.css';
import { Pick } from './pick';

const RESTRICTIONS = ['removal', 'premoderate', 'suspend', 'ban'] as const;
const SOURCES = ['article_16', 'trusted_flagger', 'notice', 'own'] as const;
const STATES = ['in_force', 'ended'] as const;

/** What was stated, newest first. */
export function StatementList({ slug }: { readonly slug: string }) {
  const t = useWords('law');
  const [filter, setFilter] = useState<StatementFilter>({ restriction: null, source: null, state: null });
  const list = useStatements(slug, filter);
  const all = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const narrow = (change: Partial<StatementFilter>): void => { setFilter((now) => ({ ...now, ...change })); };
  return (
    <section className={classes.part} aria-labelledby="law-statements">
      <h2 id="law-statements">{t('statements.title')}</h2>
      <div className={classes.filters}>
        <Pick label={t('statements.what')} all={t('all')} value={filter.restriction} options={RESTRICTIONS.map((value) => ({ value, label: t(`restriction.${value}`) }))} onPick={(restriction) => { narrow({ restriction }); }} />
        <Pick label={t('statements.found')} all={t('all')} value={filter.source} options={SOURCES.map((value) => ({ value, label: t(`source.${value}`) }))} onPick={(source) => { narrow({ source }); }} />
        <Pick label={t('statements.state')} all={t('all')} value={filter.state} options={STATES.map((value) => ({ value, label: t(`state.${value}`) }))} onPick={(state) => { narrow({ state }); }} />
      </div>
      {list.data === undefined && <Missing error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && all.length === 0 && <p className={pages.soft} role="status">{t('statements.none')}</p>}
      {all.length > 0 && (
        <div className={pages.scroll} role="group" aria-labelledby="law-statements" tabIndex={0}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('when')}</th><th scope="col">{t('statements.what')}</th><th scope="col">{t('statements.ground')}</th><th scope="col">{t('statements.found')}</th><th scope="col">{t('statements.decided')}</th><th scope="col">{t('statements.state')}</th></tr></thead>
            <tbody>{all.map((one) => <Row key={one.id} one={one} />)}</tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && <button type="button" className={`${pages.button ?? ''} ${classes.more ?? ''}`} disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</button>}
    </section>
  );
}

function Row({ one: { id, restriction, ground, source, isDecidedAutomatically, restrictedAt, until, endedAt } }: { readonly one: Statement }) {
  const t = useWords('law');
  return (
    <tr data-statement={id}>
      <td><time dateTime={restrictedAt} title={exactTime(restrictedAt)}>{ago(restrictedAt)}</time></td>
      <td>{t(`restriction.${restriction}`)}{until !== null && <span className={pages.soft}> {t('until', { time: exactTime(until) })}</span>}</td>
      <td>{ground}</td>
      <td>{t(`source.${source}`)}</td>
      <td>{t(isDecidedAutomatically ? 'byRule' : 'byPerson')}</td>
      <td>{endedAt === null ? t('state.in_force') : <time className={pages.soft} dateTime={endedAt} title={exactTime(endedAt)}>{t('ended', { ago: ago(endedAt) })}</time>}</td>
    </tr>
  );
}
