import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Length, Max, MaxLength, Min } from 'class-validator';
import type { Actor, Site } from '../domain/actor';
import { invalidField } from '../domain/errors';
import { COMMENT_STATUSES, type CommentStatus } from '../domain/statuses';
import type { VerdictAction } from '../domain/transitions';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { decodeCursor, isUuid, type Page, page } from '../platform/http/pages';
import { IsInstant, IsPlainText } from '../platform/http/validators';
import { CommentStore } from '../store/comment.store';
import { type CommentView, readView } from './comment.view';

const JUDGED = ['published', 'held', 'rejected'] as const;

/** A flag is published with a word to the moderators. */
const VERDICTS: Readonly<Record<(typeof JUDGED)[number], readonly VerdictAction[]>> = { published: ['publish', 'flag'], held: ['hold'], rejected: ['reject'] };

export class SearchCommentsQuery {
  @ApiPropertyOptional({ maxLength: 200 }) @IsOptional() @IsPlainText() @MaxLength(200) article?: string;
  @ApiPropertyOptional({ maxLength: 200 }) @IsOptional() @IsPlainText() @MaxLength(200) author?: string;
  @ApiPropertyOptional({ enum: COMMENT_STATUSES }) @IsOptional() @IsIn(COMMENT_STATUSES) status?: CommentStatus;
  @ApiPropertyOptional({ enum: JUDGED, description: 'What the rules made of its latest text, whatever people decided since.' }) @IsOptional() @IsIn(JUDGED) judged?: (typeof JUDGED)[number];
  @ApiPropertyOptional({ minLength: 2, maxLength: 200, description: 'Words as they stand in the text, whatever their case.' }) @IsOptional() @IsPlainText() @Length(2, 200) q?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Submitted then or later.' }) @IsOptional() @IsInstant() from?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Submitted before.' }) @IsOptional() @IsInstant() to?: string;
  @ApiPropertyOptional({ maxLength: 400 }) @IsOptional() @IsPlainText() @MaxLength(400) cursor?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit = 50;
}

/** Comments of the site, newest first, a page at a time. */
@Injectable()
export class SearchComments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly comments: CommentStore,
  ) {}

  async execute(site: Site, actor: Actor, query: SearchCommentsQuery): Promise<Page<CommentView>> {
    const found = await this.comments.search(this.work.reads, site.id, {
      articleId: query.article ?? null,
      authorId: query.author ?? null,
      status: query.status ?? null,
      verdicts: query.judged === undefined ? null : VERDICTS[query.judged],
      text: query.q ?? null,
      from: query.from === undefined ? null : new Date(query.from),
      to: query.to === undefined ? null : new Date(query.to),
      before: query.cursor === undefined ? null : idOf(query.cursor),
      limit: query.limit,
    });
    return page(found, query.limit, (row) => readView(row, actor), ({ id }) => [id]);
  }
}

/** The id inside a cursor of a list that is ordered by id. */
export function idOf(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isUuid(id)) throw invalidField('?cursor', 'This is not a cursor of this list.');
  return id;
}
