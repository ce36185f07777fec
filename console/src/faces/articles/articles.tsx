import { useEffect, useState } from 'react';
import { type ArticleFilter, MODES, SORTS, useArticles } from '../../api/articles';
import type { FaceProps } from '../../faces';
import { hrefOf, navigate, useFilters, withFilters } from '../../router';
import { Field } from '../../shell/field';
import { useDebounced } from '../../shell/use-debounced';
import { usePageTitle } from '../../shell/page-title';
import pages from '../../styles/page.module.css';
import { useWords } from '../../words/words';
import { ArticleLine } from './article-line';
import classes from './articles.module.css';

const READ_AFTER_MS = 250;

/** Where people comment: what each article costs the desk, and what may be done about it. */
export function Articles({ site: { slug, name, permissions } }: FaceProps) {
  const t = useWords('articles');
  usePageTitle(t('tab'), { name });
  const filters = useFilters();
  const [query, setQuery] = useState(filters.get('q') ?? '');
  const q = useDebounced(query.trim(), READ_AFTER_MS);
  const filter = filterOf(filters);
  const go = (change: Readonly<Record<string, string | null>>): void => { navigate(withFilters(hrefOf(slug, 'articles'), { ...Object.fromEntries(filters), ...change }), { replace: true }); };
  useEffect(() => { if (q !== (filters.get('q') ?? '')) go({ q }); });
  const articles = useArticles(slug, filter);
  const items = articles.data?.pages.flatMap((each) => each.items);
  const narrowed = Object.keys(filter).length > 1;
  return (
    <article className={classes.page} aria-labelledby="articles">
      <h1 id="articles">{t('title')}</h1>
      <p className={pages.lead}>{t('lead')}</p>
      <form className={classes.search} role="search" onSubmit={(event) => { event.preventDefault(); }}>
        <label className={pages.field}>{t('search')}<input type="search" value={query} placeholder={t('placeholder')} onChange={(event) => { setQuery(event.currentTarget.value); }} /></label>
        <Field label={t('mode')}>{(id) => (
          <select id={id} value={filter.mode ?? ''} onChange={(event) => { go({ mode: event.currentTarget.value }); }}>
            <option value="">{t('anyMode')}</option>
            {MODES.map((mode) => <option key={mode} value={mode}>{t(`modes.${mode}`)}</option>)}
          </select>
        )}</Field>
        <Field label={t('sort')}>{(id) => (
          <select id={id} value={filter.sort} onChange={(event) => { go({ sort: event.currentTarget.value }); }}>{SORTS.map((sort) => <option key={sort} value={sort}>{t(`sorts.${sort}`)}</option>)}</select>
        )}</Field>
        <label className={classes.check}><input type="checkbox" checked={filter.watched === true} onChange={(event) => { go({ watched: event.currentTarget.checked ? 'true' : null }); }} />{t('watched')}</label>
      </form>
      {articles.isError && <p className={pages.trouble} role="alert">{t('failed')} <button type="button" className={pages.button} onClick={() => void articles.refetch()}>{t('again')}</button></p>}
      {items?.length === 0 && <p className={pages.soft} role="status">{narrowed ? t('nothing') : t('none')}</p>}
      {items !== undefined && items.length > 0 && <ul className={classes.list}>{items.map((article) => <ArticleLine key={article.id} site={slug} article={article} mayEdit={permissions.includes('articles.write')} />)}</ul>}
      {articles.hasNextPage && <p><button type="button" className={pages.button} disabled={articles.isFetchingNextPage} onClick={() => void articles.fetchNextPage()}>{t('more')}</button></p>}
    </article>
  );
}

function filterOf(filters: URLSearchParams): ArticleFilter {
  const [q, section] = [filters.get('q') ?? '', filters.get('section') ?? ''];
  const mode = MODES.find((each) => each === filters.get('mode'));
  return {
    sort: SORTS.find((each) => each === filters.get('sort')) ?? 'busiest',
    ...(q === '' ? {} : { q }),
    ...(section === '' ? {} : { section }),
    ...(mode === undefined ? {} : { mode }),
    ...(filters.get('watched') === 'true' ? { watched: true } : {}),
  };
}
