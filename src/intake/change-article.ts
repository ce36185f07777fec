import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../access/call';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { ArticleId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { ArticleStore } from '../store/article.store';
import { EventStore } from '../store/event.store';
import { changedFields, changePayload } from './article-change';
import { type ArticleView, articleView } from './article.view';
import type { ChangeArticleDto } from './listed-article.view';

/** What the desk decides of an article: who may comment, until when, and whether it is watched. What is left out stays. */
@Injectable()
export class ChangeArticle {
  constructor(
    private readonly work: UnitOfWork,
    private readonly articles: ArticleStore,
    private readonly events: EventStore,
  ) {}

  execute(call: Call, site: Site, id: ArticleId, { commentsMode, closesAt, isWatched }: ChangeArticleDto): Promise<ArticleView> {
    return this.work.run(async (tx) => {
      const before = await this.articles.lock(tx, site.id, id);
      if (!before) throw problem('not_found');
      const to = {
        id,
        comments_mode: commentsMode ?? before.comments_mode,
        closes_at: closesAt === undefined ? before.closes_at : closesAt === null ? null : new Date(closesAt),
        is_watched: isWatched ?? before.is_watched,
      };
      if (changedFields(before, { ...before, ...to }).length === 0) return articleView(before);
      const now = new Date();
      const after = await this.articles.change(tx, site.id, to, now);
      await this.events.append(tx, site.id, [changeLine(call, 'article.changed', changePayload(before, after), now)]);
      return articleView(after);
    });
  }
}
