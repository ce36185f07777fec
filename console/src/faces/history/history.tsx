import { useCallback, useEffect, useState } from 'react';
import { ApiError } from '../../api/client';
import { type HistoryFilter, logFile, useHistory } from '../../api/history';
import { type LiveEvent, useLiveEvents } from '../../api/live';
import { usePolicies, useQueues } from '../../api/review';
import type { Event } from '../../api/types';
import type { FaceProps } from '../../faces';
import { hrefOf, navigate, useFilters, withFilters } from '../../router';
import { Link } from '../../shell/link';
import { Message } from '../../shell/message';
import { usePageTitle } from '../../shell/page-title';
import { ago, exactTime } from '../../words/times';
import { policyTitle } from '../../words/policy-title';
import { languageNow, useWords } from '../../words/words';
import { useSettings } from '../desk/settings';
import classes from './history.module.css';
import { KINDS, typesOf } from './kinds';
import { actorName, detailOf, type Named, typeWords } from './line-words';

/** Everything that happened, newest first; narrowed by kind and person, and whole as a file. */
export function History({ site }: FaceProps) {
  const t = useWords('history');
  const shell = useWords('shell');
  const filters = useFilters();
  const kind = KINDS.find((each) => each === filters.get('kind')) ?? 'decisions';
  const filter: HistoryFilter = { types: typesOf(kind), actor: filters.get('actor') };
  const history = useHistory(site.slug, filter);
  const named = useNames(site.slug);
  // What is hard in a few words nobody has marked: all of them are spared.
  const { blur } = useSettings(site);
  const fresh = useFresh(filter);
  usePageTitle(t('tab'), site);
  const narrow = (change: Record<string, string | null>): void => { navigate(withFilters(hrefOf(site.slug, 'history'), { ...Object.fromEntries(filters), ...change })); };
  const readAgain = (): void => {
    fresh.clear();
    void history.refetch();
  };

  if (history.error instanceof ApiError && history.error.status === 403) return <Message title={t('forbidden.title')} text={t('forbidden.text')} />;
  if (history.isError && history.data === undefined) return <Message title={t('failed.title')} text={t('failed.text')} action={{ label: shell('tryAgain'), run: readAgain }} />;
  const events = history.data?.pages.flatMap((page) => page.events) ?? [];
  const person = filter.actor === null ? null : actorName(t, events.find(({ actor }) => actor === filter.actor) ?? { actor: filter.actor, actorName: null });
  return (
    <div className={classes.history}>
      <div className={classes.head}>
        <h1>{t('title')}</h1>
        <button type="button" className={classes.fresh} hidden={fresh.count === 0} onClick={readAgain}>{t('fresh', { count: fresh.count })}</button>
      </div>
      <div className={classes.filters}>
        <label>{t('what')} <select value={kind} onChange={(event) => { narrow({ kind: event.currentTarget.value }); }}>{KINDS.map((each) => <option key={each} value={each}>{t(each)}</option>)}</select></label>
        {person !== null && <button type="button" onClick={() => { narrow({ actor: null }); }}>{t('only', { who: person })} <span aria-hidden>×</span></button>}
        <span className={classes.files}>{t('file')}: <a href={logFile(site.slug, 'csv', filter)} download>CSV</a> <a href={logFile(site.slug, 'ndjson', filter)} download>NDJSON</a></span>
      </div>
      {history.isPending ? null : events.length === 0 ? <p className={classes.soft}>{t('empty.title')}</p> : (
        <div className={classes.scroll}>
          <table>
            <thead><tr><th scope="col">{t('when')}</th><th scope="col">{t('what')}</th><th scope="col">{t('who')}</th><th scope="col">{t('item')}</th></tr></thead>
            <tbody>{events.map((event) => <Row key={event.id} site={site.slug} event={event} named={named} isBlurred={blur} onActor={(actor) => { narrow({ actor }); }} />)}</tbody>
          </table>
        </div>
      )}
      {history.hasNextPage ? <button type="button" className={classes.earlier} disabled={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>{t('earlier')}</button> : history.isPending ? null : <p className={classes.soft}>{t('end')}</p>}
    </div>
  );
}

function Row({ site, event, named, isBlurred, onActor }: { site: string; event: Event; named: Named; isBlurred: boolean; onActor: (actor: string) => void }) {
  const t = useWords('history');
  const detail = detailOf(t, event, named);
  return (
    <tr>
      <td><time dateTime={event.createdAt} title={exactTime(event.createdAt)}>{ago(event.createdAt)}</time></td>
      <td>
        {typeWords(t, event.type)}{detail === '' ? '' : <span className={classes.soft}>: {detail}</span>}
        {event.excerpt !== null && <p className={isBlurred ? `${classes.words ?? ''} ${classes.blurred ?? ''}` : classes.words} tabIndex={isBlurred ? 0 : undefined} dir="auto">{event.excerpt}</p>}
      </td>
      <td><button type="button" className={classes.who} onClick={() => { onActor(event.actor); }}>{actorName(t, event)}</button></td>
      <td>{event.itemId === null ? '' : <Link href={hrefOf(site, 'desk', 'all', event.itemId)}>{t('open')}</Link>}</td>
    </tr>
  );
}

/** Policies and queues by their ids, as the log names them. */
function useNames(site: string): Named {
  const { data: policies = [] } = usePolicies(site);
  const { data: queues = [] } = useQueues(site);
  return { policies: new Map(policies.map((policy) => [policy.id, policyTitle(policy, languageNow())])), queues: new Map(queues.map(({ id, name }) => [id, name])) };
}

/** What happened since the page was read waits behind its line: nothing moves by itself. */
function useFresh({ types }: HistoryFilter): { readonly count: number; readonly clear: () => void } {
  const [count, setCount] = useState(0);
  const key = types.join(',');
  const hear = useCallback((event: LiveEvent) => { if (key === '' || key.split(',').includes(event.type)) setCount((now) => now + 1); }, [key]);
  useLiveEvents(hear);
  useEffect(() => { setCount(0); }, [key]);
  return { count, clear: () => { setCount(0); } };
}
