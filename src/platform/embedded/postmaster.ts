import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from './abandoned-folders';
import { type Cluster } from './cluster';
import { type Home } from './data-folder';
import { serverArguments, serverEnvironment } from './server-settings';
import { runAs } from './system-user';
import { type Binaries } from './usable-binaries';

const POLL_MS = 15;
const LOG_LIMIT_BYTES = 10_000_000;
/** A fast shutdown waits for the last checkpoint; what takes longer than this is cut off and recovers at the next start. */
const FAST_SHUTDOWN_MS = 60_000;

/** All that a start has settled; the same at every restart. */
export interface Place {
  readonly cluster: Cluster;
  readonly home: Home;
  readonly binaries: Binaries;
  readonly durable: boolean;
  readonly log: (line: string) => void;
}

/** What a running server writes about itself into `postmaster.pid`. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

/**
 * The server that runs on this cluster, whoever started it. A `postmaster.pid` whose process number now belongs to
 * somebody else is removed: PostgreSQL itself would take that process for a server and refuse to start.
 */
export function runningServer(pgData: string): RunningServer | undefined {
  const file = join(pgData, 'postmaster.pid');
  const lines = readIfThere(file).split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return undefined;
  if (!isServerOf(pid, pgData)) {
    rmSync(file, { force: true });
    return undefined;
  }
  return { pid, port: Number.parseInt(lines[3] ?? '', 10), isReady: lines[7]?.trim() === 'ready' };
}

/** Starts the server in a process group of its own, so that Ctrl-C at the terminal reaches the service alone. */
export function launch({ cluster, home, binaries, durable }: Place, port: number): ChildProcess {
  if ((statSync(cluster.logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(cluster.logFile, `${cluster.logFile}.1`);
  const log = openSync(cluster.logFile, 'a', 0o600);
  try {
    return spawn(binaries.postgres, serverArguments(cluster.pgData, port, durable), {
      ...runAs(home.user),
      cwd: cluster.pgData,
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
      windowsHide: true,
    });
  } finally {
    closeSync(log);
  }
}

/** Waits until the child accepts connections. False: it ended before. Recovery after a crash may take minutes. */
export async function becomesReady(child: ChildProcess, pgData: string, stillWaiting: () => void): Promise<boolean> {
  // A program that cannot be spawned has no pid and says why in an `error` event.
  child.on('error', () => undefined);
  for (let waited = 0; child.pid !== undefined && child.exitCode === null && child.signalCode === null; waited += POLL_MS) {
    const running = runningServer(pgData);
    if (running?.pid === child.pid && running.isReady) return true;
    if (waited > 0 && waited % 6000 === 0) stillWaiting();
    await delay(POLL_MS);
  }
  return false;
}

/** Ends a server and its sessions; everything committed is on disk. Resolves when the process is gone. */
export async function shutDown(pid: number, pgCtl: string): Promise<void> {
  signal(pid, 'SIGINT', pgCtl);
  if (await isGone(pid, FAST_SHUTDOWN_MS)) return;
  signal(pid, 'SIGQUIT', pgCtl);
  await isGone(pid, FAST_SHUTDOWN_MS);
}

/** SIGINT asks for a fast shutdown, SIGQUIT for an immediate one; Windows has no signals, its pg_ctl stands in. */
export function signal(pid: number, name: 'SIGINT' | 'SIGQUIT', pgCtl: string): void {
  if (process.platform === 'win32') {
    spawnSync(pgCtl, ['kill', name.slice(3), pid.toString()], { windowsHide: true });
    return;
  }
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}

async function isGone(pid: number, limitMs: number): Promise<boolean> {
  for (let waited = 0; waited < limitMs; waited += POLL_MS) {
    if (!isAlive(pid) || isZombie(pid)) return true;
    await delay(POLL_MS);
  }
  return false;
}

/** Ended, but not yet collected by its parent: in a container whose first process collects nobody, that lasts for ever. */
function isZombie(pid: number): boolean {
  return process.platform === 'linux' && /^\d+ \(.*\) Z/.test(readIfThere(`/proc/${pid.toString()}/stat`));
}

/** A server works in its data folder; elsewhere than on Linux its name has to do. */
function isServerOf(pid: number, pgData: string): boolean {
  if (process.platform === 'win32') return true;
  if (process.platform !== 'linux') return spawnSync('ps', ['-o', 'command=', '-p', pid.toString()], { encoding: 'utf8' }).stdout.includes('postgres');
  try {
    return readlinkSync(`/proc/${pid.toString()}/cwd`) === realpathSync(pgData);
  } catch {
    return false;
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
