import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Length, Max, MaxLength, Min } from 'class-validator';
import type { Actor, Site } from '../domain/actor';
import { invalidField } from '../domain/errors';
import type { CommentId } from '../domain/ids';
import { COMMENT_STATUSES, type CommentStatus } from '../domain/statuses';
import type { VerdictAction } from '../domain/transitions';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { decodeCursor, isUuid, type Page, page } from '../platform/http/pages';
import { IsInstant, IsPlainText } from '../platform/http/validators';
import { type CommentFilter, CommentSearchStore } from '../store/comment-search.store';
import { CommentStore } from '../store/comment.store';
import { askedWords, searchQuery } from '../store/search-words';
import { type CommentView, readView } from './comment.view';
import { wordsOf } from './words-of';

const JUDGED = ['published', 'held', 'rejected'] as const;

/** A flag is published with a word to the moderators. */
const VERDICTS: Readonly<Record<(typeof JUDGED)[number], readonly VerdictAction[]>> = { published: ['publish', 'flag'], held: ['hold'], rejected: ['reject'] };

export class SearchCommentsQuery {
  @ApiPropertyOptional({ maxLength: 200 }) @IsOptional() @IsPlainText() @MaxLength(200) article?: string;
  @ApiPropertyOptional({ maxLength: 200 }) @IsOptional() @IsPlainText() @MaxLength(200) author?: string;
  @ApiPropertyOptional({ enum: COMMENT_STATUSES }) @IsOptional() @IsIn(COMMENT_STATUSES) status?: CommentStatus;
  @ApiPropertyOptional({ enum: JUDGED, description: 'What the rules made of its latest text, whatever people decided since.' }) @IsOptional() @IsIn(JUDGED) judged?: (typeof JUDGED)[number];
  @ApiPropertyOptional({ minLength: 2, maxLength: 200, description: 'Comments in which each of these words begins a word of the title or the text, whatever their case and accents.' }) @IsOptional() @IsPlainText() @Length(2, 200) q?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Submitted then or later.' }) @IsOptional() @IsInstant() from?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Submitted before.' }) @IsOptional() @IsInstant() to?: string;
  @ApiPropertyOptional({ maxLength: 400 }) @IsOptional() @IsPlainText() @MaxLength(400) cursor?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit = 50;
}

/** So many of the latest comments may not have been read for their words yet; they are looked through one by one. */
const UNREAD = 500;

/** Comments of the site, newest first, a page at a time. */
@Injectable()
export class SearchComments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly comments: CommentStore,
    private readonly search: CommentSearchStore,
  ) {}

  async execute(site: Site, actor: Actor, query: SearchCommentsQuery): Promise<Page<CommentView>> {
    const filter: CommentFilter = {
      articleId: query.article ?? null,
      authorId: query.author ?? null,
      status: query.status ?? null,
      verdicts: query.judged === undefined ? null : VERDICTS[query.judged],
      from: query.from === undefined ? null : new Date(query.from),
      to: query.to === undefined ? null : new Date(query.to),
      before: query.cursor === undefined ? null : idOf(query.cursor),
    };
    // One more than the page holds tells whether there is another.
    const limit = query.limit + 1;
    const ids = query.q === undefined ? await this.search.latest(this.work.reads, site.id, filter, limit) : await this.byWords(site, filter, { question: query.q, limit });
    const rows = await this.comments.findMany(this.work.reads, site.id, ids);
    return page(rows.sort((a, b) => (a.id < b.id ? 1 : -1)), query.limit, (row) => readView(row, { site, actor }), ({ id }) => [id]);
  }

  private async byWords(site: Site, filter: CommentFilter, { question, limit }: { readonly question: string; readonly limit: number }): Promise<CommentId[]> {
    const [words, query] = [askedWords(question), searchQuery(question)];
    if (query === null) throw invalidField('?q', 'There is no word in this.');
    const { reads } = this.work;
    const [unread, read] = await Promise.all([this.search.unread(reads, site.id, filter, UNREAD), this.search.withWords(reads, site.id, filter, { query, limit })]);
    const ids = new Set([...unread.filter((text) => hasAll(wordsOf(text), words)).map(({ id }) => id), ...read]);
    return [...ids].sort().reverse().slice(0, limit);
  }
}

function hasAll(words: readonly string[], asked: readonly string[]): boolean {
  return asked.every((beginning) => words.some((word) => word.startsWith(beginning)));
}

/** The id inside a cursor of a list that is ordered by id. */
export function idOf(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isUuid(id)) throw invalidField('?cursor', 'This is not a cursor of this list.');
  return id;
}
