import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { invalidField } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { QueueStore } from '../store/queue.store';
import { ClaimLine } from './claim-line';
import type { ClaimedItemsView } from './claim.view';
import type { DeskCall } from './desk-call';
import type { Plain } from '../platform/http/plain';
import { QueueAccess } from './queues/queue-access';
import { Text } from './texts';

const MOST_AT_ONCE = 20;

export class ClaimNextDto {
  @ApiPropertyOptional({ maxLength: 64, description: 'Without it: of any queue, worst first.' }) @IsOptional() @Text(64) queueId?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_AT_ONCE, default: 1 }) @IsOptional() @IsInt() @Min(1) @Max(MOST_AT_ONCE) count = 1;
}

@Injectable()
export class ClaimNext {
  constructor(
    private readonly line: ClaimLine,
    private readonly access: QueueAccess,
    private readonly queues: QueueStore,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Leases the next items to one person, each to nobody else; fewer or none when no more wait. */
  async execute({ queueId = null, count }: { readonly queueId?: string | null; readonly count: number }, call: DeskCall): Promise<Plain<ClaimedItemsView>> {
    const closedQueues = await this.access.closedTo(call);
    if (queueId !== null && (closedQueues.includes(queueId) || !(await this.queues.exists(this.unitOfWork.reads, call.site.id, queueId)))) throw invalidField('/queueId', 'There is no such queue.');
    return this.line.next(call, { queueId, closedQueues, count });
  }
}
