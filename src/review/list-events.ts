import { Injectable } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { EVENT_TYPES } from '../domain/events';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Page } from '../platform/http/pages';
import { EventLogStore, type EventRow } from '../store/event-log.store';
import type { DeskLook } from './desk-call';
import type { Plain } from '../platform/http/plain';

export class ListEventsQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, default: 0, description: 'Position of the last event you have; a `nextCursor` does too.' })
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) after = 0;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 100 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit = 100;
}

export class EventView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Its place in the log of the site; no event ever appears before one that was listed.' }) position!: number;
  @ApiProperty({ enum: EVENT_TYPES }) type!: string;
  @ApiProperty({ example: 'person:0198f2c4-…', description: '`key:…`, `person:…`, `reader:…` or `system`.' }) actor!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) commentId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) itemId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) decisionId!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true }) payload!: Readonly<Record<string, unknown>>;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class EventListView {
  @ApiProperty({ type: [EventView] }) items!: EventView[];
  @ApiProperty({ type: String, nullable: true, description: 'Send it as `after`; null when there are no more yet.' }) nextCursor!: string | null;
}

type Event = Omit<Plain<EventView>, 'payload'> & Pick<EventView, 'payload'>;

@Injectable()
export class ListEvents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly log: EventLogStore,
  ) {}

  /** What happened, in the order of the log. */
  async execute({ after, limit }: ListEventsQuery, { site }: DeskLook): Promise<Page<Event>> {
    const rows = await this.log.after(this.unitOfWork.reads, site.id, after, limit + 1);
    const items = rows.slice(0, limit).map(toEventView);
    return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.position) : null };
  }
}

function toEventView(row: EventRow): Event {
  return {
    id: row.id,
    position: Number(row.position),
    type: row.type,
    actor: row.actor,
    commentId: row.comment_id,
    itemId: row.item_id,
    decisionId: row.decision_id,
    payload: row.payload,
    createdAt: row.created_at.toISOString(),
  };
}
