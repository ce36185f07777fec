import { type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type Cluster, openCluster } from './cluster';
import { type Home, settle } from './data-folder';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { freePort } from './free-port';
import { locateNativePackage } from './native-package';
import { OwnerSession, urlOf } from './owner-session';
import { becomesReady, launch, runningServer, shutDown, signal } from './postmaster';
import { type Binaries, usableBinaries } from './usable-binaries';

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

interface Launch {
  readonly cluster: Cluster;
  readonly home: Home;
  readonly binaries: Binaries;
  readonly options: EmbeddedPostgresOptions;
}

const ATTEMPTS = 8;

/**
 * Starts the PostgreSQL that npm installed, on loopback with a generated password, and makes it ours alone. A server
 * left behind by a killed service is shut down and started afresh: its sessions and their locks end with it.
 * Throws `EmbeddedPostgresError`, `already_running` among others.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = settle(options.dataDir, options.mayMove ?? false);
  const binaries = usableBinaries(locateNativePackage(), home.user, home.copies);
  const cluster = openCluster(home, binaries, options.durable);
  const launching: Launch = { cluster, home, binaries, options };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await endOrphan(launching);
    const server = await tryStart(launching);
    if (server !== undefined) return server;
    await delay(100 * attempt);
  }
  throw startFailed(cluster);
}

/** Clears the way, or throws `already_running` if the server that is there has a living owner. */
async function endOrphan({ cluster, home, binaries, options }: Launch): Promise<void> {
  const running = await settled(cluster.pgData);
  if (running === undefined) return;
  const session = await OwnerSession.open(cluster, running.port);
  if (!(session instanceof OwnerSession)) {
    throw new EmbeddedPostgresError(
      'already_running',
      `Another Weir (process ${session.ownedBy}) already works on ${home.dataDir}.`,
      'Stop it first, or give this one its own folder in WEIR_DATA_DIR.',
    );
  }
  options.log(`ending a PostgreSQL (process ${running.pid.toString()}) that an earlier run left behind`);
  await shutDown(running.pid, binaries.pgCtl);
  await session.close();
}

/** A server that is just starting or stopping, maybe under another hand, is waited for. */
async function settled(pgData: string): Promise<ReturnType<typeof runningServer>> {
  for (let waits = 0; waits < 600; waits++) {
    const running = runningServer(pgData);
    if (running === undefined || running.isReady) return running;
    await delay(100);
  }
  return undefined;
}

async function tryStart(launching: Launch): Promise<EmbeddedPostgres | undefined> {
  const { cluster, home, binaries, options } = launching;
  const port = await freePort(rememberedPort(cluster));
  const child = launch(cluster, port, { binaries, user: home.user, durable: options.durable });
  // The service's end must not wait for the server's; `stop` and the exit hook end it.
  child.unref();
  const isReady = await becomesReady(child, cluster.pgData, () => {
    options.log('PostgreSQL is still starting; after a crash it first reads its log');
  });
  if (!isReady) return undefined;
  const session = await OwnerSession.open(cluster, port);
  // Another start was quicker to claim the server; the next round says whose it is.
  if (!(session instanceof OwnerSession)) return undefined;
  writeFileSync(cluster.portFile, `${port.toString()}\n`, { mode: 0o600 });
  options.log(`embedded PostgreSQL listens on 127.0.0.1:${port.toString()}, its data lies in ${home.dataDir}`);
  return handle(launching, { child, port, session });
}

function handle({ cluster, home, binaries, options }: Launch, server: { child: ChildProcess; port: number; session: OwnerSession }): EmbeddedPostgres {
  const { child, port, session } = server;
  const pid = child.pid ?? 0;
  // A service that ends without `stop` (an uncaught error, process.exit) takes the server along.
  const onExit = (): void => {
    signal(pid, 'SIGINT', binaries.pgCtl);
  };
  const onUnexpectedEnd = (): void => {
    options.log(`PostgreSQL ended unexpectedly; see ${cluster.logFile}`);
  };
  process.once('exit', onExit);
  child.once('exit', onUnexpectedEnd);
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    process.off('exit', onExit);
    child.off('exit', onUnexpectedEnd);
    await shutDown(pid, binaries.pgCtl);
    await session.close();
  };
  return { url: urlOf(cluster, port), dataDir: home.dataDir, stop: () => (stopping ??= stop()) };
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
