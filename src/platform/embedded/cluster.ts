import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, chownSync, closeSync, constants, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeAbandoned } from './abandoned-folders';
import { type Home } from './data-folder';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { initialSettings, serverEnvironment } from './server-settings';
import { runAs } from './system-user';
import { type Binaries } from './usable-binaries';

export const SUPERUSER = 'weir';
const PARTIAL = 'postgres.partial-';

/** The folder `postgres` in the data folder: what initdb made, its password, the last port, the server's log. */
export interface Cluster {
  readonly pgData: string;
  readonly portFile: string;
  readonly logFile: string;
  readonly password: string;
}

/**
 * Opens the database cluster of a data folder; the first time makes it. A cluster appears under its name only when it
 * is complete, so an interrupted start leaves nothing that the next could mistake for one.
 * Throws `initdb_failed` or `data_folder_unusable`.
 */
export function openCluster(home: Home, binaries: Binaries, durable: boolean): Cluster {
  const folder = join(home.dataDir, 'postgres');
  removeAbandoned(home.dataDir, PARTIAL);
  if (!existsSync(folder)) makeCluster(folder, home, { binaries, durable });
  try {
    accessSync(join(folder, 'data'), constants.R_OK);
    const password = readFileSync(join(folder, 'password'), 'utf8').trim();
    return { pgData: join(folder, 'data'), portFile: join(folder, 'port'), logFile: join(folder, 'server.log'), password };
  } catch (error) {
    throw new EmbeddedPostgresError(
      'data_folder_unusable',
      `The database in ${folder} cannot be opened: ${error instanceof Error ? error.message : String(error)}`,
      'It may belong to another user: start Weir as that user, or set WEIR_DATA_DIR to another folder.',
    );
  }
}

function makeCluster(folder: string, home: Home, how: { binaries: Binaries; durable: boolean }): void {
  const partial = join(home.dataDir, `${PARTIAL}${process.pid.toString()}`);
  try {
    mkdirSync(partial, { mode: 0o700 });
    // Root opens it so that the server's user reaches `data`, which is theirs; the password stays root's.
    if (home.user !== undefined) chmodSync(partial, 0o711);
    const data = join(partial, 'data');
    const passwordFile = join(partial, 'password');
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flush: how.durable });
    if (home.user !== undefined) {
      chownSync(data, home.user.uid, home.user.gid);
      chownSync(passwordFile, home.user.uid, home.user.gid);
    }
    runInitdb({ data, passwordFile }, home, how);
    if (home.user !== undefined) chownSync(passwordFile, 0, 0);
    if (how.durable) syncFolder(partial);
    renameSync(partial, folder);
    if (how.durable) syncFolder(home.dataDir);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    // Of two first starts at the same time, one comes too late and takes what the other made.
    if (existsSync(folder)) return;
    throw error;
  }
}

function runInitdb(files: { data: string; passwordFile: string }, home: Home, how: { binaries: Binaries; durable: boolean }): void {
  const args = ['--pgdata', files.data, '--username', SUPERUSER, '--pwfile', files.passwordFile, '--auth', 'scram-sha-256'];
  // The built-in locale sorts and folds the same on every machine, whatever locales its system has or updates.
  args.push('--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--no-instructions');
  args.push(...initialSettings(how.durable));
  if (!how.durable) args.push('--no-sync');
  const result = spawnSync(how.binaries.initdb, args, { ...runAs(home.user), cwd: files.data, env: serverEnvironment(), encoding: 'utf8' });
  if (result.status === 0) return;
  const said = result.error?.message ?? lastLines(result.stderr);
  throw new EmbeddedPostgresError('initdb_failed', `The database could not be made: ${said}`, 'Check that the disk has 200 MB free and that the data folder can be written.');
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-3).join(' ');
}

/** Without this a power cut could forget the rename, and with it the whole database. Windows cannot sync folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
