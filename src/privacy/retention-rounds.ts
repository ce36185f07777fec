import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { Jobs } from '../platform/jobs/jobs';
import { SiteStore } from '../store/site.store';
import { ExpireData } from './expire-data';

export const RETENTION_QUEUE = 'privacy-retention';

/** What a site does not want to keep goes. A job too many finds nothing to do. */
export interface RetentionJob {
  readonly siteId: SiteId;
}

const EVERY_SECONDS = 6 * 3_600;
/** A job does so much and sends the next one. */
const SLICE_MS = 5_000;
const EXPIRE_SECONDS = 60;
const SITES_AT_ONCE = 100;
const AT_ONCE = 1;

/** Sees to it that each site's data expires. */
@Injectable()
export class RetentionRounds implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
    private readonly sites: SiteStore,
    private readonly expire: ExpireData,
  ) {}

  onModuleInit(): void {
    this.jobs.work<RetentionJob>(RETENTION_QUEUE, (job, signal) => this.slice(job, signal), { slots: AT_ONCE, pollSeconds: 10, expireInSeconds: EXPIRE_SECONDS });
    this.jobs.every(EVERY_SECONDS, 'privacy.retention', async (signal) => {
      await this.sendAll(signal);
    });
  }

  /** A job for each site. */
  async sendAll(signal?: AbortSignal): Promise<void> {
    for (let after: string | undefined = ''; after !== undefined && signal?.aborted !== true; ) {
      const found = await this.sites.list(this.work.reads, after, SITES_AT_ONCE);
      const page = found.slice(0, SITES_AT_ONCE);
      await this.work.run((tx) => this.jobs.send(tx, RETENTION_QUEUE, page.map(({ site }): RetentionJob => ({ siteId: site.id }))));
      after = found.length > SITES_AT_ONCE ? page.at(-1)?.site.slug : undefined;
    }
  }

  private async slice(job: RetentionJob, signal: AbortSignal): Promise<void> {
    const found = await this.sites.byId(this.work.reads, job.siteId);
    if (!found) return;
    const until = Date.now() + SLICE_MS;
    const isDone = await this.expire.execute(found.site, new Date(), { isOver: () => signal.aborted || Date.now() > until });
    if (!isDone) await this.work.run((tx) => this.jobs.send(tx, RETENTION_QUEUE, [job]));
  }
}
