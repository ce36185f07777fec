import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { PageQuery } from '../../access/page-query';
import { DECISION_ACTIONS, type DecisionAction } from '../../domain/statuses';
import { IsLeftOutOr } from '../../platform/http/validators';
import { LINE_OUTCOMES, type LineOutcome } from '../../store/bulk-line.store';
import { ON_CLAIMED, type OnClaimed } from '../../store/bulk-operation.store';
import { ItemFilterDto } from '../item-filter.dto';
import { Text } from '../texts';

export const MOST_IDS = 500;
/** Of a filter. What is more than this is another kind of work, such as a rule. */
export const MOST_LINES = 100_000;
const LAST_VERSION = 2_147_483_647;

export class SelectedItemDto {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id!: string;
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version that was seen; an item that has changed since is skipped.' }) @IsInt() @Min(1) @Max(LAST_VERSION) version!: number;
}

/** Open items: what a list with this filter shows, and perhaps only the copies of one text. */
export class BulkFilterDto extends ItemFilterDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'A comment, decided or not: only what waits with nearly its text, by whomever.' }) @IsLeftOutOr() @IsUUID() nearDuplicatesOf?: string;
}

export class BulkSelectionDto {
  @ApiPropertyOptional({ type: [SelectedItemDto], minItems: 1, maxItems: MOST_IDS, description: 'Either these items …' })
  @IsLeftOutOr() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST_IDS) @ValidateNested({ each: true }) @Type(() => SelectedItemDto) ids?: SelectedItemDto[];
  @ApiPropertyOptional({ type: BulkFilterDto, description: `… or all open items that a filter finds, at most ${MOST_LINES.toLocaleString('en')}.` })
  @IsLeftOutOr() @IsObject() @ValidateNested() @Type(() => BulkFilterDto) filter?: BulkFilterDto;
  @ApiPropertyOptional({ format: 'uuid', description: 'With a filter: the dry run whose list is meant, for an hour after it. The operation keeps its id.' }) @IsLeftOutOr() @IsUUID() frozen?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'With a filter and without a dry run: how many it is expected to find. 409 `count_differs` when they are more than a tenth more or fewer.' })
  @IsLeftOutOr() @IsInt() @Min(0) @Max(LAST_VERSION) expectedCount?: number;
}

export class StartBulkDto {
  @ApiProperty({ enum: DECISION_ACTIONS }) @IsIn(DECISION_ACTIONS) action!: DecisionAction;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 64, example: 'spam', description: 'A policy of the site. A rejection needs one.' }) @IsOptional() @Text(64) reasonCode?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2_000, description: 'For colleagues; never leaves the desk.' }) @IsOptional() @Text(2_000) note?: string | null;
  @ApiProperty({ type: BulkSelectionDto }) @IsObject() @ValidateNested() @Type(() => BulkSelectionDto) selection!: BulkSelectionDto;
  @ApiPropertyOptional({ enum: ON_CLAIMED, default: 'skip', description: 'What becomes of items that somebody else holds. `override` needs the permission review.override.' }) @IsLeftOutOr() @IsIn(ON_CLAIMED) onClaimed: OnClaimed = 'skip';
  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Only say what it would do, and freeze the list.' }) @IsLeftOutOr() @IsBoolean() dryRun = false;
}

export class BulkResultsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: LINE_OUTCOMES }) @IsLeftOutOr() @IsIn(LINE_OUTCOMES) outcome?: LineOutcome;
}
