import { useDebounced } from '../../shell/use-debounced';
import { useState } from 'react';
import { useEntryHits } from '../../api/evidence';
import { exportAddress, importList, type ListFormat, removeEntry, removeList, useListEntries } from '../../api/rule-lists';
import type { ImportResult } from '../../api/rule-types';
import { hrefOf, navigate } from '../../router';
import { Link } from '../../shell/link';
import { detailsOf, sizeOf } from './list-entries';
import pages from '../../styles/page.module.css';
import { number } from '../../words/times';
import type { RulesState } from './use-rules';
import { BACK, HITS_7, LIST_KINDS, LISTS, MORE, NOT_REMOVED, troubleWords } from './wording';

const READ_AFTER_MS = 200;
const FORMATS = ['text', 'csv', 'json'] as const satisfies readonly ListFormat[];

/** One list of the draft: search it, add a line or ten thousand, take it elsewhere. */
export function ListPage({ state, id }: { state: RulesState; id: string }) {
  const { site, draft, mayEdit } = state;
  const list = draft.document?.lists?.find((each) => each.id === id);
  if (draft.document !== undefined && list === undefined) return <article className={pages.page}><h1>{LISTS.missing}</h1><p className={pages.lead}><Link className={pages.link} href={hrefOf(site, 'rules', '~lists')}>{LISTS.all}</Link></p></article>;
  if (list === undefined) return null;
  const users = draft.document?.rules.filter((rule) => JSON.stringify([rule.when, rule.unless]).includes(`"${id}"`)) ?? [];
  const remove = async (): Promise<void> => {
    try {
      await draft.flush();
      const seen = draft.seen();
      if (seen !== undefined) draft.keep(await removeList(site, id, seen));
      navigate(hrefOf(site, 'rules', '~lists'));
    } catch (error) {
      state.say({ tone: 'trouble', text: NOT_REMOVED(error) });
    }
  };
  return (
    <article className={pages.page} aria-labelledby="list">
      <div className={pages.head}>
        <h1 id="list">{id}</h1>
        <Link className={`${pages.link} ${pages.soft}`} href={hrefOf(site, 'rules', '~lists')}>{LISTS.all}</Link>
      </div>
      <p className={pages.lead}>{LISTS.size(sizeOf(list))}: {LIST_KINDS[list.kind]}. {users.length === 0 ? LISTS.unused : <>{LISTS.usedBy} {users.map((rule, index) => <span key={rule.id}>{index > 0 && ', '}<Link className={pages.link} href={hrefOf(site, 'rules', rule.id)}>{rule.id}</Link></span>)}.</>}{LISTS.source(list)}</p>
      <Entries state={state} id={id} users={users.map((rule) => rule.id)} />
      {mayEdit && <Paste state={state} id={id} />}
      <section aria-labelledby="elsewhere">
        <h2 id="elsewhere">{LISTS.elsewhere}</h2>
        <div className={pages.buttons} style={{ paddingTop: '0.375rem' }}>
          {FORMATS.map((format) => <a key={format} className={pages.button} href={exportAddress(site, id, format)} download={`${id}.${format === 'text' ? 'txt' : format}`}>{LISTS.export[format]}</a>)}
          {mayEdit && users.length === 0 && <button type="button" className={pages.button} onClick={() => void remove()}>{LISTS.remove}</button>}
        </div>
      </section>
    </article>
  );
}

