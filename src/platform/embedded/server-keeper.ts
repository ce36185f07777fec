import { type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { OwnerSession } from './owner-session';
import { becomesReady, launch, type Place, runningServer, shutDown, signal } from './postmaster';

/** A running server that is ours: we started it and hold its owner lock. */
export interface OwnedServer {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
  readonly session: OwnerSession;
}

const RESTART_PAUSE_MS = 500;

/** Starts the server and claims it. `undefined`: it did not start, or somebody else claimed it first. */
export async function startServer(place: Place, port: number): Promise<OwnedServer | undefined> {
  const child = launch(place, port);
  // The service's end must not wait for the server's: stopping is done on purpose.
  child.unref();
  // A service told to end before the server is ready does not know of it yet.
  const onExit = (): void => {
    if (child.pid !== undefined) signal(child.pid, 'SIGINT', place.binaries.pgCtl);
  };
  process.once('exit', onExit);
  const server = await claim(child, place, port);
  process.off('exit', onExit);
  return server;
}

async function claim(child: ChildProcess, place: Place, port: number): Promise<OwnedServer | undefined> {
  const isReady = await becomesReady(child, place.cluster.pgData, () => {
    place.log('PostgreSQL is still starting; after a crash it first reads its log');
  });
  if (!isReady || child.pid === undefined) return undefined;
  const session = await OwnerSession.open(place.cluster, port);
  return session instanceof OwnerSession ? { child, pid: child.pid, port, session } : undefined;
}

/** Keeps one server running and owned until `stop`: a database that is gone must come back without anybody's help. */
export class ServerKeeper {
  private isStopping = false;
  private mending: Promise<void> | undefined;

  constructor(
    private readonly place: Place,
    private server: OwnedServer,
  ) {
    // A service that ends without `stop` (an uncaught error, process.exit) takes the server along.
    process.once('exit', this.onExit);
    this.watch();
  }

  /** Resolves when the server is gone. */
  async stop(): Promise<void> {
    this.isStopping = true;
    process.off('exit', this.onExit);
    await this.mending;
    await shutDown(this.server.pid, this.place.binaries.pgCtl);
    await this.server.session.close();
  }

  private readonly onExit = (): void => {
    signal(this.server.pid, 'SIGINT', this.place.binaries.pgCtl);
  };

  /** The owner's session ends with the server, and also when the server resets all sessions after one has crashed. */
  private watch(): void {
    this.server.session.onEnd(() => {
      if (!this.isStopping) this.mending ??= this.mend();
    });
  }

  private async mend(): Promise<void> {
    this.place.log(`the embedded PostgreSQL ended or reset its sessions; its log is ${this.place.cluster.logFile}`);
    let mended: OwnedServer | undefined;
    while (mended === undefined && !this.isStopping) {
      await delay(RESTART_PAUSE_MS);
      mended = await this.reclaimOrRestart();
    }
    this.mending = undefined;
    if (mended === undefined) return;
    this.server = mended;
    this.place.log('the embedded PostgreSQL is back');
    this.watch();
  }

  private async reclaimOrRestart(): Promise<OwnedServer | undefined> {
    const running = runningServer(this.place.cluster.pgData);
    if (running === undefined) return startServer(this.place, this.server.port);
    if (running.pid !== this.server.pid) return undefined;
    const session = await OwnerSession.open(this.place.cluster, this.server.port);
    return session instanceof OwnerSession ? { ...this.server, session } : undefined;
  }
}
