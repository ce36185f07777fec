import { BackupRefused } from '../backup/backup-refused';
import type { Sums } from '../backup/manifest';
import { type Config, readConfig } from '../platform/config/config';
import { adviceFor } from './failure';

/** Asked for in a way that no answer fits. */
export class UsageError extends Error {}

/** What a command says of itself. To the standard error: its output may be a backup. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Runs a command of the operator's and ends the process: 0 done, 1 refused or failed, 2 used wrongly. */
export async function runCommand(usage: string, command: (config: Config, words: readonly string[]) => Promise<void>): Promise<never> {
  let config: Config | null = null;
  const words = process.argv.slice(2);
  let lostOutput: Error | null = null;
  process.stdout.once('error', (error: Error) => { lostOutput = error; });
  // An end that others hear of: partial files go, and a database of ours stops with us.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => { tell('Broken off.'); process.exit(1); });
  try {
    if (words.includes('--help')) {
      process.stdout.write(usage);
      process.exit(0);
    }
    config = readConfig(process.env);
    await command(config, words);
    process.exit(0);
  } catch (error) {
    if (error instanceof UsageError) {
      tell(`${error.message}\n${usage.trimEnd()}`);
      process.exit(2);
    }
    // Whoever reads the output has gone; the same code from a connection would be the database's.
    if (error === lostOutput) {
      tell(fileTrouble(error) ?? String(error));
      process.exit(1);
    }
    const advice = error instanceof BackupRefused ? `${error.message}\n${error.advice}` : adviceFor(error, { databaseUrl: config?.databaseUrl ?? null, host: '', port: 0 });
    tell(advice ?? fileTrouble(error) ?? 'This is a fault of ours; please report it with the lines below.');
    if (advice === null && fileTrouble(error) === null) console.error(error);
    process.exit(1);
  }
}

const FILE_TROUBLE: Readonly<Record<string, string>> = { ENOENT: 'is not there', EEXIST: 'is there already', ENOSPC: 'found no room on the disk', EISDIR: 'is a folder', EACCES: 'may not be read or written', EPIPE: 'was not taken to its end' };

function fileTrouble(error: unknown): string | null {
  const { code, path } = error as { code?: string; path?: string };
  const trouble = code === undefined ? undefined : FILE_TROUBLE[code];
  return trouble === undefined ? null : `${path ?? 'The file'} ${trouble}.`;
}

const QUIET_MS = 1_000;
const EVERY_MS = 2_000;

/** Tells, once a command has taken a second, how far it is; every two seconds. */
export class Ticker {
  private readonly began = Date.now();
  private next = this.began + QUIET_MS;

  at(what: string): void {
    if (Date.now() < this.next) return;
    this.next = Date.now() + EVERY_MS;
    tell(what);
  }

  get seconds(): string {
    return ((Date.now() - this.began) / 1_000).toFixed(1);
  }
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

export function described(sums: Sums): string {
  const rows = Object.values(sums).reduce((sum, table) => sum + table.rows, 0);
  return `${String(sums['comment']?.rows ?? 0)} comments, ${String(rows)} rows in ${String(Object.keys(sums).length)} tables`;
}