function Entries({ state, id, users }: { state: RulesState; id: string; users: readonly string[] }) {
  const { site, draft, mayEdit } = state;
  const [query, setQuery] = useState('');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const asked = useDebounced(query.trim(), READ_AFTER_MS);
  const page = useListEntries(site, id, { q: asked, cursor: cursors.at(-1) ?? null, version: draft.saved?.version });
  const hits = useEntryHits(site, id, users);
  const take = async (term: string): Promise<void> => {
    try {
      await draft.flush();
      const seen = draft.seen();
      if (seen === undefined) return;
      await removeEntry(site, id, term, seen);
      await draft.query.refetch();
    } catch (error) {
      state.say({ tone: 'trouble', text: NOT_REMOVED(error) });
    }
  };
  const items = page.data?.items ?? [];
  return (
    <section aria-labelledby="entries">
      <h2 id="entries">{LISTS.entries}</h2>
      <label className={pages.field}><span className={pages.hint}>{LISTS.search}</span><input type="search" value={query} onChange={(event) => { setQuery(event.currentTarget.value); setCursors([]); }} /></label>
      {page.isError && <p className={pages.trouble} role="alert">{troubleWords(page.error)}</p>}
      {page.data !== undefined && items.length === 0 && <p className={pages.soft} role="status" style={{ paddingTop: '0.5rem' }}>{query.trim() === '' ? LISTS.empty : LISTS.nothing(query.trim())}</p>}
      {items.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{LISTS.entry}</th><th scope="col" className={pages.number}>{HITS_7}</th><th scope="col">{LISTS.more}</th>{mayEdit && <th scope="col" className={pages.number}>{LISTS.take}</th>}</tr></thead>
            <tbody>{items.map((entry) => <tr key={entry.term}><th scope="row">{entry.term}</th><td className={pages.number}>{hits.has(entry.term) ? number(hits.get(entry.term) ?? 0) : '–'}</td><td className={pages.soft}>{detailsOf(entry)}</td>{mayEdit && <td className={pages.number}><button type="button" className={pages.small} aria-label={LISTS.takeOne(entry.term)} onClick={() => void take(entry.term)}>×</button></td>}</tr>)}</tbody>
          </table>
        </div>
      )}
      <div className={pages.buttons} style={{ paddingTop: '0.5rem' }}>
        {cursors.length > 0 && <button type="button" className={pages.button} onClick={() => { setCursors(cursors.slice(0, -1)); }}>{BACK}</button>}
        {page.data !== undefined && page.data.nextCursor !== null && <button type="button" className={pages.button} onClick={() => { setCursors([...cursors, page.data.nextCursor ?? '']); }}>{MORE}</button>}
      </div>
    </section>
  );
}

function Paste({ state, id }: { state: RulesState; id: string }) {
  const [text, setText] = useState('');
  const [format, setFormat] = useState<ListFormat>('text');
  const [mode, setMode] = useState<'add' | 'replace'>('add');
  const [preview, setPreview] = useState<ImportResult | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const run = async (dryRun: boolean): Promise<void> => {
    setTrouble(null);
    try {
      await state.draft.flush();
      const seen = state.draft.seen();
      if (seen === undefined) return;
      const result = await importList(state.site, { id, text, format, mode, dryRun, seen });
      setPreview(dryRun ? result : null);
      if (dryRun) return;
      setText('');
      await state.draft.query.refetch();
      state.say({ tone: 'done', text: LISTS.imported(id, result) });
    } catch (error) {
      setTrouble(troubleWords(error));
    }
  };
  return (
    <section aria-labelledby="paste">
      <h2 id="paste">{LISTS.add}</h2>
      <form style={{ display: 'grid', gap: '0.75rem' }} onSubmit={(event) => { event.preventDefault(); void run(false); }}>
        <label className={pages.field}><span className={pages.hint}>{LISTS.formats[format].hint}</span><textarea aria-label={LISTS.toAdd} rows={5} spellCheck={false} value={text} onChange={(event) => { setText(event.currentTarget.value); setPreview(null); }} /></label>
        <div className={pages.buttons}>
          <label className={pages.pick}>{LISTS.as} <select value={format} onChange={(event) => { setFormat(event.currentTarget.value as ListFormat); setPreview(null); }}>{FORMATS.map((each) => <option key={each} value={each}>{LISTS.formats[each].name}</option>)}</select></label>
          <label className={pages.pick}><select aria-label={LISTS.modes} value={mode} onChange={(event) => { setMode(event.currentTarget.value as 'add' | 'replace'); setPreview(null); }}><option value="add">{LISTS.modeAdd}</option><option value="replace">{LISTS.modeReplace}</option></select></label>
          <button type="button" className={pages.button} disabled={text.trim() === ''} onClick={() => void run(true)}>{LISTS.preview}</button>
          <button type="submit" className={pages.main} disabled={text.trim() === ''}>{LISTS.import}</button>
        </div>
        {trouble !== null && <p className={pages.trouble} role="alert">{trouble}</p>}
        {preview !== null && <p role="status">{LISTS.wouldBe(preview)}</p>}
      </form>
    </section>
  );
}
