import { ApiProperty } from '@nestjs/swagger';
import { EVENT_TYPES } from '../../domain/events';
import type { Plain } from '../../platform/http/plain';
import type { NamedEventRow } from '../../store/stream-log.store';

export class EventView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Its place in the log of the site; no event ever appears before one that was listed.' }) position!: number;
  @ApiProperty({ enum: EVENT_TYPES }) type!: string;
  @ApiProperty({ example: 'person:0198f2c4-…', description: '`key:…`, `person:…`, `reader:…` or `system`.' }) actor!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of a person, as long as they are known.' }) actorName!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) commentId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) itemId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) decisionId!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true }) payload!: Readonly<Record<string, unknown>>;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

/** As a page shows it. Files do not carry the words: an erased text could not be taken back from them. */
export class ListedEventView extends EventView {
  @ApiProperty({ type: String, nullable: true, example: 'They were never going to stay …', description: 'The beginning of the comment as it is now, as plain words; null where the line is about none, and once its text is erased.' }) excerpt!: string | null;
}

export class EventListView {
  @ApiProperty({ type: [ListedEventView] }) items!: ListedEventView[];
  @ApiProperty({ type: String, nullable: true, description: 'Send it as `after`; null when there are no more yet. With a filter a page may be short, even empty, and still not the last.' }) nextCursor!: string | null;
}

export type Event = Omit<Plain<EventView>, 'payload'> & Pick<EventView, 'payload'>;

export type ListedEvent = Event & Pick<ListedEventView, 'excerpt'>;

export function toEventView(row: NamedEventRow): Event {
  return {
    id: row.id,
    position: Number(row.position),
    type: row.type,
    actor: row.actor,
    actorName: row.actor_name,
    commentId: row.comment_id,
    itemId: row.item_id,
    decisionId: row.decision_id,
    payload: row.payload,
    createdAt: row.created_at.toISOString(),
  };
}
