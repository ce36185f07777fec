import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { TextField } from '../../access/text-field';
import { AUTHOR_KINDS, type AuthorKind, ITEM_KINDS, type ItemKind } from '../../domain/statuses';
import { IsLeftOutOr, IsPlainText } from '../../platform/http/validators';
import type { QueueConditions } from '../../store/queue.store';
import { ITEM_ACTIONS, type ItemAction } from '../allowed-actions';

/** Of a site: everybody at the desk reads the list of them all day. */
export const MOST_QUEUES = 100;
const MOST_ENTRIES = 200;
const MOST_MEMBERS = 200;
const LONGEST_SLA_MINUTES = 60 * 24 * 365;
const ID = /^[a-z0-9][a-z0-9-]*$/;
/** Taking an item and letting it go are never hidden: who may not see a queue is said by its members. */
export const HIDEABLE: readonly ItemAction[] = ITEM_ACTIONS.filter((action) => !['claim', 'takeover', 'release'].includes(action));

const entries = (max: number): object => ({ type: 'array', items: { type: 'string', maxLength: max }, maxItems: MOST_ENTRIES });

export class QueueConditionsDto implements QueueConditions {
  @ApiPropertyOptional({ ...entries(128), description: 'One of these rules fired.' }) @IsLeftOutOr() @IsArray() @ArrayMaxSize(MOST_ENTRIES) @IsPlainText({ each: true }) @MaxLength(128, { each: true }) rules?: string[];
  @ApiPropertyOptional(entries(128)) @IsLeftOutOr() @IsArray() @ArrayMaxSize(MOST_ENTRIES) @IsPlainText({ each: true }) @MaxLength(128, { each: true }) policies?: string[];
  @ApiPropertyOptional(entries(255)) @IsLeftOutOr() @IsArray() @ArrayMaxSize(MOST_ENTRIES) @IsPlainText({ each: true }) @MaxLength(255, { each: true }) sections?: string[];
  @ApiPropertyOptional(entries(16)) @IsLeftOutOr() @IsArray() @ArrayMaxSize(MOST_ENTRIES) @IsPlainText({ each: true }) @MaxLength(16, { each: true }) langs?: string[];
  @ApiPropertyOptional({ enum: ITEM_KINDS, isArray: true, description: 'Comments, unless said otherwise.' }) @IsLeftOutOr() @IsArray() @ArrayMaxSize(ITEM_KINDS.length) @IsIn(ITEM_KINDS, { each: true }) kinds?: ItemKind[];
  @ApiPropertyOptional({ enum: AUTHOR_KINDS, isArray: true }) @IsLeftOutOr() @IsArray() @ArrayMaxSize(AUTHOR_KINDS.length) @IsIn(AUTHOR_KINDS, { each: true }) authorKinds?: AuthorKind[];
  @ApiPropertyOptional({ type: Number, minimum: 0, maximum: 1_000_000, description: 'Points.' }) @IsLeftOutOr() @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(1_000_000) minScore?: number;
  @ApiPropertyOptional({ type: Boolean }) @IsLeftOutOr() @IsBoolean() reported?: boolean;
}

/** What may be said of a queue, when it is made and later. The name is not among it: class-validator hands "may be left out" down to subclasses. */
class QueueSettingsDto {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_QUEUES, description: 'From 1; the others make room. Beyond the last is last.' }) @IsLeftOutOr() @IsInt() @Min(1) @Max(MOST_QUEUES) position?: number;
  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: 1, maximum: LONGEST_SLA_MINUTES, description: 'Minutes until an item is overdue; null: never.' }) @IsOptional() @IsInt() @Min(1) @Max(LONGEST_SLA_MINUTES) slaMinutes?: number | null;
  @ApiPropertyOptional({ type: QueueConditionsDto, description: 'Take the place of those it had. Empty: only what rules and people put there.' }) @IsLeftOutOr() @ValidateNested() @Type(() => QueueConditionsDto) conditions?: QueueConditionsDto;
  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: MOST_MEMBERS, description: 'Who alone may see it, beside those who manage queues; empty: everybody.' }) @IsLeftOutOr() @IsArray() @ArrayMaxSize(MOST_MEMBERS) @ArrayUnique() @IsUUID(undefined, { each: true }) members?: string[];
  @ApiPropertyOptional({ enum: HIDEABLE, isArray: true, description: 'What may not be done with its items, by anybody.' }) @IsLeftOutOr() @IsArray() @ArrayMaxSize(HIDEABLE.length) @ArrayUnique() @IsIn(HIDEABLE, { each: true }) hiddenActions?: ItemAction[];
}

export class ChangeQueueDto extends QueueSettingsDto {
  @TextField({ max: 80, isOptional: true, example: 'Spam' }) @IsLeftOutOr() name?: string;
}

export class AddQueueDto extends QueueSettingsDto {
  @ApiPropertyOptional({ minLength: 1, maxLength: 64, pattern: ID.source, example: 'election-night', description: 'What rules name, for good. Left out, it is made of the name.' })
  @IsLeftOutOr() @Matches(ID, { message: '$property must be small letters, digits and dashes' }) @MaxLength(64) id?: string;
  @TextField({ max: 80, example: 'Election night' }) name!: string;
}

export class RemoveQueueQuery {
  @TextField({ max: 64, isOptional: true, example: 'default', description: 'Where its items go. Needed while something waits in it.' }) moveTo?: string;
}

const CONDITIONS = ['rules', 'policies', 'sections', 'langs', 'kinds', 'authorKinds', 'minScore', 'reported'] as const satisfies readonly (keyof QueueConditions)[];

/** Those that were given; an empty list narrows nothing and is as good as none. */
export function conditionsIn(dto: QueueConditions | undefined): QueueConditions {
  return Object.fromEntries(CONDITIONS.flatMap((name) => (dto?.[name] === undefined || isEmpty(dto[name]) ? [] : [[name, dto[name]]])));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
