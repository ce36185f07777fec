import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsNumber, Max, Min } from 'class-validator';
import { ITEM_KINDS, ITEM_STATES, type ItemKind, type ItemState } from '../domain/statuses';
import { IsLeftOutOr } from '../platform/http/validators';
import { Text } from './texts';

/** `me` in a saved view is whoever looks through it. */
export const CLAIMED = ['true', 'false', 'me'] as const;
/** In a saved view: of whoever looks through it. */
export const SECTIONS = ['mine'] as const;
export const SNOOZED = ['true', 'false', 'any'] as const;
const LANG = 16;

const Words = (max: number, options: ApiPropertyOptions = {}): PropertyDecorator => applyDecorators(ApiPropertyOptional({ type: String, maxLength: max, ...options }), IsLeftOutOr(), Text(max));

/** In an address everything is text, in a body `true` is true: both are taken. */
const asBoolean = ({ value }: { readonly value: unknown }): unknown => (value === 'true' ? true : value === 'false' ? false : value);
const asText = ({ value }: { readonly value: unknown }): unknown => (typeof value === 'boolean' ? String(value) : value);

const YesOrNo = (description: string): PropertyDecorator => applyDecorators(ApiPropertyOptional({ type: Boolean, description }), IsLeftOutOr(), Transform(asBoolean), IsBoolean());
const OneOf = (values: readonly string[], description: string): PropertyDecorator => applyDecorators(ApiPropertyOptional({ enum: values, description }), IsLeftOutOr(), Transform(asText), IsIn(values));

/** Which review items: in lists, saved views, claims and bulk operations. What is left out does not narrow. */
export class ItemFilterDto {
  @Words(64, { example: 'spam' }) queue?: string;
  @ApiPropertyOptional({ enum: ITEM_STATES, default: 'open' }) @IsLeftOutOr() @IsIn(ITEM_STATES) state?: ItemState;
  @ApiPropertyOptional({ enum: ITEM_KINDS }) @IsLeftOutOr() @IsIn(ITEM_KINDS) kind?: ItemKind;
  @Words(255, { description: 'The site\'s own id of an article.' }) article?: string;
  @Words(255, { description: 'The site\'s own id of an author.' }) author?: string;
  @Words(255, { description: 'Of the article, as it was when the item was opened.' }) section?: string;
  @OneOf(SECTIONS, 'Those that the caller looks after; all of them for whoever looks after none in particular.') sections?: (typeof SECTIONS)[number];
  @Words(128, { example: 'spam-links', description: 'A rule that fired on the text, whether or not it was the reason.' }) rule?: string;
  @Words(128, { example: 'spam.links' }) policy?: string;
  @Words(LANG, { example: 'de', description: 'Of the text where rules look at it, else of the article.' }) lang?: string;
  @Words(40) tag?: string;
  @ApiPropertyOptional({ type: Number, minimum: 0, maximum: 1_000_000, description: 'Points.' }) @IsLeftOutOr() @Type(() => Number) @IsNumber() @Min(0) @Max(1_000_000) minScore?: number;
  @OneOf(CLAIMED, '`true`: somebody holds it now, `me`: you do.') claimed?: (typeof CLAIMED)[number];
  @YesOrNo('Past the time limit of its queue; for what was decided: decided too late.') overdue?: boolean;
  @YesOrNo('Escalated by somebody, or by being skipped three times.') escalated?: boolean;
  @OneOf(SNOOZED, '`true`: only what is put off until later; `any`: with it. Left out, it is left out.') snoozed?: (typeof SNOOZED)[number];
  @YesOrNo('Readers have reported it.') reported?: boolean;
  @Words(200, { description: 'Words of the text, each at least its beginning. Open items only.' }) q?: string;
}

/** The names of the filter's members. */
export const FILTER_MEMBERS = ['queue', 'state', 'kind', 'article', 'author', 'section', 'sections', 'rule', 'policy', 'lang', 'tag', 'minScore', 'claimed', 'overdue', 'escalated', 'snoozed', 'reported', 'q'] as const satisfies readonly (keyof ItemFilterDto)[];

/** What a caller asks for, in an address, a body or a saved view. */
export type AskedFilter = Pick<ItemFilterDto, (typeof FILTER_MEMBERS)[number]>;
