import { Injectable } from '@nestjs/common';
import { type Problem, problem } from '../domain/errors';
import type { ItemId, SiteId } from '../domain/ids';
import type { Queryable } from '../platform/database/statement';
import { DecisionStore } from '../store/decision.store';
import { ItemLockStore } from '../store/item-lock.store';
import { ReviewPageStore } from '../store/review-page.store';
import { alreadyResolved, claimedByOther } from './conflicts';

/** Why an item could not be had: it is gone, decided, or somebody holds it. */
@Injectable()
export class WhyNot {
  constructor(
    private readonly items: ItemLockStore,
    private readonly pages: ReviewPageStore,
    private readonly decisions: DecisionStore,
  ) {}

  async of(on: Queryable, siteId: SiteId, itemId: ItemId): Promise<Problem> {
    const item = await this.items.find(on, siteId, itemId);
    if (item === null) return problem('not_found');
    if (item.state === 'open') return claimedByOther(item);
    const status = await this.pages.statusOf(on, siteId, item.comment_id);
    return alreadyResolved({ version: item.version, state: item.state, status }, await this.decisions.latest(on, siteId, item.comment_id));
  }
}
