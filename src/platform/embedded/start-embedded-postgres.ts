import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type Cluster, openCluster } from './cluster';
import { settle } from './data-folder';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { freePort } from './free-port';
import { locateNativePackage } from './native-package';
import { OwnerSession, urlOf } from './owner-session';
import { type Place, type RunningServer, runningServer, shutDown } from './postmaster';
import { type OwnedServer, ServerKeeper, startServer } from './server-keeper';
import { usableBinaries } from './usable-binaries';

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  /** False only for throw-away databases of tests: a crash of the machine loses them. */
  readonly durable: boolean;
  readonly log: (line: string) => void;
  /** True when nobody chose `dataDir`: root's data may go elsewhere if the server's user cannot enter it. */
  readonly mayMove?: boolean;
}

export interface EmbeddedPostgres {
  readonly url: string;
  /** Where the data really lies. */
  readonly dataDir: string;
  /** Ends the server and all its sessions; may be called twice. */
  stop(): Promise<void>;
}

const ATTEMPTS = 8;
/** A service that was just told to end needs a moment; one that still owns its server after this is not ending. */
const OWNER_GRACE_MS = 3_000;
const OWNER_POLL_MS = 250;

/**
 * Starts the PostgreSQL that npm installed, on loopback with a generated password, and makes it ours alone. A server
 * left behind by a killed service is shut down and started afresh: its sessions and their locks end with it.
 * A server that ends while we need it is started again on the same port.
 * Throws `EmbeddedPostgresError`, `already_running` among others.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = settle(options.dataDir, options.mayMove ?? false);
  const binaries = usableBinaries(locateNativePackage(), home.user, home.copies);
  const cluster = openCluster(home, binaries, options.durable);
  const place: Place = { cluster, home, binaries, durable: options.durable, log: options.log };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const server = (await clearTheWay(place)) ? await startServer(place, await freePort(rememberedPort(cluster))) : undefined;
    if (server !== undefined) {
      writeFileSync(cluster.portFile, `${server.port.toString()}\n`, { mode: 0o600 });
      options.log(`embedded PostgreSQL listens on 127.0.0.1:${server.port.toString()}, its data lies in ${home.dataDir}`);
      return handle(place, server);
    }
    await delay(100 * attempt);
  }
  throw startFailed(cluster);
}

/** False: try again, somebody else is at work. Throws `already_running` if the server that is there has a living owner. */
async function clearTheWay(place: Place, graceMs = OWNER_GRACE_MS): Promise<boolean> {
  const { cluster, home, binaries, log } = place;
  const running = await settled(cluster.pgData);
  if (running === undefined) return true;
  const session = await OwnerSession.open(cluster, running.port);
  if (session === undefined) return false;
  if (!(session instanceof OwnerSession)) {
    if (graceMs > 0) {
      if (graceMs === OWNER_GRACE_MS) log(`waiting for process ${session.ownedBy}, which works on ${home.dataDir}, to end`);
      await delay(OWNER_POLL_MS);
      return clearTheWay(place, graceMs - OWNER_POLL_MS);
    }
    throw new EmbeddedPostgresError(
      'already_running',
      `Another Weir (process ${session.ownedBy}) already works on ${home.dataDir}.`,
      'Stop it first, or give this one its own folder in WEIR_DATA_DIR.',
    );
  }
  log(`ending a PostgreSQL (process ${running.pid.toString()}) that an earlier run left behind`);
  await shutDown(running.pid, binaries.pgCtl);
  await session.close();
  return true;
}

/** A server that is just starting or stopping, maybe under another hand, is waited for. */
async function settled(pgData: string): Promise<RunningServer | undefined> {
  for (let waits = 0; waits < 600; waits++) {
    const running = runningServer(pgData);
    if (running === undefined || running.isReady) return running;
    await delay(100);
  }
  return undefined;
}

function handle(place: Place, server: OwnedServer): EmbeddedPostgres {
  const keeper = new ServerKeeper(place, server);
  let stopping: Promise<void> | undefined;
  return {
    url: urlOf(place.cluster, server.port),
    dataDir: place.home.dataDir,
    stop: () => (stopping ??= keeper.stop()),
  };
}

function rememberedPort(cluster: Cluster): number {
  try {
    return Number.parseInt(readFileSync(cluster.portFile, 'utf8'), 10) || 0;
  } catch {
    return 0;
  }
}

function startFailed(cluster: Cluster): EmbeddedPostgresError {
  const said = readFileSync(cluster.logFile, 'utf8').trim().split('\n').slice(-4).join('\n');
  return new EmbeddedPostgresError('start_failed', `PostgreSQL does not start. It says:\n${said}`, `The whole story is in ${cluster.logFile}.`);
}
