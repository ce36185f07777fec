import type { ReactNode } from 'react';
import { type CommentFilter, type CommentStatus, type Judged, useComments, useRuleHits } from '../../api/comments';
import type { PersonSite } from '../../api/types';
import { CommentLine } from './comment-line';
import { hrefOf, useFilters } from '../../router';
import { Link } from '../../shell/link';
import pages from '../../styles/page.module.css';
import { exactTime } from '../../words/times';
import { useWords } from '../../words/words';
import classes from './comments-behind.module.css';

const JUDGED: readonly Judged[] = ['published', 'held', 'rejected'];
const STATUSES: readonly CommentStatus[] = ['published', 'held', 'rejected', 'withdrawn'];

/** The comments that a figure counted, to be read. */
export function CommentsBehind({ site: { slug } }: { readonly site: PersonSite }) {
  const t = useWords('insights');
  const filters = useFilters();
  const rule = filters.get('rule');
  return (
    <article className={classes.page} aria-labelledby="behind">
      <p><Link className={pages.link} href={hrefOf(slug, 'insights')}>{t('behind.back')}</Link></p>
      <h1 id="behind">{rule === null ? t('behind.title') : t('behind.ofRule', { rule })}</h1>
      {rule === null ? <Found site={slug} filters={filters} /> : <Hits site={slug} rule={rule} />}
    </article>
  );
}

function Found({ site, filters }: { readonly site: string; readonly filters: URLSearchParams }) {
  const t = useWords('insights');
  const filter = filterOf(filters);
  const comments = useComments(site, filter);
  const items = comments.data?.pages.flatMap((each) => each.items) ?? [];
  const words = [
    ...(filter.judged === undefined ? [] : [t(`behind.judged.${filter.judged}`)]),
    ...(filter.from === undefined ? [] : [t('behind.from', { time: exactTime(filter.from) })]),
    ...(filter.to === undefined ? [] : [t('behind.to', { time: exactTime(filter.to) })]),
  ];
  return (
    <>
      {words.length > 0 && <p className={pages.lead}>{words.join(' ')}</p>}
      <List site={site} query={comments} items={items.map(({ id, status, body, createdAt, article, author }) => ({ id, status, body, at: createdAt, article: article.id, author }))} />
    </>
  );
}

function Hits({ site, rule }: { readonly site: string; readonly rule: string }) {
  const hits = useRuleHits(site, rule);
  const items = hits.data?.pages.flatMap((each) => each.items) ?? [];
  return <List site={site} query={hits} items={items.map(({ commentId, status, body, judgedAt, section }) => ({ id: commentId, status, body, at: judgedAt, article: section, author: null }))} />;
}

interface Pages {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly refetch: () => unknown;
  readonly fetchNextPage: () => unknown;
}

/** A list that comes page by page: its lines, or why there are none. */
export function Listed({ query, count, children }: { readonly query: Pages; readonly count: number; readonly children: ReactNode }) {
  const t = useWords('insights');
  if (query.isError) return <p className={pages.trouble} role="alert">{t('failed')} <button type="button" className={pages.button} onClick={() => { query.refetch(); }}>{t('again')}</button></p>;
  if (query.isPending) return null;
  if (count === 0) return <p className={pages.soft} role="status">{t('behind.nothing')}</p>;
  return (
    <>
      {children}
      {query.hasNextPage && <p><button type="button" className={pages.button} disabled={query.isFetchingNextPage} onClick={() => { query.fetchNextPage(); }}>{t('behind.more')}</button></p>}
    </>
  );
}

function List({ site, query, items }: { readonly site: string; readonly query: Pages; readonly items: readonly CommentLineProps[] }) {
  return (
    <Listed query={query} count={items.length}>
      <ul className={classes.list}>{items.map((item, index) => <CommentLine key={`${item.id} ${String(index)}`} site={site} {...item} />)}</ul>
    </Listed>
  );
}

type CommentLineProps = Omit<Parameters<typeof CommentLine>[0], 'site'>;

function filterOf(filters: URLSearchParams): CommentFilter {
  const instant = (name: 'from' | 'to') => (Number.isNaN(Date.parse(filters.get(name) ?? '')) ? {} : { [name]: filters.get(name) ?? '' });
  const text = (name: 'article' | 'author') => (filters.has(name) ? { [name]: filters.get(name) ?? '' } : {});
  const judged = JUDGED.find((each) => each === filters.get('judged'));
  const status = STATUSES.find((each) => each === filters.get('status'));
  return { ...instant('from'), ...instant('to'), ...text('article'), ...text('author'), ...(judged === undefined ? {} : { judged }), ...(status === undefined ? {} : { status }) };
}
