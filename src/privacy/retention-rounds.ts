import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { KeyPurpose } from '../platform/crypto/secrets';
import { Jobs } from '../platform/jobs/jobs';
import { ServiceKeyStore } from '../store/service-key.store';
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
const DAY_MS = 86_400_000;
/** Counters by an address live as long, whatever a site says. */
const LONGEST_COUNTER_DAYS = 28;
/** For the job that deletes, which may be late. */
const SPARE_DAYS = 1;

/** Sees to it that each site's data expires. */
@Injectable()
export class RetentionRounds implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
    private readonly sites: SiteStore,
    private readonly keys: ServiceKeyStore,
    private readonly expire: ExpireData,
  ) {}

  onModuleInit(): void {
    this.jobs.work<RetentionJob>(RETENTION_QUEUE, (job, signal) => this.slice(job, signal), { slots: AT_ONCE, pollSeconds: 10, expireInSeconds: EXPIRE_SECONDS });
    this.jobs.every(EVERY_SECONDS, 'privacy.retention', async (signal) => {
      await this.sendAll(signal);
    });
  }

  /** A job for each site; and the keys by which nothing can be known any more go. */
  async sendAll(signal?: AbortSignal): Promise<void> {
    let longest: number | null = LONGEST_COUNTER_DAYS;
    for (let after: string | undefined = ''; after !== undefined && signal?.aborted !== true; ) {
      const found = await this.sites.list(this.work.reads, after, SITES_AT_ONCE);
      const page = found.slice(0, SITES_AT_ONCE);
      await this.work.run((tx) => this.jobs.send(tx, RETENTION_QUEUE, page.map(({ site }): RetentionJob => ({ siteId: site.id }))));
      longest = page.reduce((days: number | null, { site }) => longerOf(days, site.settings.retention.addresses), longest);
      after = found.length > SITES_AT_ONCE ? page.at(-1)?.site.slug : undefined;
    }
    await this.expireKeys(longest, signal);
  }

  /** Hashes are kept so many days on the site that keeps them longest; null: somewhere as long as what they belong to. */
  private async expireKeys(longest: number | null, signal?: AbortSignal): Promise<void> {
    if (longest === null || signal?.aborted === true) return;
    await this.keys.expire(this.work.reads, 'personal-data' satisfies KeyPurpose, new Date(Date.now() - (longest + SPARE_DAYS) * DAY_MS));
  }

  private async slice(job: RetentionJob, signal: AbortSignal): Promise<void> {
    const found = await this.sites.byId(this.work.reads, job.siteId);
    if (!found) return;
    const until = Date.now() + SLICE_MS;
    const isDone = await this.expire.execute(found.site, new Date(), { isOver: () => signal.aborted || Date.now() > until });
    if (!isDone) await this.work.run((tx) => this.jobs.send(tx, RETENTION_QUEUE, [job]));
  }
}

function longerOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.max(a, b);
}
