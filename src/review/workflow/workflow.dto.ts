import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { TextField } from '../../access/text-field';
import { IsInstant } from '../../platform/http/validators';
import type { Plain } from '../../platform/http/plain';
import type { NoteRow } from '../../store/review-note.store';
import type { ChangedItem } from '../../store/review-workflow.store';
import { PersonRefView } from '../person.view';
import { Text } from '../texts';

export const LONGEST_NOTE = 2_000;
/** On one comment: more than this is a conversation, which has better places. */
export const MOST_NOTES = 100;
export const LONGEST_TAG = 40;
/** On one item. */
export const MOST_TAGS = 20;
/** Letters of any script, digits, and what joins them: a tag stands in addresses. */
export const TAG = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M} ._-]*[\p{L}\p{N}\p{M}])?$/u;

const nullableTime = { type: String, format: 'date-time', nullable: true } as const;

export class EscalateItemDto {
  @ApiPropertyOptional({ type: String, nullable: true, minLength: 1, maxLength: LONGEST_NOTE, description: 'Why: becomes a note.' }) @IsOptional() @Text(LONGEST_NOTE) @Matches(/\S/, { message: '$property must say something' }) note?: string | null;
}

export class MoveItemDto {
  @TextField({ max: 64, example: 'spam' }) queueId!: string;
}

export class SnoozeItemDto {
  @ApiProperty({ ...nullableTime, description: 'A moment within the next thirty days; null brings it back at once.' }) @IsOptional() @IsInstant() until!: string | null;
}

export class NoteItemDto {
  @ApiProperty({ minLength: 1, maxLength: LONGEST_NOTE, description: 'For colleagues; never leaves the desk.' }) @Text(LONGEST_NOTE) @Matches(/\S/, { message: '$property must say something' }) text!: string;
}

export class TagItemDto {
  @ApiPropertyOptional({ ...nullableTime, description: 'It is gone then; without it, it stays.' }) @IsOptional() @IsInstant() expiresAt?: string | null;
}

/** Where and when an item waits after a change. */
export class ChangedItemView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() version!: number;
  @ApiProperty() queueId!: string;
  @ApiProperty() priority!: number;
  @ApiProperty(nullableTime) dueAt!: string | null;
  @ApiProperty() escalated!: boolean;
  @ApiProperty(nullableTime) snoozedUntil!: string | null;
}

export class NoteView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ type: PersonRefView }) by!: PersonRefView;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class TagView {
  @ApiProperty({ example: 'election' }) tag!: string;
  @ApiProperty(nullableTime) expiresAt!: string | null;
}

export function toChangedView({ id, version, queue_id, priority, due_at, escalated_at, snoozed_until }: ChangedItem): Plain<ChangedItemView> {
  return { id, version, queueId: queue_id, priority, dueAt: due_at?.toISOString() ?? null, escalated: escalated_at !== null, snoozedUntil: snoozed_until?.toISOString() ?? null };
}

export function toNoteView({ id, text, written_by, written_by_name, created_at }: Omit<NoteRow, 'item_id'>): Plain<NoteView> {
  return { id, text, by: { id: written_by, name: written_by_name }, createdAt: created_at.toISOString() };
}
