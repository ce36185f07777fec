import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useChangeViews, useViews } from '../../api/views';
import type { PersonSite } from '../../api/types';
import { hrefOf, navigate, withFilters } from '../../router';
import classes from './filter-bar.module.css';
import type { DeskWords } from './trouble';
import { FILTER_NAMES, type FilterName, type Scope } from './use-scope';

interface Props {
  readonly t: DeskWords;
  readonly site: PersonSite;
  readonly scope: Scope;
  /** Counts up: the search wants the hand. */
  readonly searchAsked: number;
}

/** What the list is narrowed by: all of it in the address, so that a filter is a link; kept under a name as a view. */
export function FilterBar({ t, site, scope, searchAsked }: Props) {
  const { filter, setFilter, clearFilter } = scope;
  const [isOpen, setOpen] = useState(false);
  const isNarrowed = FILTER_NAMES.some((name) => filter[name] !== undefined);
  return (
    <search className={classes.bar} aria-label={t('filter.label')}>
      <Search t={t} key={filter['q'] ?? ''} value={filter['q'] ?? ''} asked={searchAsked} onSearch={(q) => { setFilter({ q: q === '' ? null : q }); }} />
      <Pick t={t} name="sort" label={t('filter.sort')} scope={scope} choices={[['', t('filter.priority')], ['oldest', t('filter.oldest')], ['newest', t('filter.newest')]]} />
      <Pick t={t} name="state" label={t('filter.state')} scope={scope} choices={[['', t('filter.open')], ['resolved', t('filter.resolved')]]} />
      <button type="button" aria-expanded={isOpen} onClick={() => { setOpen(!isOpen); }}>{t('filter.more')}</button>
      {isNarrowed && <button type="button" onClick={clearFilter}>{t('filter.clear')}</button>}
      {isNarrowed && filter['view'] === undefined && <SaveView t={t} site={site} scope={scope} />}
      {filter['view'] !== undefined && <DeleteView t={t} site={site} id={filter['view']} />}
      {isOpen && <More t={t} scope={scope} />}
    </search>
  );
}

function More({ t, scope }: Pick<Props, 't' | 'scope'>) {
  const any: [string, string] = ['', t('filter.any')];
  return (
    <div className={classes.more}>
      <Pick t={t} name="kind" label={t('filter.kind')} scope={scope} choices={[any, ['comment', t('filter.comment')], ['appeal', t('filter.appeal')]]} />
      <Pick t={t} name="claimed" label={t('filter.claimed')} scope={scope} choices={[any, ['me', t('filter.claimedMine')], ['true', t('filter.claimedYes')], ['false', t('filter.claimedNo')]]} />
      {(['policy', 'rule', 'section', 'lang', 'article', 'author', 'tag', 'minScore'] as const).map((name) => <Text key={`${name} ${scope.filter[name] ?? ''}`} t={t} name={name} scope={scope} />)}
      <div className={classes.checks}>{(['overdue', 'escalated', 'reported', 'snoozed'] as const).map((name) => (
        <label key={name} className={classes.check}><input type="checkbox" checked={scope.filter[name] === 'true'} onChange={(event) => { scope.setFilter({ [name]: event.currentTarget.checked ? 'true' : null }); }} /> {t(`filter.${name}`)}</label>
      ))}</div>
    </div>
  );
}

interface PickProps {
  readonly t: DeskWords;
  readonly name: FilterName;
  readonly label: string;
  readonly scope: Scope;
  readonly choices: readonly (readonly [value: string, label: string])[];
}

function Pick({ name, label, scope, choices }: PickProps) {
  return <label className={classes.pick}><span>{label}</span><select aria-label={label} value={scope.filter[name] ?? ''} onChange={(event) => { scope.setFilter({ [name]: event.currentTarget.value === '' ? null : event.currentTarget.value }); }}>{choices.map(([value, words]) => <option key={value} value={value}>{words}</option>)}</select></label>;
}

function Text({ t, name, scope }: { t: DeskWords; name: 'policy' | 'section' | 'lang' | 'rule' | 'article' | 'author' | 'tag' | 'minScore'; scope: Scope }) {
  const [text, setText] = useState(scope.filter[name] ?? '');
  const save = (): void => { if (text.trim() !== (scope.filter[name] ?? '')) scope.setFilter({ [name]: text.trim() === '' ? null : text.trim() }); };
  return <label className={classes.pick}><span>{t(`filter.${name}`)}</span><input aria-label={t(`filter.${name}`)} size={name === 'minScore' || name === 'lang' ? 4 : 12} inputMode={name === 'minScore' ? 'numeric' : undefined} value={text} onChange={(event) => { setText(event.currentTarget.value); }} onBlur={save} onKeyDown={(event) => { if (event.key === 'Enter') save(); }} /></label>;
}

function Search({ t, value, asked, onSearch }: { t: DeskWords; value: string; asked: number; onSearch: (q: string) => void }) {
  const [q, setQ] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => { if (asked > 0) input.current?.focus(); }, [asked]);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    onSearch(q.trim());
    input.current?.blur();
  };
  return (
    <form className={classes.search} onSubmit={submit}>
      <input ref={input} type="search" aria-label={t('filter.search')} placeholder={t('filter.search')} title={t('filter.searchHint')} maxLength={200} value={q} onChange={(event) => { setQ(event.currentTarget.value); if (event.currentTarget.value === '') onSearch(''); }} onKeyDown={(event) => { if (event.key === 'Escape') input.current?.blur(); }} />
    </form>
  );
}

function SaveView({ t, site, scope }: Pick<Props, 't' | 'site' | 'scope'>) {
  const { save } = useChangeViews(site.slug);
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  if (!isOpen) return <button type="button" onClick={() => { setOpen(true); }}>{t('filter.saveView')}</button>;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const { sort, ...filter } = scope.filter;
    save.mutate({ name: name.trim(), filter, isShared, ...(sort === undefined ? {} : { sort }) }, { onSuccess: ({ id }) => { setOpen(false); navigate(withFilters(hrefOf(site.slug, 'desk', 'all'), { view: id, as: 'list' })); } });
  };
  return (
    <form className={classes.view} onSubmit={submit}>
      <input autoFocus required maxLength={60} aria-label={t('filter.viewName')} placeholder={t('filter.viewName')} value={name} onChange={(event) => { setName(event.currentTarget.value); }} onKeyDown={(event) => { if (event.key === 'Escape') setOpen(false); }} />
      <label className={classes.check}><input type="checkbox" checked={isShared} onChange={(event) => { setShared(event.currentTarget.checked); }} /> {t('filter.shared')}</label>
      <button type="submit">{t('save')}</button>
      {save.isError && <p role="alert" className={classes.trouble}>{save.error.message}</p>}
    </form>
  );
}

function DeleteView({ t, site, id }: { t: DeskWords; site: PersonSite; id: string }) {
  const { data: views } = useViews(site.slug);
  const { remove } = useChangeViews(site.slug);
  const [isAsked, setAsked] = useState(false);
  const view = views?.find((each) => each.id === id);
  if (view === undefined) return null;
  const go = (): void => { remove.mutate(id, { onSuccess: () => { navigate(withFilters(hrefOf(site.slug, 'desk', 'all'), { as: 'list' })); } }); };
  return isAsked ? <button type="button" className={classes.danger} autoFocus onClick={go} onBlur={() => { setAsked(false); }}>{t('filter.deleteSure', { name: view.name })}</button> : <button type="button" onClick={() => { setAsked(true); }}>{t('filter.deleteView')}</button>;
}
