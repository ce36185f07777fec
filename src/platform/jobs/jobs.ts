import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import PgBoss from 'pg-boss';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import type { Queryable } from '../database/statement';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { Loop, type LoopRun } from './loop';
import { type JobHandler, QueueWorker } from './queue-worker';

export interface QueueOptions {
  /** Jobs at once in one process. */
  readonly slots?: number;
  /** How soon a job is seen that no {@link Jobs.wake} announced; each queue costs a query that often. */
  readonly pollSeconds?: number;
  /** A job that has not ended by then is taken for lost, its process being dead, and handed out again. */
  readonly expireInSeconds?: number;
}

export interface SendOptions {
  /** Seconds from now; a job is never handed out earlier. */
  readonly afterSeconds?: number;
}

const SLOTS = 4;
const POLL_SECONDS = 1;
const EXPIRE_SECONDS = 60;
/** A handler throws when the database is away or at a fault of ours; both may take a while to pass. */
export const RETRY = { retryLimit: 12, retryDelay: 2, retryBackoff: true };
export const SCHEMA = 'pgboss';
/** Jobs carry ids, no content; what became of them stands in tables of ours. So finished ones need not be kept. */
const CLEANING = { maintenanceIntervalSeconds: 30, archiveCompletedAfterSeconds: 600, deleteAfterHours: 24 };
/** Work under way may take this long once the process was asked to stop. */
const STOP_GRACE_MS = 10_000;

/**
 * Background work in the service's own PostgreSQL: jobs that outlive a crash (pg-boss, schema `pgboss`) and loops.
 * Every process may send; only those with the `worker` role run anything by themselves.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('jobs');
  private readonly isWorker: boolean;
  private readonly loops: Loop[] = [];
  private readonly workers = new Map<string, QueueWorker<never>>();
  private readonly queues = new Map<string, { readonly expireInSeconds: number; ready: Promise<void> | null }>();
  private connected: Promise<PgBoss> | null = null;
  private lastQueue: Promise<void> = Promise.resolve();
  private started = false;

  constructor(private readonly unitOfWork: UnitOfWork, @Inject(CONFIG) { roles }: Pick<Config, 'roles'>) {
    this.isWorker = roles.includes('worker');
  }

  /** Runs work again and again, `seconds` after the last round ended; only in worker processes. Call it when the module starts. */
  every(seconds: number, name: string, run: LoopRun): Loop {
    const loop = new Loop({ name, seconds, run });
    this.loops.push(loop);
    if (this.started && this.isWorker) loop.start();
    return loop;
  }

  /** Declares a queue and who does its jobs. Also in processes that only send, so that the queue is known there. */
  work<Data extends object>(queue: string, handler: JobHandler<Data>, options: QueueOptions = {}): QueueWorker<Data> {
    if (this.workers.has(queue)) throw new Error(`The queue ${queue} has a worker already`);
    this.queues.set(queue, { expireInSeconds: options.expireInSeconds ?? EXPIRE_SECONDS, ready: null });
    const worker = new QueueWorker<Data>({ queue, slots: options.slots ?? SLOTS, pollSeconds: options.pollSeconds ?? POLL_SECONDS }, handler, () => this.queue(queue));
    this.workers.set(queue, worker);
    if (this.started && this.isWorker) worker.loop.start();
    return worker;
  }

  /** Adds jobs in the caller's transaction: they exist exactly if it commits. */
  async send(tx: Tx, queue: string, jobs: readonly object[], { afterSeconds = 0 }: SendOptions = {}): Promise<void> {
    if (jobs.length === 0) return;
    const boss = await this.queue(queue);
    // A relative time is read by the database's clock, the one that hands the jobs out.
    const startAfter = afterSeconds > 0 ? { startAfter: `${String(afterSeconds)} seconds` } : {};
    await boss.insert(jobs.map((data) => ({ name: queue, data, ...startAfter })), { db: through(tx) });
  }

  /** Tells this process' worker that there are jobs, which saves the wait until it looks. */
  wake(queue: string): void {
    this.workers.get(queue)?.loop.wake();
  }

  /** Does the queue's due jobs here and now, whatever this process' role, and waits for their end. */
  async drain(queue: string): Promise<void> {
    await this.workers.get(queue)?.runOnce();
  }

  onApplicationBootstrap(): void {
    this.started = true;
    if (!this.isWorker) return;
    for (const loop of this.loops) loop.start();
    for (const worker of this.workers.values()) worker.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.loops.map((loop) => loop.stop()), ...[...this.workers.values()].map((worker) => worker.stop(STOP_GRACE_MS))]);
    const boss = await this.connected?.catch(() => null);
    await boss?.stop({ graceful: false });
  }

  /** pg-boss with its schema in place and the queue made. Fails while the database is away, and may be asked again. */
  private async queue(name: string): Promise<PgBoss> {
    const queue = this.queues.get(name);
    if (!queue) throw new Error(`Nobody declared the queue ${name}`);
    const boss = await this.boss();
    queue.ready ??= this.oneByOne(() => prepareQueue(boss, name, queue.expireInSeconds)).catch((error: unknown) => {
      queue.ready = null;
      throw error;
    });
    await queue.ready;
    return boss;
  }

  /** Each queue is a partition: two that are attached at the same time wait for each other, and PostgreSQL ends one of them (10.4.2). */
  private oneByOne(prepare: () => Promise<void>): Promise<void> {
    const made = this.lastQueue.then(prepare);
    this.lastQueue = made.catch(() => undefined);
    return made;
  }

  private async boss(): Promise<PgBoss> {
    this.connected ??= this.connect().catch((error: unknown) => {
      this.connected = null;
      throw error;
    });
    return this.connected;
  }

  /** A new instance at every try: one whose `start` failed believes for ever that it is starting (10.4.2). */
  private async connect(): Promise<PgBoss> {
    const boss = new PgBoss({ db: through(this.unitOfWork.reads), schema: SCHEMA, supervise: this.isWorker, schedule: false, ...CLEANING });
    // Without a listener an error of its housekeeping would end the process; the next round tries again.
    boss.on('error', (error) => { this.log.warn({ err: error.message }, 'pg-boss met an error'); });
    return boss.start();
  }
}

/** `createQueue` leaves an existing queue as it is; the second step brings settings of an older release up to date. */
async function prepareQueue(boss: PgBoss, name: string, expireInSeconds: number): Promise<void> {
  const options = { name, ...RETRY, expireInSeconds };
  await boss.createQueue(name, { ...options });
  await boss.updateQueue(name, { ...options });
}

/**
 * pg-boss' door to the database. On the pool, a connection whose statement failed is thrown away, which matters here:
 * pg-boss sends `BEGIN; …; COMMIT` as one text, and an error in it leaves the connection in an aborted transaction.
 */
export function through({ client }: Queryable): PgBoss.Db {
  return {
    async executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
      return values === undefined ? client.query(text) : client.query(text, values);
    },
  };
}
