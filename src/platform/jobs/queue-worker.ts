import { Logger } from '@nestjs/common';
import type PgBoss from 'pg-boss';
import { Loop } from './loop';

/** Does one job. A thrown error puts the job back: pg-boss hands it out again after the queue's delay. */
export type JobHandler<Data extends object> = (data: Data, signal: AbortSignal) => Promise<void>;

export interface WorkerOptions {
  readonly queue: string;
  /** How many jobs run at once in this process. */
  readonly slots: number;
  /** A job is taken within this time when the process has a slot free. */
  readonly pollSeconds: number;
}

/**
 * Takes jobs of one queue and runs them in a fixed number of slots.
 *
 * Ours instead of pg-boss' own `work`, which does not await `complete` and `fail` (10.4.2, manager.js): with the database
 * away their rejections would be unhandled and end the process. Here a job whose end could not be written stays active
 * until it expires, and is then handed out again, so handlers must bear to see a job twice.
 */
export class QueueWorker<Data extends object> {
  private readonly log = new Logger('jobs');
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  readonly loop: Loop;

  constructor(
    private readonly options: WorkerOptions,
    private readonly handler: JobHandler<Data>,
    private readonly boss: () => Promise<PgBoss>,
  ) {
    this.loop = new Loop({ name: `queue ${options.queue}`, seconds: options.pollSeconds, run: () => this.take() });
  }

  /** Takes what is due and waits until it is done. */
  async runOnce(): Promise<void> {
    await this.loop.runOnce();
    await Promise.all(this.running);
  }

  /** Takes no more jobs, and gives those under way some time before it tells them to end. */
  async stop(graceMs: number): Promise<void> {
    await this.loop.stop();
    const grace = setTimeout(() => { this.stopping.abort(); }, graceMs);
    await Promise.all(this.running);
    clearTimeout(grace);
  }

  private async take(): Promise<void> {
    const free = this.options.slots - this.running.size;
    if (free <= 0) return;
    const boss = await this.boss();
    const jobs = await boss.fetch<Data>(this.options.queue, { batchSize: free });
    for (const job of jobs) this.begin(boss, job);
  }

  private begin(boss: PgBoss, job: PgBoss.Job<Data>): void {
    const done = this.run(boss, job).finally(() => {
      this.running.delete(done);
      // A slot is free again: look for the next job at once.
      this.loop.wake();
    });
    this.running.add(done);
  }

  private async run(boss: PgBoss, { id, data }: PgBoss.Job<Data>): Promise<void> {
    const { queue } = this.options;
    try {
      await this.handler(data, this.stopping.signal);
    } catch (error) {
      const message = error instanceof Error ? error.message : 'failed';
      this.log.warn({ queue, job: id, err: message }, 'a job failed and will be tried again');
      await boss.fail(queue, id, { message }).catch((second: unknown) => { this.unwritten(id, second); });
      return;
    }
    await boss.complete(queue, id).catch((error: unknown) => { this.unwritten(id, error); });
  }

  private unwritten(job: string, error: unknown): void {
    this.log.warn({ queue: this.options.queue, job, err: error instanceof Error ? error.message : 'failed' }, 'the end of a job could not be written; it runs again when it expires');
  }
}
