import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error';

/** Whom PostgreSQL runs as; `undefined` in its place means: as ourselves. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root hands it to somebody else: the owner of the data if there is data,
 * else `postgres` (made if it can be made), else `nobody`. A plain user runs it as themselves.
 * Throws `no_system_user`.
 */
export function serverUser(existingData: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = ownerOf(existingData);
  if (owner !== undefined && owner.uid !== 0) return owner;
  const user = lookUp('postgres') ?? lookUp('_postgres') ?? create('postgres') ?? lookUp('nobody');
  if (user === undefined || user.uid === 0) {
    throw new EmbeddedPostgresError(
      'no_system_user',
      'PostgreSQL does not run as root, and there is no other user to run it as.',
      'Create one (useradd --system postgres), start Weir as a plain user, or set DATABASE_URL.',
    );
  }
  return user;
}

/** The options that make a child process run as that user. */
export function runAs(user: SystemUser | undefined): { uid?: number; gid?: number } {
  return user === undefined ? {} : { uid: user.uid, gid: user.gid };
}

/** Whether that user can enter the folder, asked of the system itself: mode bits alone miss ACLs and mount options. */
export function canEnter(folder: string, user: SystemUser): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...runAs(user), cwd: '/', stdio: 'ignore' });
  return status === 0;
}

function ownerOf(path: string): SystemUser | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? undefined : { uid: stats.uid, gid: stats.gid };
}

function lookUp(name: string): SystemUser | undefined {
  const uid = idOf('-u', name);
  const gid = idOf('-g', name);
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function idOf(flag: string, name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number.parseInt(stdout, 10) : undefined;
}

function create(name: string): SystemUser | undefined {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name], { stdio: 'ignore' });
  return lookUp(name);
}
