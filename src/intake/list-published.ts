import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, MaxLength, Min } from 'class-validator';
import type { Site } from '../domain/actor';
import type { ArticleId, CommentId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { page } from '../platform/http/pages';
import { IsPlainText } from '../platform/http/validators';
import { ArticleStore } from '../store/article.store';
import { PublishedStore } from '../store/published.store';
import { type PublishedArticleView, type PublishedListView, threads } from './published-comment.view';
import { idOf } from './search-comments';
import { isClosed } from './surroundings';

export class PublishedQuery {
  @ApiPropertyOptional({ enum: ['newest', 'oldest'], default: 'newest' }) @IsOptional() @IsIn(['newest', 'oldest']) order: 'newest' | 'oldest' = 'newest';
  @ApiPropertyOptional({ format: 'uuid', description: 'Only the replies under this comment.' }) @IsOptional() @IsUUID() parent?: string;
  @ApiPropertyOptional({ maxLength: 400 }) @IsOptional() @IsPlainText() @MaxLength(400) cursor?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit = 50;
}

export interface PublishedAnswer {
  /** The list as JSON, made once for all readers of the next moment. */
  readonly json: string;
  readonly etag: string;
}

/** An approval is seen within this time; a thousand readers of one article cost one query in it. */
const FRESH_MS = 500;
const MOST_CACHED = 1_000;

/** What readers see under an article: published comments in threads. An article nobody commented on has an empty list. */
@Injectable()
export class ListPublished {
  private readonly cache = new Map<string, { readonly until: number; readonly answer: Promise<PublishedAnswer> }>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly published: PublishedStore,
    private readonly articles: ArticleStore,
  ) {}

  execute(site: Site, articleId: ArticleId, query: PublishedQuery): Promise<PublishedAnswer> {
    const key = JSON.stringify([site.id, articleId, query.order, query.parent, query.cursor, query.limit]);
    const cached = this.cache.get(key);
    const now = Date.now();
    if (cached && cached.until > now) return cached.answer;
    const answer = this.read(site, articleId, query);
    if (this.cache.size >= MOST_CACHED) this.cache.clear();
    this.cache.set(key, { until: now + FRESH_MS, answer });
    answer.catch(() => this.cache.delete(key));
    return answer;
  }

  private async read(site: Site, articleId: ArticleId, { order, parent, cursor, limit }: PublishedQuery): Promise<PublishedAnswer> {
    const on = this.work.reads;
    const level = await this.published.level(on, site.id, { articleId, parentId: (parent as CommentId | undefined) ?? null, order, after: cursor === undefined ? null : idOf(cursor), limit });
    const replies = await this.published.replies(on, site.id, level.slice(0, limit).map(({ id }) => id));
    const { items, nextCursor } = page(level, limit, (row) => row, ({ id }) => [id]);
    const list: PublishedListView = { article: await this.article(site, articleId), items: threads(items, replies), nextCursor, counts: { total: await this.published.count(on, site.id, articleId) } };
    const json = JSON.stringify(list);
    return { json, etag: `"${createHash('sha256').update(json).digest('base64url').slice(0, 27)}"` };
  }

  private async article(site: Site, id: ArticleId): Promise<PublishedArticleView> {
    const article = (await this.articles.find(this.work.reads, site.id, [id])).get(id);
    if (!article) return { commentsMode: 'open', closesAt: null };
    return { commentsMode: isClosed(article, new Date()) ? 'closed' : article.comments_mode, closesAt: article.closes_at?.toISOString() ?? null };
  }
}
