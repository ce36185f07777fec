import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { invalidField } from '../domain/errors';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import type { ClaimedItem, NewClaim } from '../store/claim.store';
import { QueueStore } from '../store/queue.store';
import { type ClaimedItemsView, toClaimView } from './claim.view';
import type { DeskCall } from './desk-call';
import { ItemPages } from './item-pages';
import { Leases, newClaim } from './leases';
import type { Plain } from '../platform/http/plain';
import { ScanFloors } from './scan-floors';
import { Text } from './texts';

const MOST_AT_ONCE = 20;

export class ClaimNextDto {
  @ApiPropertyOptional({ maxLength: 64, description: 'Without it: of any queue, worst first.' }) @IsOptional() @Text(64) queueId?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_AT_ONCE, default: 1 }) @IsOptional() @IsInt() @Min(1) @Max(MOST_AT_ONCE) count = 1;
}

interface Wanted {
  readonly queueId: string | null;
  readonly count: number;
}

@Injectable()
export class ClaimNext {
  private readonly floors = new ScanFloors();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly leases: Leases,
    private readonly queues: QueueStore,
    private readonly pages: ItemPages,
  ) {}

  /** Leases the next items to one person, each to nobody else; fewer or none when no more wait. */
  async execute({ queueId = null, count }: { readonly queueId?: string | null; readonly count: number }, call: DeskCall): Promise<Plain<ClaimedItemsView>> {
    const claim = newClaim(call.personId, call.now);
    let taken = await this.unitOfWork.run((tx) => this.scan(tx, call, claim, { queueId, count }));
    if (taken.length === 0 && queueId !== null && !(await this.queues.exists(this.unitOfWork.reads, call.site.id, queueId))) throw invalidField('/queueId', 'There is no such queue.');
    if (taken.length < count) taken = [...taken, ...(await this.unitOfWork.run((tx) => this.takeEnded(tx, call, claim, { queueId, count: count - taken.length })))];
    return { claim: toClaimView(claim), items: await this.pages.show(call, taken.map(({ id }) => id)) };
  }

  /** The rest may be held by leases that have ended and were not swept yet. */
  private async takeEnded(tx: Tx, call: DeskCall, claim: NewClaim, wanted: Wanted): Promise<ClaimedItem[]> {
    if ((await this.leases.sweepSite(tx, call.site.id, call.now)) === 0) return [];
    return this.leases.takeNext(tx, call, claim, { ...wanted, floor: null });
  }

  private async scan(tx: Tx, call: DeskCall, claim: NewClaim, { queueId, count }: Wanted): Promise<ClaimedItem[]> {
    const queue = `${call.site.id} ${queueId ?? ''}`;
    const at = performance.now();
    const floor = this.floors.of(queue, at);
    let taken = await this.leases.takeNext(tx, call, claim, { queueId, count, floor });
    if (floor !== null && taken.length < count) {
      this.floors.forget(queue);
      taken = [...taken, ...(await this.leases.takeNext(tx, call, claim, { queueId, count: count - taken.length, floor: null }))];
    }
    const last = taken.at(-1);
    if (last !== undefined) this.floors.note(queue, { priority: last.priority, openedAt: last.opened_at, id: last.id }, { at, tookMs: performance.now() - at });
    return taken;
  }
}
