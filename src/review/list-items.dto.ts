import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { ITEM_SORTS, type ItemSort } from '../store/review-filter';
import { ItemFilterDto } from './item-filter.dto';
import { ReviewItemView } from './item.view';
import { Text } from './texts';

export class ListItemsQuery extends ItemFilterDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'A saved view; what else is asked for goes before what it says.' }) @IsOptional() @IsUUID() view?: string;
  @ApiPropertyOptional({ enum: ITEM_SORTS, description: 'Open items by priority unless asked otherwise, resolved ones newest first; those have no priority any more.' })
  @IsOptional() @IsIn(ITEM_SORTS) sort?: ItemSort;
  @ApiPropertyOptional({ maxLength: 300 }) @IsOptional() @Text(300) cursor?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit = 50;
}

export class ItemListView {
  @ApiProperty({ type: [ReviewItemView] }) items!: ReviewItemView[];
  @ApiProperty({ type: String, nullable: true, description: 'Where the next page begins; null at the end. Of decided items a page looks through a window, so it may be short, even empty, and still have a next one.' }) nextCursor!: string | null;
}
