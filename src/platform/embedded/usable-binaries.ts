import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { removeAbandoned } from './abandoned-folders';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { type NativePackage } from './native-package';
import { runAs, type SystemUser } from './system-user';

const PARTIAL = 'postgresql.partial-';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/**
 * Binaries that `user` can run: where npm put them, or else a copy (60 MB, made once) below `copies`.
 * A copy is needed when root's clone lies in a folder closed to others, or when node_modules is read-only and was
 * installed without install scripts, which restore the symbolic links that npm packages cannot carry.
 * Throws `binaries_unusable`.
 */
export function usableBinaries(native: NativePackage, user: SystemUser | undefined, copies: () => string): Binaries {
  const inPlace = binariesIn(native.folder);
  if (tryRepair(native.folder) && failure(inPlace, user) === undefined) return inPlace;
  const copy = join(copies(), `postgresql-${native.version}`);
  if (!existsSync(copy)) copyWhole(native.folder, copy);
  tryRepair(copy);
  const copied = binariesIn(copy);
  const reason = failure(copied, user);
  if (reason === undefined) return copied;
  throw new EmbeddedPostgresError(
    'binaries_unusable',
    `The embedded PostgreSQL does not run on this machine: ${reason}`,
    'It needs a system with the GNU C library (Alpine Linux has none), and switching users as root must be allowed. Otherwise run your own PostgreSQL and set DATABASE_URL.',
  );
}

function binariesIn(folder: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const at = (name: string): string => join(folder, 'bin', `${name}${suffix}`);
  return { initdb: at('initdb'), postgres: at('postgres'), pgCtl: at('pg_ctl') };
}

/** Asks the program itself: only a run shows a closed folder, a missing library, a forbidden change of user. */
function failure(binaries: Binaries, user: SystemUser | undefined): string | undefined {
  const result = spawnSync(binaries.postgres, ['--version'], { ...runAs(user), cwd: '/', encoding: 'utf8' });
  if (result.error !== undefined) return result.error.message;
  return result.status === 0 ? undefined : result.stderr.trim();
}

/** Modes and links as the package's own install script leaves them. False: this place cannot be written. */
function tryRepair(folder: string): boolean {
  try {
    for (const program of Object.values(binariesIn(folder)) as string[]) {
      const { mode } = statSync(program);
      if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555);
    }
    for (const link of symlinksOf(folder)) {
      if (lstatSync(link.path, { throwIfNoEntry: false }) === undefined) symlinkSync(link.to, link.path);
    }
    return true;
  } catch {
    return false;
  }
}

function symlinksOf(folder: string): { path: string; to: string }[] {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.map(({ source, target }) => ({ path: join(folder, target.replace(/^native\//, '')), to: basename(source) }));
}

/** Whole or not at all: the copy gets its name when it is complete. Of two at the same time, one is thrown away. */
function copyWhole(from: string, to: string): void {
  removeAbandoned(dirname(to), PARTIAL);
  const partial = join(dirname(to), `${PARTIAL}${process.pid.toString()}`);
  try {
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, partial, { recursive: true, verbatimSymlinks: true });
    renameSync(partial, to);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (existsSync(to)) return;
    throw new EmbeddedPostgresError(
      'binaries_unusable',
      `The PostgreSQL binaries could not be copied to ${to}: ${error instanceof Error ? error.message : String(error)}`,
      'Free some space (60 MB), or set WEIR_DATA_DIR to a folder that can be written.',
    );
  }
}
