import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { invalidField } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { decodeCursor, encodeCursor } from '../platform/http/pages';
import { isInstant } from '../platform/http/validators';
import { type ArticleKey, ArticleListStore, type ArticleSort } from '../store/article-list.store';
import { SurgeStore } from '../store/surge.store';
import { type ArticleListView, listedArticleView, type ListArticlesQuery } from './listed-article.view';

/** Articles for the desk, with what stands under each and what is unusual about it. */
@Injectable()
export class ListArticles {
  constructor(
    private readonly work: UnitOfWork,
    private readonly articles: ArticleListStore,
    private readonly surges: SurgeStore,
  ) {}

  async execute(site: Site, { q, section, mode, watched, surging, sort, cursor, limit }: ListArticlesQuery): Promise<ArticleListView> {
    const on = this.work.reads;
    const filter = { text: q ?? null, section: section ?? null, mode: mode ?? null, isWatched: watched ?? null, isSurging: surging ?? null, now: new Date() };
    const found = await this.articles.list(on, site.id, filter, { sort, after: cursor === undefined ? null : keyIn(cursor, sort), limit });
    const shown = found.slice(0, limit);
    const ids = shown.map(({ id }) => id);
    const [counts, surges] = await Promise.all([this.articles.counts(on, site.id, ids), this.surges.of(on, site.id, ids)]);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => listedArticleView(row, { counts: counts.get(row.id), surges: surges.filter(({ article_id: id }) => id === row.id) })),
      nextCursor: found.length > limit && last !== undefined ? encodeCursor([last.by, last.id]) : null,
    };
  }
}

function keyIn(cursor: string, sort: ArticleSort): ArticleKey {
  const [by, id] = decodeCursor(cursor, 2);
  const isKey = typeof by === 'string' && (sort === 'newest' ? isInstant(by) : /^\d{1,9}$/.test(by));
  if (!isKey || typeof id !== 'string') throw invalidField('?cursor', 'This is not a cursor of this list.');
  return { by, id };
}
