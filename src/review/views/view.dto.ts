import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsDefined, IsIn, IsObject, ValidateNested } from 'class-validator';
import { TextField } from '../../access/text-field';
import { IsLeftOutOr } from '../../platform/http/validators';
import type { Plain } from '../../platform/http/plain';
import { ITEM_SORTS, type ItemSort } from '../../store/review-filter';
import type { NamedView } from '../../store/view.store';
import { ItemFilterDto } from '../item-filter.dto';
import { PersonRefView } from '../person.view';

/** Of one person on one site. */
export const MOST_VIEWS = 50;
const LONGEST_NAME = 80;

export class AddViewDto {
  @TextField({ max: LONGEST_NAME, example: 'Election night' }) name!: string;
  @ApiProperty({ type: ItemFilterDto }) @IsDefined() @IsObject() @ValidateNested() @Type(() => ItemFilterDto) filter!: ItemFilterDto;
  @ApiPropertyOptional({ enum: ITEM_SORTS }) @IsLeftOutOr() @IsIn(ITEM_SORTS) sort?: ItemSort;
  @ApiPropertyOptional({ default: false, description: 'Colleagues see it, too.' }) @IsLeftOutOr() @IsBoolean() isShared?: boolean;
}

export class ChangeViewDto {
  @TextField({ max: LONGEST_NAME, isOptional: true }) @IsLeftOutOr() name?: string;
  @ApiPropertyOptional({ type: ItemFilterDto, description: 'Takes the place of the one it had.' }) @IsLeftOutOr() @IsObject() @ValidateNested() @Type(() => ItemFilterDto) filter?: ItemFilterDto;
  @ApiPropertyOptional({ enum: ITEM_SORTS }) @IsLeftOutOr() @IsIn(ITEM_SORTS) sort?: ItemSort;
  @ApiPropertyOptional() @IsLeftOutOr() @IsBoolean() isShared?: boolean;
}

/** A list that is looked at again and again. */
export class ViewView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'Election night' }) name!: string;
  @ApiProperty({ type: ItemFilterDto }) filter!: ItemFilterDto;
  @ApiProperty({ enum: ITEM_SORTS }) sort!: ItemSort;
  @ApiProperty({ description: 'Colleagues see it, too.' }) isShared!: boolean;
  @ApiProperty({ type: PersonRefView }) owner!: PersonRefView;
  @ApiProperty({ type: Number, nullable: true, description: 'How many items it shows now, counted to the last one; null for a view of what was decided.' }) open!: number | null;
}

export class ViewListView {
  @ApiProperty({ type: [ViewView] }) items!: ViewView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function toViewView({ id, name, filter, sort, isShared, ownerId, ownerName }: NamedView, open: number | null): Plain<ViewView> {
  return { id, name, filter: { ...filter }, sort, isShared, owner: { id: ownerId, name: ownerName }, open };
}
