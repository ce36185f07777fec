import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { invalidField } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { QueueStore } from '../store/queue.store';
import { ClaimLine } from './claim-line';
import { ClaimFromView } from './claim-from-view';
import type { ClaimedItemsView } from './claim.view';
import type { DeskCall } from './desk-call';
import type { Plain } from '../platform/http/plain';
import { QueueAccess } from './queues/queue-access';
import { Text } from './texts';

const MOST_AT_ONCE = 20;

export class ClaimNextDto {
  @ApiPropertyOptional({ maxLength: 64, description: 'Without it: of any queue, worst first.' }) @IsOptional() @Text(64) queueId?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'Instead of a queue: what a saved view shows, in its order.' }) @IsOptional() @IsUUID() viewId?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_AT_ONCE, default: 1 }) @IsOptional() @IsInt() @Min(1) @Max(MOST_AT_ONCE) count = 1;
}

interface Wanted {
  readonly queueId?: string | null;
  readonly viewId?: string | null;
  readonly count: number;
}

@Injectable()
export class ClaimNext {
  constructor(
    private readonly line: ClaimLine,
    private readonly view: ClaimFromView,
    private readonly access: QueueAccess,
    private readonly queues: QueueStore,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Leases the next items to one person, each to nobody else; fewer or none when no more wait. */
  async execute({ queueId = null, viewId = null, count }: Wanted, call: DeskCall): Promise<Plain<ClaimedItemsView>> {
    if (queueId !== null && viewId !== null) throw invalidField('/viewId', 'Either a queue or a view.');
    if (viewId !== null) return this.view.next(call, { viewId, count });
    const closedQueues = await this.access.closedTo(call);
    if (queueId !== null && (closedQueues.includes(queueId) || !(await this.queues.exists(this.unitOfWork.reads, call.site.id, queueId)))) throw invalidField('/queueId', 'There is no such queue.');
    return this.line.next(call, { queueId, closedQueues, count });
  }
}
