import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SiteStore, type StoredSite } from '../../store/site.store';
import { FreshCache } from './fresh-cache';

const MOST_SITES = 2_000;
const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Sites by slug, at most {@link FRESH_FOR_MS} old; a change in this process shows at once. */
@Injectable()
export class SiteDirectory {
  private readonly listeners: (() => void)[] = [];
  private readonly sites = new FreshCache<StoredSite | null>(MOST_SITES);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: SiteStore,
  ) {}

  /** Null for a slug that no site has, also for a text that cannot be one. */
  async find(slug: string): Promise<StoredSite | null> {
    return SLUG.test(slug) ? this.sites.get(slug, () => this.store.bySlug(this.unitOfWork.reads, slug)) : null;
  }

  /** To be called once a change of a site is committed. */
  changed(): void {
    this.sites.clear();
    for (const listener of this.listeners) listener();
  }

  /** For what else remembers something of a site. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }
}
