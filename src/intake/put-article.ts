import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../access/call';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { ArticleId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { isPlainText } from '../platform/http/validators';
import { ArticleStore } from '../store/article.store';
import { EventStore } from '../store/event.store';
import { changedFields, changePayload } from './article-change';
import { type ArticleView, articleView, type PutArticleDto } from './article.view';
import { LONGEST_SITE_ID } from './submit-comment.dto';

/** Makes or replaces an article: its data, and whether readers may comment. */
@Injectable()
export class PutArticle {
  constructor(
    private readonly work: UnitOfWork,
    private readonly articles: ArticleStore,
    private readonly events: EventStore,
  ) {}

  execute(call: Call, site: Site, id: ArticleId, dto: PutArticleDto): Promise<ArticleView> {
    const article = {
      id,
      title: dto.title ?? null,
      url: dto.url ?? null,
      section: dto.section ?? null,
      tags: dto.tags ?? [],
      lang: dto.lang ?? null,
      publishedAt: dto.publishedAt ? new Date(dto.publishedAt) : null,
      commentsMode: dto.commentsMode ?? ('open' as const),
      closesAt: dto.closesAt ? new Date(dto.closesAt) : null,
    };
    return this.work.run(async (tx) => {
      const now = new Date();
      const before = await this.articles.lock(tx, site.id, id);
      const after = await this.articles.put(tx, site.id, article, now);
      if (changedFields(before, after).length > 0) await this.events.append(tx, site.id, [changeLine(call, 'article.changed', changePayload(before, after), now)]);
      return articleView(after);
    });
  }
}

/** An article id of a path: the site's own text; what cannot be one is not there. */
export function articleIdParam(text: string): ArticleId {
  if (text.length === 0 || text.length > LONGEST_SITE_ID || !isPlainText(text)) throw problem('not_found');
  return text as ArticleId;
}
