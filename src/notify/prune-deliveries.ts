import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { SiteStore } from '../store/site.store';
import { WebhookDeliveryStore } from '../store/webhook-delivery.store';

const KEEP_DAYS = 30;
const SITES_AT_ONCE = 100;
const ROWS_AT_ONCE = 1_000;

/** Deletes what was sent more than 30 days ago, texts of comments included, in small transactions. */
@Injectable()
export class PruneDeliveries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sites: SiteStore,
    private readonly deliveries: WebhookDeliveryStore,
  ) {}

  /** How many deliveries went. */
  async execute(now: Date, signal?: AbortSignal): Promise<number> {
    const before = firstIdOf(new Date(now.getTime() - KEEP_DAYS * 24 * 60 * 60 * 1_000));
    let pruned = 0;
    let after: string | undefined = '';
    while (after !== undefined && signal?.aborted !== true) {
      const found = await this.sites.list(this.unitOfWork.reads, after, SITES_AT_ONCE);
      for (const { site } of found) pruned += await this.pruneSite(site.id, before);
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

/** The lowest UUIDv7 of a moment: its first 48 bits are the milliseconds since 1970 (RFC 9562). */
function firstIdOf(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
