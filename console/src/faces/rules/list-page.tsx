import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useEntryHits } from '../../api/evidence';
import { exportAddress, importList, type ListFormat, removeEntry, removeList, useListEntries } from '../../api/rule-lists';
import type { ImportResult } from '../../api/rule-types';
import { hrefOf, navigate } from '../../router';
import { Link } from '../../shell/link';
import { detailsOf, sizeOf } from './list-entries';
import pages from './page.module.css';
import type { RulesState } from './use-rules';
import { LIST_KINDS, plural, troubleWords } from './wording';

const READ_AFTER_MS = 200;

/** One list of the draft: search it, add a line or ten thousand, take it elsewhere. */
export function ListPage({ state, id }: { state: RulesState; id: string }) {
  const { site, draft, mayEdit } = state;
  const list = draft.document?.lists?.find((each) => each.id === id);
  if (draft.document !== undefined && list === undefined) return <article className={pages.page}><h1>No such list</h1><p className={pages.lead}>It is not in the draft. <Link className={pages.link} href={hrefOf(site, 'rules', '~lists')}>All lists</Link></p></article>;
  if (list === undefined) return null;
  const users = draft.document?.rules.filter((rule) => JSON.stringify([rule.when, rule.unless]).includes(`"${id}"`)) ?? [];
  const remove = async (): Promise<void> => {
    try {
      await draft.flush();
      const seen = draft.seen();
      if (seen !== undefined) draft.keep(await removeList(site, id, seen));
      navigate(hrefOf(site, 'rules', '~lists'));
    } catch (error) {
      state.say({ tone: 'trouble', text: `Not removed: ${troubleWords(error)}` });
    }
  };
  return (
    <article className={pages.page} aria-labelledby="list">
      <div className={pages.head}>
        <h1 id="list">{id}</h1>
        <Link className={`${pages.link} ${pages.soft}`} href={hrefOf(site, 'rules', '~lists')}>All lists</Link>
      </div>
      <p className={pages.lead}>{plural(sizeOf(list), 'entry', 'entries')}: {LIST_KINDS[list.kind]}. {users.length === 0 ? 'No rule asks for it.' : <>Asked for by {users.map((rule, index) => <span key={rule.id}>{index > 0 && ', '}<Link className={pages.link} href={hrefOf(site, 'rules', rule.id)}>{rule.id}</Link></span>)}.</>}{list.source === undefined ? '' : ` Source: ${list.source}${list.license === undefined ? '' : ` (${list.license})`}.`}</p>
      <Entries state={state} id={id} users={users.map((rule) => rule.id)} />
      {mayEdit && <Paste state={state} id={id} />}
      <section aria-labelledby="elsewhere">
        <h2 id="elsewhere">Elsewhere</h2>
        <div className={pages.buttons} style={{ paddingTop: '0.375rem' }}>
          {(['text', 'csv', 'json'] as const).map((format) => <a key={format} className={pages.button} href={exportAddress(site, id, format)} download={`${id}.${format === 'text' ? 'txt' : format}`}>Export {format === 'text' ? 'lines' : format.toUpperCase()}</a>)}
          {mayEdit && users.length === 0 && <button type="button" className={pages.button} onClick={() => void remove()}>Remove the list</button>}
        </div>
      </section>
    </article>
  );
}

