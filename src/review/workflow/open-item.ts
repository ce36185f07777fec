import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { ItemId } from '../../domain/ids';
import type { Tx } from '../../platform/database/unit-of-work';
import { DecisionStore } from '../../store/decision.store';
import { ItemLockStore, type LockedItem } from '../../store/item-lock.store';
import { ReviewPageStore } from '../../store/review-page.store';
import type { ItemAction } from '../allowed-actions';
import { versionConflict } from '../conflicts';
import type { DeskCall } from '../desk-call';
import { holdOf } from '../lease';
import { QueueAccess } from '../queues/queue-access';
import { WhyNot } from '../why-not';

export interface Asked {
  readonly itemId: ItemId;
  readonly action: ItemAction;
  /** Of If-Match; null without one: these actions say nothing about the text. */
  readonly readVersion?: number | null;
}

/** Opens the way to an item for everything but a decision: locked, open, seen by this person, and nobody else's. */
@Injectable()
export class OpenItem {
  constructor(
    private readonly items: ItemLockStore,
    private readonly pages: ReviewPageStore,
    private readonly decisions: DecisionStore,
    private readonly access: QueueAccess,
    private readonly whyNot: WhyNot,
  ) {}

  /** `not_found`, `forbidden` where its queue hides the action, `version_conflict`, `already_resolved`, `claimed_by_other`. */
  async lock(tx: Tx, call: DeskCall, { itemId, action, readVersion = null }: Asked): Promise<LockedItem> {
    const item = await this.find(tx, call, itemId, action);
    if (readVersion !== null && item.version !== readVersion) throw await this.conflict(tx, call, item);
    const isHeld = call.site.settings.claims !== 'off' && holdOf(item, call.personId, call.now) === 'other' && !call.permissions.has('review.override');
    if (item.state !== 'open' || isHeld) throw await this.whyNot.of(tx, call.site.id, itemId);
    return item;
  }

  /** For what may be written beside any item, whoever holds it and however it was decided. */
  async find(tx: Tx, call: DeskCall, itemId: ItemId, action: ItemAction): Promise<LockedItem> {
    const item = await this.items.lock(tx, call.site.id, itemId);
    if (item === null) throw problem('not_found');
    await this.access.demandAction(tx, call, { queueId: item.queue_id, action });
    return item;
  }

  private async conflict(tx: Tx, { site }: DeskCall, { version, state, comment_id }: LockedItem): Promise<Error> {
    const status = await this.pages.statusOf(tx, site.id, comment_id);
    return versionConflict({ version, state, status }, await this.decisions.latest(tx, site.id, comment_id));
  }
}
