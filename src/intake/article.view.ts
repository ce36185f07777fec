import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsUrl, MaxLength } from 'class-validator';
import { COMMENTS_MODES, type CommentsMode } from '../domain/statuses';
import { IsInstant, IsPlainText } from '../platform/http/validators';
import type { ArticleRow } from '../store/article.store';
import { isClosed } from './surroundings';

/** The whole article: what is left out is emptied, as PUT does. */
export class PutArticleDto {
  @ApiPropertyOptional({ maxLength: 500 }) @IsOptional() @IsPlainText() @MaxLength(500) title?: string;
  @ApiPropertyOptional({ maxLength: 2_000, format: 'uri' }) @IsOptional() @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] }) @MaxLength(2_000) url?: string;
  @ApiPropertyOptional({ maxLength: 100 }) @IsOptional() @IsPlainText() @MaxLength(100) section?: string;
  @ApiPropertyOptional({ type: [String], maxItems: 50 }) @IsOptional() @IsArray() @ArrayMaxSize(50) @IsPlainText({ each: true }) @MaxLength(100, { each: true }) tags?: string[];
  @ApiPropertyOptional({ maxLength: 35 }) @IsOptional() @IsPlainText() @MaxLength(35) lang?: string;
  @ApiPropertyOptional({ format: 'date-time' }) @IsOptional() @IsInstant() publishedAt?: string;
  @ApiPropertyOptional({ enum: COMMENTS_MODES, default: 'open' }) @IsOptional() @IsIn(COMMENTS_MODES) commentsMode?: CommentsMode;
  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description: 'Comments close then by themselves.' }) @IsOptional() @IsInstant() closesAt?: string | null;
}

export class ArticleView {
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true }) title!: string | null;
  @ApiProperty({ type: String, nullable: true }) url!: string | null;
  @ApiProperty({ type: String, nullable: true }) section!: string | null;
  @ApiProperty({ type: [String] }) tags!: readonly string[];
  @ApiProperty({ type: String, nullable: true }) lang!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) publishedAt!: string | null;
  @ApiProperty({ enum: COMMENTS_MODES }) commentsMode!: CommentsMode;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closesAt!: string | null;
  @ApiProperty({ description: 'Whether the time for comments is over, or somebody closed them.' }) isClosed!: boolean;
  @ApiProperty({ description: 'Whether it stands on the watch list of the desk.' }) isWatched!: boolean;
  @ApiProperty() version!: number;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export function articleView(row: ArticleRow, now = new Date()): ArticleView {
  return {
    id: row.id,
    title: row.title,
    url: row.url,
    section: row.section,
    tags: row.tags,
    lang: row.lang,
    publishedAt: row.published_at?.toISOString() ?? null,
    commentsMode: row.comments_mode,
    closesAt: row.closes_at?.toISOString() ?? null,
    isClosed: isClosed(row, now),
    isWatched: row.is_watched,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  };
}
