import { type Info, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { ListEntryDocument } from '../../engine/language/document';

export const LIST_FORMATS = ['text', 'csv', 'json'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

export interface FileProblem {
  /** From 1; of a JSON file the number of the entry. */
  readonly line: number;
  readonly message: string;
}

/** One entry with the line on which it stands, as read: not yet held against the language. */
export interface FileRow {
  readonly line: number;
  readonly entry: Readonly<Record<string, unknown>>;
}

export interface ReadFile {
  readonly rows: readonly FileRow[];
  readonly problems: readonly FileProblem[];
}

const COLUMNS = ['term', 'match', 'except', 'lang', 'note', 'evasion', 'expires_at'] as const;
/** Between the exceptions of one cell. */
const BAR = '|';

/** Reads a list: a term on each line (`#` begins a remark), CSV with a header, or a JSON array. Never throws. */
export function readListFile(text: string, format: ListFormat): ReadFile {
  if (text.includes('\u0000') || !text.isWellFormed()) return refused(1, 'The file contains NUL characters or halves of surrogate pairs. Is it a text file in UTF-8?');
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  switch (format) {
    case 'text': return readLines(plain);
    case 'csv': return readCsv(plain);
    case 'json': return readJson(plain);
  }
}

function readLines(text: string): ReadFile {
  const rows = text.split(/\r\n|\n|\r/).flatMap((written, i) => {
    const term = written.trim();
    return term === '' || term.startsWith('#') ? [] : [{ line: i + 1, entry: { term } }];
  });
  return { rows, problems: [] };
}

interface CsvLine {
  readonly record: readonly string[];
  readonly info: Info;
}

function readCsv(text: string): ReadFile {
  let records: readonly CsvLine[];
  try {
    records = parse(text, { relax_column_count: true, skip_empty_lines: true, trim: true, info: true, max_record_size: 50_000 }) as unknown as readonly CsvLine[];
  } catch (error) {
    const { lines = 1, message } = error as { readonly lines?: number; readonly message: string };
    return refused(lines, `This is not CSV: ${message.replace(/\.?$/, '.')}`);
  }
  const [head, ...body] = records;
  if (!head) return { rows: [], problems: [] };
  const columns = head.record.map((name) => name.toLowerCase());
  const unknown = columns.filter((name) => !COLUMNS.some((column) => column === name));
  if (!columns.includes('term') || unknown.length > 0) {
    const what = unknown.length > 0 ? `There is no column \`${unknown[0] ?? ''}\`.` : 'There is no column `term`.';
    return refused(1, `${what} The first line names the columns: ${COLUMNS.join(', ')}.`);
  }
  const problems: FileProblem[] = [];
  const rows = body.flatMap(({ record, info }): FileRow[] => {
    if (record.length <= columns.length) return [{ line: info.lines, entry: entryOfCells(columns, record) }];
    problems.push({ line: info.lines, message: `This line has ${String(record.length)} cells, and there are ${String(columns.length)} columns. Put quotes around text with commas.` });
    return [];
  });
  return { rows, problems };
}

function entryOfCells(columns: readonly string[], cells: readonly string[]): Readonly<Record<string, unknown>> {
  const named = columns.map((column, i) => [column, cells[i] ?? ''] as const).filter(([, cell]) => cell !== '');
  return Object.fromEntries(named.map(([column, cell]) => [column, column === 'except' ? cell.split(BAR).map((phrase) => phrase.trim()) : cell]));
}

function readJson(text: string): ReadFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused(1, 'This is not JSON.');
  }
  const entries = Array.isArray(value) ? value : (value as { readonly entries?: unknown } | null)?.entries;
  if (!Array.isArray(entries)) return refused(1, 'A list in JSON is an array of terms or entries, or an object with `entries`.');
  const problems: FileProblem[] = [];
  const rows = entries.flatMap((entry: unknown, i): FileRow[] => {
    if (typeof entry === 'string') return [{ line: i + 1, entry: { term: entry } }];
    if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) return [{ line: i + 1, entry: entry as FileRow['entry'] }];
    problems.push({ line: i + 1, message: 'An entry is a term, or an object with `term`.' });
    return [];
  });
  return { rows, problems };
}

function refused(line: number, message: string): ReadFile {
  return { rows: [], problems: [{ line, message }] };
}

/** Writes what {@link readListFile} reads. As text only the terms. */
export function listFile(entries: readonly ListEntryDocument[], format: ListFormat): string {
  switch (format) {
    case 'text': return entries.map(({ term }) => `${term}\n`).join('');
    case 'json': return `${JSON.stringify(entries, null, 1)}\n`;
    case 'csv': return stringify(entries.map(cellsOf), { header: true, columns: [...COLUMNS] });
  }
}

function cellsOf(entry: ListEntryDocument): Record<string, string> {
  return Object.fromEntries(COLUMNS.map((column) => [column, column === 'except' ? (entry.except ?? []).join(BAR) : (entry[column] ?? '')]));
}
