import { BackupRefused } from './backup-refused';

/** Raised when an older Weir could no longer read what a newer one writes. */
export const FORMAT = 1;

/** The first file of the archive, the last one, and where the data of a table lies in between, in pieces: `data/comment/000000.copy`. */
export const FIRST = 'weir-backup.json';
export const LAST = 'end.json';
const PIECE = /^data\/([a-z][a-z0-9_]*)\/(\d{6,})\.copy$/;

export interface BackedUpTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Names of its partitions by time. */
  readonly partitions: readonly string[];
}

export interface Manifest {
  readonly format: number;
  /** Everything committed before this moment is in the backup. */
  readonly takenAt: string;
  readonly postgresql: string;
  /** Which migrations had run, in their order. */
  readonly migrations: readonly string[];
  /** Proof that two secrets are the same, from which neither follows. */
  readonly secretMark: string;
  readonly tables: readonly BackedUpTable[];
}

/** What was written of a table; `sha256` is over its pieces, one behind the other. */
export interface TableSum {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** By table. */
export type Sums = Readonly<Record<string, TableSum>>;

export function pieceName(table: string, number: number): string {
  return `data/${table}/${String(number).padStart(6, '0')}.copy`;
}

export function pieceOf(name: string): { readonly table: string; readonly number: number } | null {
  const [, table, number] = PIECE.exec(name) ?? [];
  return table === undefined ? null : { table, number: Number(number) };
}

/** @throws BackupRefused when it is none, or of a newer Weir. */
export function readManifest(content: Buffer): Manifest {
  const read = jsonOf(content) as Partial<Manifest> | null;
  if (typeof read?.format !== 'number') throw notABackup();
  if (read.format > FORMAT) throw new BackupRefused(`This backup has format ${String(read.format)}; this Weir reads format ${String(FORMAT)}.`, 'Restore it with the Weir that made it, or a newer one.');
  const isWhole = [read.takenAt, read.postgresql, read.secretMark].every((text) => typeof text === 'string') && isNames(read.migrations) && Array.isArray(read.tables) && read.tables.every(isTable);
  if (!isWhole) throw notABackup();
  return read as Manifest;
}

/** @throws BackupRefused when it is damaged. */
export function readSums(content: Buffer): Sums {
  const read = jsonOf(content) as { tables?: Sums } | null;
  if (typeof read?.tables !== 'object') throw damaged('its end cannot be read');
  return read.tables;
}

export function notABackup(): BackupRefused {
  return new BackupRefused('This file is not a backup of Weir, or its beginning is damaged.', 'Take another copy of it.');
}

export function damaged(how: string): BackupRefused {
  return new BackupRefused(`This backup is damaged or cut off: ${how}.`, 'Nothing of it was kept. Take another copy of the file, or an older backup.');
}

function jsonOf(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return null;
  }
}

function isTable(value: unknown): boolean {
  const { name, columns, partitions } = (value ?? {}) as Partial<BackedUpTable>;
  return typeof name === 'string' && isNames(columns) && isNames(partitions);
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
