import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, Max, MaxLength, Min } from 'class-validator';
import { COMMENTS_MODES, type CommentsMode } from '../domain/statuses';
import type { Plain } from '../platform/http/plain';
import { IsInstant, IsLeftOutOr, IsPlainText } from '../platform/http/validators';
import type { ArticleCounts, ArticleSort, ListedArticle } from '../store/article-list.store';
import { SURGE_KINDS, type SurgeKind, type SurgeRow } from '../store/surge.store';
import { ArticleView, articleView } from './article.view';

const SORTS = ['newest', 'busiest', 'waiting'] as const satisfies readonly ArticleSort[];
const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };
const flag = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? (FLAGS[value] ?? value) : value);

export class ListArticlesQuery {
  @ApiPropertyOptional({ maxLength: 200, description: 'Part of the title, the address or the id.' }) @IsOptional() @IsPlainText() @MaxLength(200) q?: string;
  @ApiPropertyOptional({ maxLength: 100 }) @IsOptional() @IsPlainText() @MaxLength(100) section?: string;
  @ApiPropertyOptional({ enum: COMMENTS_MODES, description: 'As it is now: an article whose time is over is closed.' }) @IsOptional() @IsIn(COMMENTS_MODES) mode?: CommentsMode;
  @ApiPropertyOptional({ type: Boolean }) @IsOptional() @Transform(flag) @IsBoolean() watched?: boolean;
  @ApiPropertyOptional({ type: Boolean, description: 'Whether something unusual is going on under it.' }) @IsOptional() @Transform(flag) @IsBoolean() surging?: boolean;
  @ApiPropertyOptional({ enum: SORTS, default: 'newest', description: 'busiest: by comments of the last 24 hours. waiting: by what waits at the desk.' }) @IsOptional() @IsIn(SORTS) sort: ArticleSort = 'newest';
  @ApiPropertyOptional({ maxLength: 400 }) @IsOptional() @IsPlainText() @MaxLength(400) cursor?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit = 50;
}

/** What the desk decides of an article; what is left out stays. */
export class ChangeArticleDto {
  @ApiPropertyOptional({ enum: COMMENTS_MODES }) @IsLeftOutOr() @IsIn(COMMENTS_MODES) commentsMode?: CommentsMode;
  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description: 'Comments close then by themselves; null: they do not.' }) @IsOptional() @IsInstant() closesAt?: string | null;
  @ApiPropertyOptional({ description: 'Whether it stands on the watch list of the desk.' }) @IsLeftOutOr() @IsBoolean() isWatched?: boolean;
}

export class ArticleCountsView {
  @ApiProperty() published!: number;
  @ApiProperty() held!: number;
  @ApiProperty() rejected!: number;
  @ApiProperty({ description: 'Comments with reports that wait at the desk.' }) reported!: number;
  @ApiProperty({ description: 'Open items at the desk.' }) waiting!: number;
}

export class SurgeView {
  @ApiProperty({ format: 'date-time' }) since!: string;
  @ApiProperty({ enum: SURGE_KINDS, description: 'Comments come far faster than usual, or far more of them are withheld.' }) kind!: SurgeKind;
  @ApiProperty({ description: 'In the last hour that was looked at: comments, or withheld ones.' }) perHour!: number;
  @ApiProperty({ description: 'What would be usual: comments in an hour, or withheld ones among as many comments.' }) usualPerHour!: number;
}

export class ListedArticleView extends ArticleView {
  @ApiProperty({ type: ArticleCountsView, description: 'Counted in the moment of reading.' }) counts!: ArticleCountsView;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastCommentAt!: string | null;
  @ApiProperty({ type: SurgeView, nullable: true, description: 'Null while nothing is unusual.' }) surge!: SurgeView | null;
}

export class ArticleListView {
  @ApiProperty({ type: [ListedArticleView] }) items!: ListedArticleView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export interface AboutArticle {
  readonly counts: ArticleCounts | undefined;
  readonly surges: readonly SurgeRow[];
}

export function listedArticleView(row: ListedArticle, { counts, surges }: AboutArticle): ListedArticleView {
  const article: Plain<ArticleView> = articleView(row);
  return {
    ...article,
    counts: { published: counts?.published ?? 0, held: counts?.held ?? 0, rejected: counts?.rejected ?? 0, reported: counts?.reported ?? 0, waiting: counts?.waiting ?? 0 },
    lastCommentAt: counts?.last_comment_at?.toISOString() ?? null,
    surge: surgeView(surges),
  };
}

/** Of two, the withheld ones: they are what needs people. */
function surgeView(surges: readonly SurgeRow[]): SurgeView | null {
  const surge = surges.find(({ kind }) => kind === 'holds') ?? surges[0];
  if (surge === undefined) return null;
  const { kind, comments, withheld, usual } = surge;
  const [perHour, usually] = kind === 'holds' ? [withheld, usual * comments] : [comments, usual];
  return { since: surge.since.toISOString(), kind, perHour, usualPerHour: Math.round(usually * 10) / 10 };
}
