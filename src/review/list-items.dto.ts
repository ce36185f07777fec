import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { ITEM_STATES, type ItemState } from '../domain/statuses';
import { ITEM_SORTS, type ItemSort } from '../store/review-list.store';
import { ReviewItemView } from './item.view';
import { Text } from './texts';

export const CLAIMED = ['true', 'false', 'me'] as const;

export class ListItemsQuery {
  @ApiPropertyOptional({ maxLength: 64, example: 'spam' }) @IsOptional() @Text(64) queue?: string;
  @ApiPropertyOptional({ enum: ITEM_STATES, default: 'open' }) @IsOptional() @IsIn(ITEM_STATES) state: ItemState = 'open';
  @ApiPropertyOptional({ maxLength: 255, description: 'The site\'s own id of an article.' }) @IsOptional() @Text(255) article?: string;
  @ApiPropertyOptional({ maxLength: 255, description: 'The site\'s own id of an author.' }) @IsOptional() @Text(255) author?: string;
  @ApiPropertyOptional({ enum: CLAIMED, description: '`true`: somebody holds it now, `me`: you do.' }) @IsOptional() @IsIn(CLAIMED) claimed?: (typeof CLAIMED)[number];
  @ApiPropertyOptional({ enum: ITEM_SORTS, description: 'Open items by priority unless asked otherwise, resolved ones newest first; those have no priority any more.' })
  @IsOptional() @IsIn(ITEM_SORTS) sort?: ItemSort;
  @ApiPropertyOptional({ maxLength: 300 }) @IsOptional() @Text(300) cursor?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit = 50;
}

export class ItemListView {
  @ApiProperty({ type: [ReviewItemView] }) items!: ReviewItemView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
