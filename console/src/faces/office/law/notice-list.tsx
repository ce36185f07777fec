import { useState } from 'react';
import { type Notice, useNotices } from '../../../api/law';
import pages from '../../../styles/page.module.css';
import { ago, exactTime } from '../../../words/times';
import { useWords } from '../../../words/words';
import { Missing } from '../../../shell/form';
import classes from './law.module.css';
import { Pick } from './pick';

const STATES = ['open', 'decided'] as const;

/** Notices of illegal content with what became of them, newest first; who gave them is not shown. */
export function NoticeList({ slug }: { readonly slug: string }) {
  const t = useWords('law');
  const [state, setState] = useState<(typeof STATES)[number] | null>(null);
  const list = useNotices(slug, state);
  const all = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={classes.part} aria-labelledby="law-notices">
      <h2 id="law-notices">{t('notices.title')}</h2>
      <p className={pages.lead}>{t('notices.lead')}</p>
      <div className={classes.filters}>
        <Pick label={t('notices.show')} all={t('all')} value={state} options={STATES.map((value) => ({ value, label: t(`notices.${value}`) }))} onPick={setState} />
      </div>
      {list.data === undefined && <Missing error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && all.length === 0 && <p className={pages.soft} role="status">{t('notices.none')}</p>}
      {all.length > 0 && (
        <div className={pages.scroll} role="group" aria-labelledby="law-notices" tabIndex={0}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('when')}</th><th scope="col">{t('notices.category')}</th><th scope="col" className={pages.wordy}>{t('notices.explanation')}</th><th scope="col">{t('notices.outcome')}</th></tr></thead>
            <tbody>{all.map((one) => <Row key={one.id} one={one} />)}</tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && <button type="button" className={`${pages.button ?? ''} ${classes.more ?? ''}`} disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</button>}
    </section>
  );
}

function Row({ one: { id, category, explanation, isTrustedFlagger, receivedAt, outcome, decidedAt, isDecidedAutomatically } }: { readonly one: Notice }) {
  const t = useWords('law');
  return (
    <tr data-notice={id}>
      <td><time dateTime={receivedAt} title={exactTime(receivedAt)}>{ago(receivedAt)}</time></td>
      <td>{t(`category.${category}`)}{isTrustedFlagger && <><br /><b>{t('source.trusted_flagger')}</b></>}</td>
      <td><span className={classes.words} dir="auto">{explanation ?? t('notices.erased')}</span></td>
      <td>
        {outcome === null ? <b>{t('notices.waits')}</b> : t(`outcome.${outcome}`)}
        {decidedAt !== null && <span className={pages.soft}> <time dateTime={decidedAt} title={exactTime(decidedAt)}>{ago(decidedAt)}</time>{isDecidedAutomatically ? `, ${t('byRule')}` : ''}</span>}
      </td>
    </tr>
  );
}
