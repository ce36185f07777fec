import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Page } from '../platform/http/pages';
import { type QueueRow, QueueStore } from '../store/queue.store';
import type { DeskLook } from './desk-call';
import type { Plain } from '../platform/http/plain';

/** Beyond this a number says "many": counting on would cost more than it tells. */
const COUNT_CAP = 10_000;

const atMost = { maximum: COUNT_CAP };

export class QueueView {
  @ApiProperty({ example: 'spam' }) id!: string;
  @ApiProperty({ example: 'Spam' }) name!: string;
  @ApiProperty() position!: number;
  @ApiProperty({ type: Number, nullable: true }) slaMinutes!: number | null;
  @ApiProperty({ ...atMost, description: 'Items waiting; the maximum means that many or more.' }) open!: number;
  @ApiProperty({ ...atMost, description: 'Waiting and held by nobody.' }) unclaimed!: number;
  @ApiProperty({ ...atMost, description: 'Past their time limit, among the oldest.' }) overdue!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) oldestAt!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Age of the oldest waiting item.' }) oldestAgeSeconds!: number | null;
  @ApiProperty({ description: 'Items that you hold.' }) myClaims!: number;
}

export class QueueListView {
  @ApiProperty({ type: [QueueView] }) items!: QueueView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

@Injectable()
export class ListQueues {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queues: QueueStore,
  ) {}

  /** All queues of the site in their order, with what waits in each. */
  async execute({ site, personId, now }: DeskLook): Promise<Page<Plain<QueueView>>> {
    const rows = await this.queues.list(this.unitOfWork.reads, site.id, { personId, now, cap: COUNT_CAP });
    return { items: rows.map((row) => toQueueView(row, now)), nextCursor: null };
  }
}

function toQueueView({ id, name, position, sla_minutes, open, unclaimed, overdue, oldest_at, mine }: QueueRow, now: Date): Plain<QueueView> {
  const oldestAgeSeconds = oldest_at && Math.max(0, Math.floor((now.getTime() - oldest_at.getTime()) / 1_000));
  return { id, name, position, slaMinutes: sla_minutes, open, unclaimed, overdue, oldestAt: oldest_at?.toISOString() ?? null, oldestAgeSeconds, myClaims: mine };
}
