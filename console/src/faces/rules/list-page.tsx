import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { exportAddress, importList, type ImportFormat, type ImportResult, removeList, saveList, useListEntries } from '../../api/rules';
import { hrefOf, navigate } from '../../router';
import { Link } from '../../shell/link';
import { detailsOf, entriesOf, sizeOf, termOf } from './list-entries';
import pages from './page.module.css';
import type { RulesState } from './use-rules';
import { LIST_KINDS, plural, troubleWords } from './wording';

const SHOWN = 100;
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
      draft.keep(await removeList(site, id, draft.saved?.etag ?? ''));
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
      <Entries state={state} id={id} />
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

function Entries({ state, id }: { state: RulesState; id: string }) {
  const { site, draft, mayEdit } = state;
  const list = draft.document?.lists?.find((each) => each.id === id);
  const own = list === undefined ? null : entriesOf(list);
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query.trim(), READ_AFTER_MS);
  const read = useListEntries(site, id, asked);
  const hits = new Map(read.data?.items.map((each) => [each.term, each.hits]) ?? []);
  const wanted = query.trim().toLowerCase();
  const found = own?.filter((entry) => termOf(entry).toLowerCase().includes(wanted)) ?? read.data?.items ?? [];
  const take = async (term: string): Promise<void> => {
    if (list === undefined || own === null) return;
    try {
      await draft.flush();
      draft.keep(await saveList(site, { ...list, entries: own.filter((entry) => termOf(entry) !== term) }, draft.saved?.etag ?? ''));
    } catch (error) {
      state.say({ tone: 'trouble', text: `Not removed: ${troubleWords(error)}` });
    }
  };
  return (
    <section aria-labelledby="entries">
      <h2 id="entries">Entries</h2>
      <label className={pages.field}><span className={pages.hint}>Search{own === null ? ' in what runs: this list is too long to be shown from the draft' : ''}</span><input type="search" value={query} onChange={(event) => { setQuery(event.currentTarget.value); }} /></label>
      {found.length === 0 ? <p className={pages.soft} role="status" style={{ paddingTop: '0.5rem' }}>{query.trim() === '' ? 'It is empty.' : `Nothing with “${query.trim()}”.`}</p> : (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">Entry</th><th scope="col" className={pages.number}>Hits, 7 days</th><th scope="col">More</th>{mayEdit && own !== null && <th scope="col"><span className={pages.soft}>Remove</span></th>}</tr></thead>
            <tbody>
              {found.slice(0, SHOWN).map((entry) => {
                const term = termOf(entry);
                const count = hits.get(term);
                return <tr key={term}><th scope="row">{term}</th><td className={pages.number}>{count === undefined || count === null ? '' : count.toLocaleString()}</td><td className={pages.soft}>{own === null ? '' : detailsOf(entry)}</td>{mayEdit && own !== null && <td><button type="button" className={pages.button} aria-label={`Remove ${term}`} onClick={() => void take(term)}>×</button></td>}</tr>;
              })}
            </tbody>
          </table>
          {found.length > SHOWN && <p className={pages.soft} style={{ paddingTop: '0.5rem' }}>The first {SHOWN} of {plural(found.length, 'entry', 'entries')}; search for the others.</p>}
        </div>
      )}
    </section>
  );
}

function Paste({ state, id }: { state: RulesState; id: string }) {
  const [text, setText] = useState('');
  const [format, setFormat] = useState<ImportFormat>('text');
  const [mode, setMode] = useState<'add' | 'replace'>('add');
  const [preview, setPreview] = useState<ImportResult | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const run = async (dryRun: boolean): Promise<void> => {
    setTrouble(null);
    try {
      await state.draft.flush();
      const result = await importList(state.site, { id, text, format, mode, dryRun, etag: state.draft.saved?.etag ?? '' });
      setPreview(dryRun ? result : null);
      if (dryRun) return;
      setText('');
      await state.draft.query.refetch();
      state.say({ tone: 'done', text: `“${id}” in the draft: ${importWords(result)}.` });
    } catch (error) {
      setTrouble(error instanceof SyntaxError ? 'This is not JSON.' : troubleWords(error));
    }
  };
  return (
    <section aria-labelledby="paste">
      <h2 id="paste">Add entries</h2>
      <form style={{ display: 'grid', gap: '0.75rem' }} onSubmit={(event) => { event.preventDefault(); void run(false); }}>
        <label className={pages.field}><span className={pages.hint}>{format === 'text' ? 'One per line; paste as many as you like.' : format === 'csv' ? 'First line: the column names, such as term, match, note, expires_at.' : 'A list of texts, or of entries with term, match, note …'}</span><textarea aria-label="Entries to add" rows={5} spellCheck={false} value={text} onChange={(event) => { setText(event.currentTarget.value); setPreview(null); }} /></label>
        <div className={pages.buttons}>
          <label className={pages.soft}>as <select value={format} onChange={(event) => { setFormat(event.currentTarget.value as ImportFormat); setPreview(null); }}><option value="text">lines</option><option value="csv">CSV</option><option value="json">JSON</option></select></label>
          <label className={pages.soft}><select aria-label="What to do with the entries there are" value={mode} onChange={(event) => { setMode(event.currentTarget.value as 'add' | 'replace'); setPreview(null); }}><option value="add">added to those there are</option><option value="replace">instead of those there are</option></select></label>
          <button type="button" className={pages.button} disabled={text.trim() === ''} onClick={() => void run(true)}>Look first</button>
          <button type="submit" className={pages.main} disabled={text.trim() === ''}>Into the draft</button>
        </div>
        {trouble !== null && <p className={pages.trouble} role="alert">{trouble}</p>}
        {preview !== null && <p role="status">It would be: {importWords(preview)}.{preview.problems !== undefined && preview.problems.length > 0 ? ` ${preview.problems.slice(0, 5).map(({ line, message }) => `Line ${String(line)}: ${message}`).join(' ')}` : ''}</p>}
      </form>
    </section>
  );
}

function importWords({ added = 0, removed = 0, unchanged }: ImportResult): string {
  return [plural(added, 'entry', 'entries') + ' more', ...(removed > 0 ? [`${removed.toLocaleString()} less`] : []), ...(unchanged === undefined ? [] : [`${unchanged.toLocaleString()} known already`])].join(', ');
}
