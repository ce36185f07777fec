import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AUTHOR_KINDS, type AuthorKind, ITEM_KINDS, type ItemKind } from '../../domain/statuses';
import type { Plain } from '../../platform/http/plain';
import type { QueueRow, QueueSettings } from '../../store/queue.store';

/** Where rules without a queue of their own put things, and where items of removed queues go. */
export const DEFAULT_QUEUE = 'default';

/** What an item must be for a queue to take it by itself. All that are given must hold, a list by one of its entries. */
export class QueueConditionsView {
  @ApiPropertyOptional({ type: [String], description: 'One of these rules fired.' }) rules?: readonly string[];
  @ApiPropertyOptional({ type: [String] }) policies?: readonly string[];
  @ApiPropertyOptional({ type: [String] }) sections?: readonly string[];
  @ApiPropertyOptional({ type: [String] }) langs?: readonly string[];
  @ApiPropertyOptional({ enum: ITEM_KINDS, isArray: true, description: 'Comments, unless said otherwise.' }) kinds?: readonly ItemKind[];
  @ApiPropertyOptional({ enum: AUTHOR_KINDS, isArray: true }) authorKinds?: readonly AuthorKind[];
  @ApiPropertyOptional({ type: Number, description: 'Points.' }) minScore?: number;
  @ApiPropertyOptional({ type: Boolean }) reported?: boolean;
}

/** A queue as it is set up. */
export class QueueSettingsView {
  @ApiProperty({ example: 'spam' }) id!: string;
  @ApiProperty({ example: 'Spam' }) name!: string;
  @ApiProperty({ description: 'From 1; the first queue whose conditions an item meets takes it.' }) position!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Minutes until an item is overdue.' }) slaMinutes!: number | null;
  @ApiProperty({ type: QueueConditionsView, description: 'Empty: only what rules and people put there.' }) conditions!: QueueConditionsView;
  @ApiProperty({ type: [String], format: 'uuid', description: 'Who alone may see it, beside those who manage queues; empty: everybody.' }) members!: readonly string[];
  @ApiProperty({ type: [String], description: 'What may not be done with its items, by anybody.' }) hiddenActions!: readonly string[];
  @ApiProperty({ description: 'Takes what no other queue takes; it cannot be removed.' }) isDefault!: boolean;
}

export class QueueView extends QueueSettingsView {
  @ApiProperty({ description: 'Items waiting, without what is put off until later.' }) open!: number;
  @ApiProperty({ description: 'Waiting and held by nobody.' }) unclaimed!: number;
  @ApiProperty({ description: 'Waiting past their time limit.' }) overdue!: number;
  @ApiProperty({ description: 'Put off until later.' }) snoozed!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) oldestAt!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Age of the oldest waiting item.' }) oldestAgeSeconds!: number | null;
  @ApiProperty({ description: 'Items that you hold.' }) mine!: number;
}

export class QueueListView {
  @ApiProperty({ type: [QueueView] }) items!: QueueView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function toSettingsView({ id, name, position, slaMinutes, conditions, members, hiddenActions }: QueueSettings): Plain<QueueSettingsView> {
  return { id, name, position, slaMinutes, conditions, members: [...members], hiddenActions: [...hiddenActions], isDefault: id === DEFAULT_QUEUE };
}

export function toQueueView(row: QueueRow, now: Date): Plain<QueueView> {
  const { open, unclaimed, overdue, snoozed, oldest_at, mine } = row;
  return {
    ...toSettingsView({ ...row, slaMinutes: row.sla_minutes, hiddenActions: row.hidden_actions }),
    open,
    unclaimed,
    overdue,
    snoozed,
    oldestAt: oldest_at?.toISOString() ?? null,
    oldestAgeSeconds: oldest_at && Math.max(0, Math.floor((now.getTime() - oldest_at.getTime()) / 1_000)),
    mine,
  };
}