function Entries({ state, id, users }: { state: RulesState; id: string; users: readonly string[] }) {
  const { site, draft, mayEdit } = state;
  const [query, setQuery] = useState('');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [asked] = useDebouncedValue(query.trim(), READ_AFTER_MS);
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
      state.say({ tone: 'trouble', text: `Not removed: ${troubleWords(error)}` });
    }
  };
  const items = page.data?.items ?? [];
  return (
    <section aria-labelledby="entries">
      <h2 id="entries">Entries</h2>
      <label className={pages.field}><span className={pages.hint}>Search</span><input type="search" value={query} onChange={(event) => { setQuery(event.currentTarget.value); setCursors([]); }} /></label>
      {page.isError && <p className={pages.trouble} role="alert">{troubleWords(page.error)}</p>}
      {page.data !== undefined && items.length === 0 && <p className={pages.soft} role="status" style={{ paddingTop: '0.5rem' }}>{query.trim() === '' ? 'It is empty.' : `Nothing with “${query.trim()}”.`}</p>}
      {items.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">Entry</th><th scope="col" className={pages.number}>Hits, 7 days</th><th scope="col">More</th>{mayEdit && <th scope="col" className={pages.number}>Remove</th>}</tr></thead>
            <tbody>{items.map((entry) => <tr key={entry.term}><th scope="row">{entry.term}</th><td className={pages.number}>{hits.get(entry.term)?.toLocaleString() ?? '–'}</td><td className={pages.soft}>{detailsOf(entry)}</td>{mayEdit && <td className={pages.number}><button type="button" className={pages.small} aria-label={`Remove ${entry.term}`} onClick={() => void take(entry.term)}>×</button></td>}</tr>)}</tbody>
          </table>
        </div>
      )}
      <div className={pages.buttons} style={{ paddingTop: '0.5rem' }}>
        {cursors.length > 0 && <button type="button" className={pages.button} onClick={() => { setCursors(cursors.slice(0, -1)); }}>Back</button>}
        {page.data !== undefined && page.data.nextCursor !== null && <button type="button" className={pages.button} onClick={() => { setCursors([...cursors, page.data.nextCursor ?? '']); }}>More</button>}
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
      state.say({ tone: 'done', text: `“${id}” in the draft: ${importWords(result)}.` });
    } catch (error) {
      setTrouble(troubleWords(error));
    }
  };
  return (
    <section aria-labelledby="paste">
      <h2 id="paste">Add entries</h2>
      <form style={{ display: 'grid', gap: '0.75rem' }} onSubmit={(event) => { event.preventDefault(); void run(false); }}>
        <label className={pages.field}><span className={pages.hint}>{format === 'text' ? 'One per line; paste as many as you like.' : format === 'csv' ? 'First line: the column names, such as term, match, note, expires_at.' : 'A list of texts, or of entries with term, match, note …'}</span><textarea aria-label="Entries to add" rows={5} spellCheck={false} value={text} onChange={(event) => { setText(event.currentTarget.value); setPreview(null); }} /></label>
        <div className={pages.buttons}>
          <label className={pages.pick}>as <select value={format} onChange={(event) => { setFormat(event.currentTarget.value as ListFormat); setPreview(null); }}><option value="text">lines</option><option value="csv">CSV</option><option value="json">JSON</option></select></label>
          <label className={pages.pick}><select aria-label="What to do with the entries there are" value={mode} onChange={(event) => { setMode(event.currentTarget.value as 'add' | 'replace'); setPreview(null); }}><option value="add">added to those there are</option><option value="replace">instead of those there are</option></select></label>
          <button type="button" className={pages.button} disabled={text.trim() === ''} onClick={() => void run(true)}>Look first</button>
          <button type="submit" className={pages.main} disabled={text.trim() === ''}>Into the draft</button>
        </div>
        {trouble !== null && <p className={pages.trouble} role="alert">{trouble}</p>}
        {preview !== null && <p role="status">It would be: {importWords(preview)}.{preview.problems.length > 0 ? ` ${preview.problems.slice(0, 5).map(({ line, message }) => `Line ${String(line)}: ${message}`).join(' ')}` : ''}</p>}
      </form>
    </section>
  );
}

function importWords({ added, removed, changed, unchanged, repeated, total }: ImportResult): string {
  const parts = [`${plural(added, 'entry', 'entries')} more`, ...(removed > 0 ? [`${removed.toLocaleString()} less`] : []), ...(changed > 0 ? [`${changed.toLocaleString()} changed`] : []), ...(unchanged > 0 ? [`${unchanged.toLocaleString()} as they were`] : []), ...(repeated > 0 ? [`${plural(repeated, 'line')} twice`] : [])];
  return `${parts.join(', ')}; ${total.toLocaleString()} in all`;
}
