import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { problem } from '../domain/errors';
import type { ItemId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type ClaimedItemView, toClaimView } from './claim.view';
import type { DeskCall } from './desk-call';
import { Leases, newClaim } from './leases';
import type { Plain } from '../platform/http/plain';
import { ItemLockStore } from '../store/item-lock.store';
import { QueueAccess } from './queues/queue-access';
import { ReadItem } from './read-item';
import { WhyNot } from './why-not';

export class ClaimItemDto {
  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Take it from whoever holds it; asks for review.override.' }) @IsOptional() @IsBoolean() takeover = false;
}

@Injectable()
export class ClaimItem {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly leases: Leases,
    private readonly whyNot: WhyNot,
    private readonly items: ItemLockStore,
    private readonly access: QueueAccess,
    private readonly read: ReadItem,
  ) {}

  /** Leases one open item that nobody else holds, or takes it over. `claimed_by_other`, `already_resolved`, `not_found`. */
  async execute(itemId: ItemId, { takeover }: ClaimItemDto, call: DeskCall): Promise<Plain<ClaimedItemView>> {
    if (takeover && !call.permissions.has('review.override')) throw problem('forbidden', 'Taking over a claim needs the permission review.override.');
    const claim = newClaim(call.personId, call.now);
    await this.unitOfWork.run(async (tx) => {
      const item = await this.items.find(tx, call.site.id, itemId);
      if (item === null) throw problem('not_found');
      await this.access.demandSight(tx, call, item.queue_id);
      if (!(await this.leases.takeOne(tx, call, claim, { itemId, takeover }))) throw await this.whyNot.of(tx, call.site.id, itemId);
    });
    return { claim: toClaimView(claim), item: await this.read.execute(itemId, call) };
  }
}
