import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { TextField } from '../../access/text-field';
import type { Plain } from '../../platform/http/plain';
import { IsLeftOutOr, IsPlainText } from '../../platform/http/validators';
import type { TemplateRow } from '../../store/template.store';
import { LANGUAGE_TAG } from '../policies/titles';

/** Of a site. */
export const MOST_TEMPLATES = 200;
/** As long as the message of a decision. */
const LONGEST_BODY = 2_000;
const lang = { pattern: LANGUAGE_TAG.source, maxLength: 35, example: 'de' };
const body = { minLength: 1, maxLength: LONGEST_BODY, example: 'Hello {{author}}, we did not publish your comment under “{{article}}”: {{policy}}. ### your own words ###', description: 'May name {{author}}, {{comment}}, {{policy}}, {{article}} and {{site}}. What stands between ### must be written by hand before the message can leave.' };
const policyId = { type: String, nullable: true, maxLength: 64, example: 'spam', description: 'The policy it is offered with; null: any.' } as const;

export class AddTemplateDto {
  @TextField({ max: 100, example: 'Advertising, friendly' }) name!: string;
  @ApiPropertyOptional(policyId) @IsOptional() @IsPlainText() @MaxLength(64) policyId?: string | null;
  @ApiProperty(lang) @Matches(LANGUAGE_TAG, { message: '$property must be a language tag such as de or pt-BR' }) @MaxLength(35) lang!: string;
  @ApiProperty(body) @MaxLength(LONGEST_BODY) @MinLength(1) @IsPlainText() body!: string;
}

export class ChangeTemplateDto {
  @TextField({ max: 100, isOptional: true }) @IsLeftOutOr() name?: string;
  @ApiPropertyOptional(policyId) @IsOptional() @IsPlainText() @MaxLength(64) policyId?: string | null;
  @ApiPropertyOptional(lang) @IsLeftOutOr() @Matches(LANGUAGE_TAG, { message: '$property must be a language tag such as de or pt-BR' }) @MaxLength(35) lang?: string;
  @ApiPropertyOptional(body) @IsLeftOutOr() @MaxLength(LONGEST_BODY) @MinLength(1) @IsPlainText() body?: string;
}

export class ListTemplatesQuery {
  @ApiPropertyOptional(lang) @IsLeftOutOr() @Matches(LANGUAGE_TAG) @MaxLength(35) lang?: string;
  @ApiPropertyOptional({ maxLength: 64, description: 'Only those of this policy.' }) @IsLeftOutOr() @IsPlainText() @MaxLength(64) policy?: string;
}

export class RenderTemplateDto {
  @ApiProperty({ format: 'uuid', description: 'The review item to write about.' }) @IsUUID() itemId!: string;
  @ApiPropertyOptional({ maxLength: 64, description: "The reason that was picked; the template's own policy or the item's without it." }) @IsLeftOutOr() @IsPlainText() @MaxLength(64) policyId?: string;
}

export class RenderedView {
  @ApiProperty({ description: 'Send it as the `message` of a decision, once nothing is unresolved.' }) text!: string;
  @ApiProperty({ type: [String], example: ['### your own words ###'], description: 'What is left to write by hand, as it stands in the text.' }) unresolved!: readonly string[];
}

export class TemplateView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true }) policyId!: string | null;
  @ApiProperty(lang) lang!: string;
  @ApiProperty() body!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time' }) updatedAt!: string;
}

export class TemplateListView {
  @ApiProperty({ type: [TemplateView] }) items!: TemplateView[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: a site has few templates.' }) nextCursor!: string | null;
}

export function templateView(row: TemplateRow): Plain<TemplateView> {
  return { id: row.id, name: row.name, policyId: row.policy_id, lang: row.lang, body: row.body, createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString() };
}
