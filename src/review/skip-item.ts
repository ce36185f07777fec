import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { problem } from '../domain/errors';
import type { ItemId } from '../domain/ids';
import { priorityOf } from '../domain/priority';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import type { SkippedItem } from '../store/claim.store';
import { ItemLockStore } from '../store/item-lock.store';
import type { DeskCall } from './desk-call';
import { holdOf } from './lease';
import { Leases } from './leases';
import type { Plain } from '../platform/http/plain';
import { QueueAccess } from './queues/queue-access';
import { WhyNot } from './why-not';

const HIDE_MS = 60 * 60_000;
/** When so many have passed on it, somebody with more say should look. */
const ESCALATING_SKIP = 3;
const ESCALATED_PRIORITY = priorityOf('urgent', 0);

export class SkippedItemView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() version!: number;
  @ApiProperty({ description: 'By anybody, all in all.' }) skips!: number;
  @ApiProperty() escalated!: boolean;
  @ApiProperty({ format: 'date-time', description: 'Until then it is not offered to you.' }) hiddenUntil!: string;
}

@Injectable()
export class SkipItem {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly leases: Leases,
    private readonly items: ItemLockStore,
    private readonly whyNot: WhyNot,
    private readonly access: QueueAccess,
  ) {}

  /** Lets an item go and hides it from this person for an hour; the third skip escalates it. `claimed_by_other`, `already_resolved`. */
  async execute(itemId: ItemId, call: DeskCall): Promise<Plain<SkippedItemView>> {
    const hiddenUntil = new Date(call.now.getTime() + HIDE_MS);
    const { version, skips, escalated_at } = await this.unitOfWork.run((tx) => this.skip(tx, itemId, { call, hiddenUntil }));
    return { id: itemId, version, skips, escalated: escalated_at !== null, hiddenUntil: hiddenUntil.toISOString() };
  }

  private async skip(tx: Tx, itemId: ItemId, { call, hiddenUntil }: { readonly call: DeskCall; readonly hiddenUntil: Date }): Promise<SkippedItem> {
    const item = await this.items.lock(tx, call.site.id, itemId);
    if (item === null) throw problem('not_found');
    await this.access.demandAction(tx, call, { queueId: item.queue_id, action: 'skip' });
    if (item.state !== 'open' || holdOf(item, call.personId, call.now) === 'other') throw await this.whyNot.of(tx, call.site.id, itemId);
    return this.leases.skip(tx, call, item, { escalateAt: ESCALATING_SKIP, priority: ESCALATED_PRIORITY, hiddenUntil });
  }
}
