import { useEffect, useState } from 'react';
import { type ListedAuthor, type StandingKind, STANDINGS, useAuthors } from '../../api/authors';
import type { FaceProps } from '../../faces';
import { hrefOf, navigate, useFilters, withFilters } from '../../router';
import { Field } from '../../shell/field';
import { Link } from '../../shell/link';
import { useDebounced } from '../../shell/use-debounced';
import { usePageTitle } from '../../shell/page-title';
import pages from '../../styles/page.module.css';
import { ago, exactTime, number } from '../../words/times';
import { useWords } from '../../words/words';
import { AuthorPage } from './author-page';
import classes from './authors.module.css';
import { RecordBar } from './record-bar';
import { StandingMark } from './standing-mark';

const READ_AFTER_MS = 250;

/** Who writes, and how they stand: found by name or id, or by what moderators made of them. */
export function Authors({ site, path }: FaceProps) {
  const t = useWords('authors');
  usePageTitle(t('tab'), site);
  const [authorId] = path;
  return authorId === undefined ? <List site={site} /> : <AuthorPage key={authorId} site={site} authorId={authorId} />;
}

function List({ site: { slug } }: Pick<FaceProps, 'site'>) {
  const t = useWords('authors');
  const filters = useFilters();
  const [query, setQuery] = useState(filters.get('q') ?? '');
  const q = useDebounced(query.trim(), READ_AFTER_MS);
  const standing = STANDINGS.find((each) => each === filters.get('standing')) ?? null;
  const go = (next: { readonly q?: string; readonly standing?: StandingKind | null }): void => {
    navigate(withFilters(hrefOf(slug, 'authors'), { q: next.q ?? query.trim(), standing: next.standing === undefined ? standing : next.standing }), { replace: true });
  };
  useEffect(() => { if (q !== (filters.get('q') ?? '')) go({ q }); });
  const authors = useAuthors(slug, { q, standing });
  const items = authors.data?.pages.flatMap((each) => each.items);
  return (
    <article className={classes.page} aria-labelledby="authors">
      <h1 id="authors">{t('title')}</h1>
      <p className={pages.lead}>{t('lead')}</p>
      <form className={classes.search} role="search" onSubmit={(event) => { event.preventDefault(); }}>
        <label className={pages.field}>{t('search')}<input type="search" value={query} placeholder={t('placeholder')} onChange={(event) => { setQuery(event.currentTarget.value); }} /></label>
        <Field label={t('standing')}>{(id) => (
          <select id={id} value={standing ?? ''} onChange={(event) => { go({ standing: STANDINGS.find((each) => each === event.currentTarget.value) ?? null }); }}>
            <option value="">{t('any')}</option>
            {STANDINGS.map((each) => <option key={each} value={each}>{t(`kind.${each}`)}</option>)}
          </select>
        )}</Field>
      </form>
      {authors.isError && <p className={pages.trouble} role="alert">{t('failed')} <button type="button" className={pages.button} onClick={() => void authors.refetch()}>{t('again')}</button></p>}
      {items?.length === 0 && <p className={pages.soft} role="status">{q === '' && standing === null ? t('none') : t('nothing')}</p>}
      {items !== undefined && items.length > 0 && <Found site={slug} items={items} />}
      {authors.hasNextPage && <p><button type="button" className={pages.button} disabled={authors.isFetchingNextPage} onClick={() => void authors.fetchNextPage()}>{t('more')}</button></p>}
    </article>
  );
}

function Found({ site, items }: { readonly site: string; readonly items: readonly ListedAuthor[] }) {
  const t = useWords('authors');
  return (
    <div className={pages.scroll}>
      <table className={pages.table}>
        <thead><tr><th scope="col">{t('author')}</th><th scope="col">{t('stands')}</th><th scope="col" className={pages.number}>{t('submitted')}</th><th scope="col">{t('record')}</th><th scope="col">{t('firstSeen')}</th></tr></thead>
        <tbody>
          {items.map(({ id, name, kind, firstSeenAt, record, standing }) => (
            <tr key={id}>
              <th scope="row"><Link className={pages.link} href={hrefOf(site, 'authors', id)}><bdi>{name ?? id}</bdi></Link> <span className={pages.soft}>{t(`authorKind.${kind as 'anonymous'}`)}</span></th>
              <td>{standing === null ? '' : <StandingMark standing={standing} />}</td>
              <td className={pages.number}>{number(record.submitted)}</td>
              <td><RecordBar record={record} /></td>
              <td className={pages.soft}><time dateTime={firstSeenAt} title={exactTime(firstSeenAt)}>{ago(firstSeenAt)}</time></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
