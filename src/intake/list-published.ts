import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, MaxLength, Min } from 'class-validator';
import type { Site } from '../domain/actor';
import type { ArticleId, CommentId, SiteId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { page } from '../platform/http/pages';
import { IsPlainText } from '../platform/http/validators';
import { ArticleStore } from '../store/article.store';
import { PublishedNewsStore } from '../store/published-news.store';
import { DEEPEST, MOST_REPLIES, type PublishedRow, PublishedStore, type ReplyRow } from '../store/published.store';
import { PublishedNews } from './published-news';
import { type PublishedAnswer, PublishedShelf } from './published-shelf';
import { type PublishedArticleView, type PublishedListView, threads } from './published-comment.view';
import { idOf } from './search-comments';
import { isClosed } from './surroundings';

export class PublishedQuery {
  @ApiPropertyOptional({ enum: ['newest', 'oldest'], default: 'newest' }) @IsOptional() @IsIn(['newest', 'oldest']) order: 'newest' | 'oldest' = 'newest';
  @ApiPropertyOptional({ format: 'uuid', description: 'Only the replies under this comment.' }) @IsOptional() @IsUUID() parent?: string;
  @ApiPropertyOptional({ maxLength: 400 }) @IsOptional() @IsPlainText() @MaxLength(400) cursor?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit = 50;
}

/** From so many comments on the total is counted at most every few seconds: counting is the one part that grows with the article. */
const MANY = 2_000;
const COUNT_KEPT_MS = 5_000;
const MOST_COUNTS = 1_000;

/**
 * What readers see under an article: published comments in threads. An article nobody commented on has an empty list. Pages stay in memory
 * until the log says that something of their article may have changed, so readers cost no query while nothing does.
 */
@Injectable()
export class ListPublished {
  private readonly shelf = new PublishedShelf();
  private readonly news: PublishedNews;
  private readonly counts = new Map<string, { readonly total: number; readonly until: number }>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly published: PublishedStore,
    private readonly articles: ArticleStore,
    log: PublishedNewsStore,
  ) {
    const source = { last: (siteId: SiteId) => log.last(this.work.reads, siteId), since: (siteId: SiteId, position: number) => log.since(this.work.reads, siteId, position) };
    this.news = new PublishedNews(source, (siteId, articles) => { this.shelf.forget(siteId, articles); });
  }

  /** @param address the path and query that asked, under which the page is remembered. */
  async execute(site: Site, articleId: ArticleId, query: PublishedQuery, address: string): Promise<PublishedAnswer> {
    await this.news.look(site.id);
    return this.shelf.getOrRead({ siteId: site.id, articleId, address }, () => this.read(site, articleId, query));
  }

  /** The page at once, if it is here and as fresh as it has to be; else null, and {@link execute} gets it. */
  remembered(address: string): PublishedAnswer | null {
    const kept = this.shelf.get(address);
    if (!kept?.ready || !this.news.isFresh(kept.siteId)) return null;
    this.news.lookAhead(kept.siteId);
    return kept.ready;
  }

  private async read(site: Site, articleId: ArticleId, { order, parent, cursor, limit }: PublishedQuery): Promise<PublishedAnswer> {
    const on = this.work.reads;
    const level = await this.published.level(on, site.id, { articleId, parentId: (parent as CommentId | undefined) ?? null, order, after: cursor === undefined ? null : idOf(cursor), limit });
    const { items, nextCursor } = page(level, limit, (row) => row, ({ id }) => [id]);
    const replies = await this.published.replies(on, site.id, items.map(({ id }) => id));
    const counts = await this.published.replyCounts(on, site.id, cutShort(items, replies));
    const article = await this.article(site, articleId);
    const list: PublishedListView = { article, items: threads(items, replies, counts), nextCursor, counts: { total: await this.total(site, articleId) }, takesNotices: site.settings.law.notices };
    const body = Buffer.from(JSON.stringify(list));
    const closes = article.closesAt === null || article.commentsMode === 'closed' ? Infinity : Date.parse(article.closesAt);
    return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`, endsAt: closes };
  }

  private async total(site: Site, articleId: ArticleId): Promise<number> {
    const key = `${site.id} ${articleId}`;
    const known = this.counts.get(key);
    const now = Date.now();
    if (known !== undefined && now < known.until) return known.total;
    const total = await this.published.count(this.work.reads, site.id, articleId);
    if (this.counts.size >= MOST_COUNTS) this.counts.clear();
    if (total > MANY) this.counts.set(key, { total, until: now + COUNT_KEPT_MS });
    else this.counts.delete(key);
    return total;
  }

  private async article(site: Site, id: ArticleId): Promise<PublishedArticleView> {
    const article = (await this.articles.find(this.work.reads, site.id, [id])).get(id);
    if (!article) return { commentsMode: 'open', closesAt: null };
    return { commentsMode: isClosed(article, new Date()) ? 'closed' : article.comments_mode, closesAt: article.closes_at?.toISOString() ?? null };
  }
}

/** The comments under which replies stand that were not read. */
function cutShort(level: readonly PublishedRow[], replies: readonly ReplyRow[]): CommentId[] {
  const deepest = replies.filter((reply) => reply.level === DEEPEST);
  return [...(replies.length === MOST_REPLIES ? level : []), ...deepest].map(({ id }) => id);
}
