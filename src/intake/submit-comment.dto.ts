import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsIP, IsObject, IsOptional, IsString, IsUrl, IsUUID, Length, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { AUTHOR_KINDS, type AuthorKind, type BodyFormat, TEXT_FORMATS } from '../domain/statuses';
import { IsEmailAddress, IsInstant, IsPlainText } from '../platform/http/validators';

/** Ids of the site's own: any text that fits into an index. */
export const LONGEST_SITE_ID = 200;
/** No body of any site is longer; each site's own limit is checked where the site is known. */
export const LONGEST_BODY = 50_000;

const URL_OPTIONS = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

export class SubmittedArticleDto {
  @ApiProperty({ example: 'caracas-2026-02-22', maxLength: LONGEST_SITE_ID }) @IsPlainText() @Length(1, LONGEST_SITE_ID) id!: string;
  @ApiPropertyOptional({ maxLength: 500 }) @IsOptional() @IsPlainText() @MaxLength(500) title?: string;
  @ApiPropertyOptional({ maxLength: 2_000, format: 'uri' }) @IsOptional() @IsUrl(URL_OPTIONS) @MaxLength(2_000) url?: string;
  @ApiPropertyOptional({ example: 'world', maxLength: 100 }) @IsOptional() @IsPlainText() @MaxLength(100) section?: string;
  @ApiPropertyOptional({ type: [String], maxItems: 50 }) @IsOptional() @IsArray() @ArrayMaxSize(50) @IsPlainText({ each: true }) @MaxLength(100, { each: true }) tags?: string[];
  @ApiPropertyOptional({ example: 'en', maxLength: 35 }) @IsOptional() @IsPlainText() @MaxLength(35) lang?: string;
  @ApiPropertyOptional({ format: 'date-time' }) @IsOptional() @IsInstant() publishedAt?: string;
}

export class SubmittedAuthorDto {
  @ApiPropertyOptional({ example: 'u-7', maxLength: LONGEST_SITE_ID, description: "The site's own id; absent for an anonymous author." }) @IsOptional() @IsPlainText() @Length(1, LONGEST_SITE_ID) id?: string;
  @ApiPropertyOptional({ example: 'Ana', maxLength: 200 }) @IsOptional() @IsPlainText() @MaxLength(200) name?: string;
  @ApiPropertyOptional({ enum: AUTHOR_KINDS, description: 'Default: registered with an id, anonymous without.' }) @IsOptional() @IsIn(AUTHOR_KINDS) kind?: AuthorKind;
  @ApiPropertyOptional({ type: [String], maxItems: 20 }) @IsOptional() @IsArray() @ArrayMaxSize(20) @IsPlainText({ each: true }) @MaxLength(50, { each: true }) roles?: string[];
  @ApiPropertyOptional({ format: 'email', maxLength: 320, description: 'Kept only as a keyed hash.' }) @IsOptional() @IsEmailAddress() @MaxLength(320) email?: string;
  @ApiPropertyOptional() @IsOptional() @IsBoolean() emailVerified?: boolean;
  @ApiPropertyOptional({ format: 'date-time' }) @IsOptional() @IsInstant() registeredAt?: string;
}

export class SubmittedRequestDto {
  @ApiPropertyOptional({ example: '203.0.113.9', description: "The reader's address; kept only as a keyed hash." }) @IsOptional() @IsIP() ip?: string;
  @ApiPropertyOptional({ maxLength: 1_000 }) @IsOptional() @IsPlainText() @MaxLength(1_000) userAgent?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 86_400_000, description: 'Milliseconds between opening the form and sending it.' }) @IsOptional() @IsInt() @Min(0) @Max(86_400_000) formTimeMs?: number;
  @ApiPropertyOptional({ maxLength: 1_000, description: 'What stood in a field that people do not see.' }) @IsOptional() @IsString() @MaxLength(1_000) honeypot?: string;
  @ApiPropertyOptional({ maxLength: 200, description: 'Kept only as a keyed hash.' }) @IsOptional() @IsPlainText() @MaxLength(200) deviceId?: string;
  @ApiPropertyOptional({ example: 'web', maxLength: 50 }) @IsOptional() @IsPlainText() @MaxLength(50) channel?: string;
  @ApiPropertyOptional({ example: 'VE', maxLength: 2 }) @IsOptional() @IsPlainText() @Length(2, 2) country?: string;
  @ApiPropertyOptional({ example: 'AS64500', maxLength: 20 }) @IsOptional() @IsPlainText() @MaxLength(20) asn?: string;
}

export class SubmitCommentDto {
  @ApiPropertyOptional({ example: 'c-1001', maxLength: LONGEST_SITE_ID, description: "The site's own id of the comment, unique per site." }) @IsOptional() @IsPlainText() @Length(1, LONGEST_SITE_ID) externalId?: string;
  @ApiProperty({ type: SubmittedArticleDto }) @IsObject() @ValidateNested() @Type(() => SubmittedArticleDto) article!: SubmittedArticleDto;
  @ApiPropertyOptional({ type: SubmittedAuthorDto }) @IsOptional() @IsObject() @ValidateNested() @Type(() => SubmittedAuthorDto) author?: SubmittedAuthorDto;
  @ApiPropertyOptional({ maxLength: 500 }) @IsOptional() @IsPlainText() @MaxLength(500) title?: string;
  @ApiProperty({ minLength: 1, maxLength: LONGEST_BODY, description: 'At most the limit of the site, 10,000 UTF-16 units unless set otherwise.' }) @IsPlainText() @Length(1, LONGEST_BODY) body!: string;
  @ApiPropertyOptional({ enum: TEXT_FORMATS, default: 'text' }) @IsOptional() @IsIn(TEXT_FORMATS) format?: BodyFormat;
  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true }) @IsOptional() @IsUUID() parentId?: string | null;
  @ApiPropertyOptional({ type: SubmittedRequestDto }) @IsOptional() @IsObject() @ValidateNested() @Type(() => SubmittedRequestDto) request?: SubmittedRequestDto;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'Returned as it came; at most 4 kB as JSON.' }) @IsOptional() @IsObject() metadata?: Record<string, unknown>;
  @ApiPropertyOptional({ maxLength: 1_000, description: 'Only from readers: from a 409 `nudge`, for the same text.' }) @IsOptional() @IsString() @Length(1, 1_000) nudgeToken?: string;
}

export class EditCommentDto {
  @ApiProperty({ minLength: 1, maxLength: LONGEST_BODY }) @IsPlainText() @Length(1, LONGEST_BODY) body!: string;
  @ApiPropertyOptional({ maxLength: 500 }) @IsOptional() @IsPlainText() @MaxLength(500) title?: string;
}
