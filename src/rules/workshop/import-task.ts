import { canonicalJson } from '../../engine/language/canonical';
import { checkRuleSet } from '../../engine/language/check';
import { entryOf, type ListDocument, type ListEntryDocument } from '../../engine/language/document';
import { validateRuleSet } from '../../engine/language/parse';
import { pathOf, type Problem } from '../../engine/language/problem';
import { isStoredEntries, MOST_ENTRIES, type CompactList } from '../../engine/language/stored-entries';
import { entryDifference } from './diff-task';
import { type FileProblem, type FileRow, listFile, type ListFormat, readListFile } from './list-file';

export const IMPORT_MODES = ['add', 'replace'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

export interface ImportTask {
  readonly text: string;
  readonly format: ListFormat;
  readonly mode: ImportMode;
  /** The list as the draft has it. */
  readonly list: CompactList;
  /** Its entries as JSON text, where the draft only names them. */
  readonly entries: string | null;
}

export interface ImportOutcome {
  /** The list with its new entries; null when there are problems. */
  readonly list: Readonly<Record<string, unknown>> | null;
  readonly total: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Lines that say again what another line says. */
  readonly repeated: number;
  readonly sample: { readonly added: readonly string[]; readonly removed: readonly string[]; readonly changed: readonly string[] };
  readonly problems: readonly FileProblem[];
}

const MOST_TOLD = 100;
const MOST_SAMPLED = 20;
const SHORT = 60;

/** What a list becomes by a file. Nothing of the file counts while any line of it is wrong. */
export function importedList(task: ImportTask): ImportOutcome {
  const before = writtenEntries(task.list, task.entries);
  const { rows, problems } = readListFile(task.text, task.format);
  const { unique, repeated, contradictions } = uniqueRows(rows);
  const found = [...problems, ...contradictions, ...(problems.length > 0 ? [] : wrongEntries(task.list, unique))];
  const after = task.mode === 'replace' ? unique.map(({ entry }) => short(entry)) : joined(before, unique);
  if (after.length > MOST_ENTRIES) found.push({ line: 0, message: `A list may have ${String(MOST_ENTRIES)} entries; this would be ${String(after.length)}.` });
  const difference = entryDifference(before, after);
  const list = found.length > 0 ? null : { ...task.list, entries: after };
  return {
    list, repeated,
    total: after.length,
    added: difference.added.length,
    removed: difference.removed.length,
    changed: difference.changed.length,
    unchanged: after.length - difference.added.length - difference.changed.length,
    sample: { added: sampled(difference.added), removed: sampled(difference.removed), changed: sampled(difference.changed) },
    problems: found.sort((a, b) => a.line - b.line).slice(0, MOST_TOLD),
  };
}

export interface ExportTask {
  readonly format: ListFormat;
  readonly list: CompactList;
  readonly entries: string | null;
}

export function exportedList({ format, list, entries }: ExportTask): string {
  return listFile(writtenEntries(list, entries).map(entryOf), format);
}

type Written = ListDocument['entries'][number];

function writtenEntries({ entries }: CompactList, stored: string | null): readonly Written[] {
  if (isStoredEntries(entries)) return JSON.parse(stored ?? '[]') as Written[];
  return Array.isArray(entries) ? (entries as readonly Written[]) : [];
}

function uniqueRows(rows: readonly FileRow[]): { readonly unique: readonly FileRow[]; readonly repeated: number; readonly contradictions: readonly FileProblem[] } {
  const seen = new Map<unknown, { readonly line: number; readonly said: string }>();
  const unique: FileRow[] = [];
  const contradictions: FileProblem[] = [];
  let repeated = 0;
  for (const row of rows) {
    const said = canonicalJson(row.entry);
    const first = seen.get(row.entry['term']);
    if (!first) {
      seen.set(row.entry['term'], { line: row.line, said });
      unique.push(row);
    } else if (first.said === said) repeated += 1;
    else contradictions.push({ line: row.line, message: `\`${String(row.entry['term']).slice(0, SHORT)}\` stands on line ${String(first.line)} already, and something else is said of it there.` });
  }
  return { unique, repeated, contradictions };
}

/** Each row as the language judges an entry of a list of that kind. */
function wrongEntries(list: CompactList, rows: readonly FileRow[]): FileProblem[] {
  const tried = { version: 1, lists: [{ ...list, entries: rows.map(({ entry }) => entry) }], rules: [] };
  const parsed = validateRuleSet(tried);
  const problems = 'problems' in parsed ? parsed.problems : checkRuleSet(parsed.document).problems;
  const lines = new Map<number, FileProblem>();
  for (const problem of problems) {
    const [, , , index] = pathOf(problem.pointer);
    const line = index === undefined ? 0 : (rows[Number(index)]?.line ?? 0);
    if (!lines.has(line)) lines.set(line, { line, message: placedMessage(problem) });
  }
  return [...lines.values()];
}

function placedMessage({ pointer, message }: Problem): string {
  const key = pathOf(pointer)[4];
  return key === undefined ? message : `\`${key}\`: ${message}`;
}

/** What the file says of a term takes the place of what the list said. */
function joined(before: readonly Written[], rows: readonly FileRow[]): readonly Written[] {
  const imported = new Map(rows.map(({ entry }) => [String(entry['term']), short(entry)]));
  const known = new Set(before.map((entry) => entryOf(entry).term));
  return [...before.map((entry) => imported.get(entryOf(entry).term) ?? entry), ...[...imported].filter(([term]) => !known.has(term)).map(([, entry]) => entry)];
}

/** A bare term where nothing else is said. */
function short(entry: FileRow['entry']): Written {
  return Object.keys(entry).length === 1 && typeof entry['term'] === 'string' ? entry['term'] : (entry as unknown as ListEntryDocument);
}

function sampled(terms: readonly string[]): readonly string[] {
  return terms.slice(0, MOST_SAMPLED);
}
