import PgBoss from 'pg-boss';
import type { Queryable } from '../database/statement';
import { RETRY, SCHEMA, through } from './jobs';

export interface PutBackJob {
  readonly queue: string;
  readonly data: object;
  /** Null: now. */
  readonly startAfter: Date | null;
  readonly expireInSeconds: number;
}

/** The schema of background jobs as this version of pg-boss wants it, for jobs that were kept elsewhere. */
export class PutBackJobs {
  private constructor(private readonly boss: PgBoss) {}

  /** Makes the schema, by transactions of its own: the connection must not be in one. */
  static async prepare(on: Queryable): Promise<PutBackJobs> {
    const boss = new PgBoss({ db: through(on), schema: SCHEMA, supervise: false, schedule: false });
    boss.on('error', () => undefined);
    return new PutBackJobs(await boss.start());
  }

  /** In the transaction of the connection, if there is one. A service that starts gives its queues their settings. */
  async addQueue(name: string): Promise<void> {
    await this.boss.createQueue(name, { name, ...RETRY });
  }

  /** In the transaction of the connection. What an earlier life of a job has used of its attempts does not count. */
  async put(jobs: readonly PutBackJob[]): Promise<void> {
    const kept = jobs.map(({ queue, data, startAfter, expireInSeconds }) => ({ name: queue, data, expireInSeconds, ...(startAfter === null ? {} : { startAfter: startAfter.toISOString() }) }));
    await this.boss.insert(kept);
  }

  async end(): Promise<void> {
    await this.boss.stop({ graceful: false });
  }
}
