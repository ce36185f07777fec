import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, MaxLength } from 'class-validator';
import { MAX_TEXT_BYTES } from '../../engine/language/parse';
import { IsLeftOutOr, IsPlainText } from '../../platform/http/validators';
import { RulePersonView } from '../person.view';

/** What the body of a route on drafts may weigh: a megabyte of YAML, written as JSON. */
export const DRAFT_BYTES = 3 * 1024 * 1024;

/** A rule set as text or as a value: one of the two. */
export class RuleSetSourceDto {
  @ApiPropertyOptional({ maxLength: MAX_TEXT_BYTES, description: 'YAML (or JSON) text; comments are kept. The same as sending it as `application/yaml`.' })
  @IsLeftOutOr() @IsPlainText() @MaxLength(MAX_TEXT_BYTES) yaml?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'The rule set as a value, instead of `yaml`.' })
  @IsLeftOutOr() @IsObject() document?: Record<string, unknown>;
}

export class PutRuleDto {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The rule, as the rule language describes it; its `id` is that of the address.' })
  @IsObject() rule!: Record<string, unknown>;
}

export class PutListDto {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The list; its `id` is that of the address. Without `entries` it keeps those it has.' })
  @IsObject() list!: Record<string, unknown>;
}

export class DraftView {
  @ApiProperty({ type: 'object', additionalProperties: true }) document!: Record<string, unknown>;
  @ApiProperty({ description: 'As it was written, comments included.' }) yaml!: string;
  @ApiProperty({ description: 'The version that ran when the draft was begun.' }) basedOn!: number;
  @ApiProperty({ description: 'Whether it says anything else than the running version.' }) isChanged!: boolean;
  @ApiProperty({ description: 'The number in its ETag.' }) version!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) updatedAt!: string | null;
  @ApiProperty({ type: RulePersonView, nullable: true }) updatedBy!: RulePersonView | null;
}
