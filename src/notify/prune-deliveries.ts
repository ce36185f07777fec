import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { firstIdOf } from '../platform/ids';
import { SiteStore } from '../store/site.store';
import { WebhookDeliveryStore } from '../store/webhook-delivery.store';

const DAY_MS = 24 * 60 * 60 * 1_000;
const SITES_AT_ONCE = 100;
const ROWS_AT_ONCE = 1_000;

/** Deletes what was sent longer ago than the site keeps it, texts of comments included, in small transactions. */
@Injectable()
export class PruneDeliveries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sites: SiteStore,
    private readonly deliveries: WebhookDeliveryStore,
  ) {}

  /** How many deliveries went. */
  async execute(now: Date, signal?: AbortSignal): Promise<number> {
    let pruned = 0;
    let after: string | undefined = '';
    while (after !== undefined && signal?.aborted !== true) {
      const found = await this.sites.list(this.unitOfWork.reads, after, SITES_AT_ONCE);
      for (const { site } of found) pruned += await this.pruneSite(site.id, firstIdOf(new Date(now.getTime() - site.settings.retention.deliveries * DAY_MS)));
      after = found.length > SITES_AT_ONCE ? found.at(-1)?.site.slug : undefined;
    }
    return pruned;
  }

  private async pruneSite(siteId: SiteId, before: string): Promise<number> {
    for (let pruned = 0; ; ) {
      const step = await this.unitOfWork.run((tx) => this.deliveries.prune(tx, siteId, before, ROWS_AT_ONCE));
      pruned += step;
      if (step < ROWS_AT_ONCE) return pruned;
    }
  }
}
