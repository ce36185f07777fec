import { existsSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { openCluster } from './cluster';
import { settle } from './data-folder';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { locateNativePackage } from './native-package';
import { OwnerSession, urlOf } from './owner-session';
import { runningServer } from './postmaster';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './start-embedded-postgres';
import { usableBinaries } from './usable-binaries';

/**
 * The database of a data folder for a tool beside the service: the server of the service if that runs, which then goes on when the
 * tool stops; else one that lasts as long as the tool needs it. Makes no database where there is none.
 * Throws `EmbeddedPostgresError`.
 */
export async function reachEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = settle(options.dataDir, options.mayMove ?? false);
  if (!existsSync(join(home.dataDir, 'postgres'))) {
    removeEmpty(home.dataDir);
    throw new EmbeddedPostgresError('data_folder_unusable', `There is no database in ${home.dataDir}.`, 'Set WEIR_DATA_DIR to the folder that the log of the service names at its start.');
  }
  const cluster = openCluster(home, usableBinaries(locateNativePackage(), home.user, home.copies), options.durable);
  const running = runningServer(cluster.pgData);
  if (running?.isReady === true) {
    const session = await OwnerSession.open(cluster, running.port);
    // Somebody else owns it, so it will stay.
    if (session !== undefined && !(session instanceof OwnerSession)) return { url: urlOf(cluster, running.port), dataDir: home.dataDir, stop: () => Promise.resolve() };
    await session?.close();
  }
  return startEmbeddedPostgres(options);
}

/** Looking for a database must not leave a folder behind. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something lies in it.
  }
}
