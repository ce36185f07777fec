import { createHash } from 'node:crypto';
import { accessSync, constants, lstatSync, mkdirSync, realpathSync, rmdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { canEnter, serverUser, type SystemUser } from './system-user';

/** Where root's data goes when the clone lies in a folder that the server's user cannot enter. */
const OPEN_PLACES = ['/var/lib/weir', '/var/tmp/weir'];

export interface Home {
  /** Canonical; holds `postgres/` with the database, and whatever else the service keeps. */
  readonly dataDir: string;
  /** Makes the place where copies of the binaries go, if they are needed. */
  readonly copies: () => string;
  readonly user: SystemUser | undefined;
}

/**
 * Makes the data folder and settles who runs the server in it. A plain user gets the folder asked for. Root gets
 * another one if the server's user cannot enter it and `mayMove` allows it: the same one at every start of this clone.
 * Throws `data_folder_unusable`.
 */
export function settle(wanted: string, mayMove: boolean): Home {
  const asked = makeFolder(resolve(wanted));
  const user = serverUser(join(asked.path, 'postgres'));
  if (user === undefined) return { dataDir: asked.path, copies: () => asked.path, user };
  if (canEnter(asked.path, user)) return { dataDir: asked.path, copies: () => openPlace(user) ?? asked.path, user };
  const open = mayMove ? openPlace(user) : undefined;
  if (open === undefined) {
    throw unusable(
      `PostgreSQL does not run as root, and the user it runs as (uid ${user.uid.toString()}) cannot enter ${asked.path}.`,
      'Set WEIR_DATA_DIR to a folder that lies below no private folder, for example /var/lib/weir-data.',
    );
  }
  // An empty folder of root's would be in the way of the plain user whose clone this is.
  if (asked.isNew) rmdirSync(asked.path);
  const moved = makeFolder(join(open, `data-${createHash('sha256').update(asked.path).digest('hex').slice(0, 12)}`));
  return { dataDir: moved.path, copies: () => open, user: serverUser(join(moved.path, 'postgres')) };
}

function makeFolder(path: string): { path: string; isNew: boolean } {
  try {
    const made = mkdirSync(path, { recursive: true, mode: 0o755 });
    accessSync(path, constants.W_OK | constants.X_OK);
    return { path: realpathSync(path), isNew: made !== undefined };
  } catch (error) {
    throw unusable(
      `The data folder ${path} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
      'Make it writable for the user who starts Weir, or set WEIR_DATA_DIR to another folder.',
    );
  }
}

/** Refuses a folder that somebody else made: what lies in it will be run. */
function openPlace(user: SystemUser): string | undefined {
  return OPEN_PLACES.find((place) => {
    try {
      mkdirSync(place, { recursive: true, mode: 0o755 });
      const stats = lstatSync(place);
      return stats.isDirectory() && stats.uid === 0 && (stats.mode & 0o022) === 0 && canEnter(place, user);
    } catch {
      return false;
    }
  });
}

function unusable(message: string, advice: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('data_folder_unusable', message, advice);
}
