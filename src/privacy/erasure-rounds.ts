import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { Jobs } from '../platform/jobs/jobs';
import { ErasureStore } from '../store/erasure.store';
import { EraseAuthor } from './erase-author';
import { ERASURE_QUEUE, type ErasureJob } from './erasure-queue';

/** A job does so much and sends the next one: one that is not heard of again is soon known to be lost. */
const SLICE_MS = 5_000;
const EXPIRE_SECONDS = 30;
/** An import may take hours: nobody is in a hurry for its end. */
const WAIT_SECONDS = 15;
/** What nobody has looked at for so long has lost its job, whatever became of it. */
const LOST_AFTER_MS = 120_000;
const LOOK_SECONDS = 30;
/** They lock what others want. */
const AT_ONCE = 1;

/** Carries out erasures. */
@Injectable()
export class ErasureRounds implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
    private readonly erasures: ErasureStore,
    private readonly erase: EraseAuthor,
  ) {}

  onModuleInit(): void {
    this.jobs.work<ErasureJob>(ERASURE_QUEUE, (job, signal) => this.slice(job, signal), { slots: AT_ONCE, expireInSeconds: EXPIRE_SECONDS });
    this.jobs.every(LOOK_SECONDS, 'privacy.lost_erasures', async () => {
      await this.resume(new Date());
    });
  }

  /** Steps until nothing is left, the slice is over or the process stops; what is left is for another job. */
  async slice(job: ErasureJob, signal?: AbortSignal): Promise<void> {
    const until = Date.now() + SLICE_MS;
    for (;;) {
      const end = await this.erase.step(job.siteId, job.erasureId);
      if (end === 'done') return;
      if (end === 'more' && Date.now() < until && signal?.aborted !== true) continue;
      await this.work.run((tx) => this.jobs.send(tx, ERASURE_QUEUE, [job], end === 'waits' ? { afterSeconds: WAIT_SECONDS } : {}));
      return;
    }
  }

  /** Sends jobs for erasures whose own was lost; returns how many. */
  async resume(now: Date): Promise<number> {
    return this.work.run(async (tx) => {
      const lost = await this.erasures.lost(tx, new Date(now.getTime() - LOST_AFTER_MS), now);
      await this.jobs.send(tx, ERASURE_QUEUE, lost.map(({ site_id: siteId, id: erasureId }): ErasureJob => ({ siteId, erasureId })));
      return lost.length;
    });
  }
}
