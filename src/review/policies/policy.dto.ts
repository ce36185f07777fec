import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { TextField } from '../../access/text-field';
import type { Plain } from '../../platform/http/plain';
import { IsLeftOutOr, IsPlainText } from '../../platform/http/validators';
import type { PolicyRow } from '../../store/policy.store';
import { IsTitles, LONGEST_TITLE, MOST_TITLES } from './titles';

/** Of a site. The picker at the desk has nine digits; a list longer than this helps nobody. */
export const MOST_POLICIES = 100;
const ID = /^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*$/;
const titles = { type: 'object', additionalProperties: { type: 'string', minLength: 1, maxLength: LONGEST_TITLE }, maxProperties: MOST_TITLES, example: { de: 'Werbung', fr: 'Publicité' } } as const;

export class AddPolicyDto {
  @ApiProperty({ minLength: 1, maxLength: 64, pattern: ID.source, example: 'advertising', description: 'What decisions name, for good. Rules may name parts of it, such as `spam.links`.' })
  @Matches(ID, { message: '$property must be small letters, digits and dashes, with dots between its parts' }) @MaxLength(64) id!: string;
  @TextField({ max: LONGEST_TITLE, example: 'Advertising' }) title!: string;
  @ApiPropertyOptional({ ...titles, description: 'The title in languages of readers, by language tag.' }) @IsLeftOutOr() @IsTitles() titles?: Record<string, string>;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2_000, description: 'For moderators: what falls under it.' }) @IsOptional() @IsPlainText() @MaxLength(2_000) description?: string | null;
  @ApiPropertyOptional({ default: false, description: 'Spam needs no statement of reasons.' }) @IsLeftOutOr() @IsBoolean() isSpam?: boolean;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_POLICIES, description: 'Its place among the policies in use; last without it.' }) @IsLeftOutOr() @IsInt() @Min(1) @Max(MOST_POLICIES) position?: number;
  @ApiPropertyOptional({ default: true }) @IsLeftOutOr() @IsBoolean() isActive?: boolean;
}

export class ChangePolicyDto {
  @TextField({ max: LONGEST_TITLE, isOptional: true }) @IsLeftOutOr() title?: string;
  @ApiPropertyOptional({ ...titles, description: 'Takes the place of all titles it had.' }) @IsLeftOutOr() @IsTitles() titles?: Record<string, string>;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2_000 }) @IsOptional() @IsPlainText() @MaxLength(2_000) description?: string | null;
  @ApiPropertyOptional() @IsLeftOutOr() @IsBoolean() isSpam?: boolean;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_POLICIES, description: 'The others make room. Beyond the last is last.' }) @IsLeftOutOr() @IsInt() @Min(1) @Max(MOST_POLICIES) position?: number;
  @ApiPropertyOptional({ description: 'Switched off, no new decision can name it, and it comes after all that are in use.' }) @IsLeftOutOr() @IsBoolean() isActive?: boolean;
}

export class PolicyView {
  @ApiProperty({ example: 'spam', description: 'The reason code of a decision.' }) id!: string;
  @ApiProperty({ example: 'Spam' }) title!: string;
  @ApiProperty(titles) titles!: Record<string, string>;
  @ApiProperty({ type: String, nullable: true, description: 'For moderators: what falls under it.' }) description!: string | null;
  @ApiProperty({ description: 'Spam needs no statement of reasons.' }) isSpam!: boolean;
  @ApiProperty({ minimum: 1, description: 'The digit that picks it at the desk, for the first nine.' }) position!: number;
  @ApiProperty({ description: 'Whether new decisions may name it.' }) isActive!: boolean;
}

export class PolicyListView {
  @ApiProperty({ type: [PolicyView] }) items!: PolicyView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function policyView({ id, title, titles, description, is_spam: isSpam, position, is_active: isActive }: PolicyRow): Plain<PolicyView> {
  return { id, title, titles: { ...titles }, description, isSpam, position, isActive };
}
