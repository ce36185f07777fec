import { Injectable, type OnModuleInit } from '@nestjs/common';
import { KeepPartitions } from '../evaluate/keep-partitions';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { Jobs } from '../platform/jobs/jobs';
import { CounterStore } from '../store/counter.store';
import { IdempotencyStore } from '../store/idempotency.store';

/** Counters have no index by age, as every comment would pay for it: each round reads them all, so rounds are rare. */
const EVERY_SECONDS = 600;
const PARTITIONS_EVERY_SECONDS = 6 * 3_600;
const IDEMPOTENCY_KEYS_KEPT_MS = 24 * 3_600_000;

/** Takes away what has done its work: counters that no window reaches, idempotency keys of yesterday. In portions, so that no lock is held for long. */
@Injectable()
export class Housekeeping implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
    private readonly counters: CounterStore,
    private readonly keys: IdempotencyStore,
    private readonly partitions: KeepPartitions,
  ) {}

  onModuleInit(): void {
    this.jobs.every(EVERY_SECONDS, 'intake.housekeeping', async (signal) => {
      while (!signal.aborted && (await this.runOnce(new Date())) > 0);
    });
    this.jobs.every(PARTITIONS_EVERY_SECONDS, 'evaluate.partitions', async () => {
      await this.partitions.execute(new Date());
    });
  }

  /** One portion; returns how many rows went. */
  async runOnce(now: Date): Promise<number> {
    return this.work.run(async (tx) => (await this.counters.expire(tx, now)) + (await this.keys.expire(tx, new Date(now.getTime() - IDEMPOTENCY_KEYS_KEPT_MS))));
  }
}
