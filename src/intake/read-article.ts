import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { ArticleId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { ArticleStore } from '../store/article.store';
import { type ArticleView, articleView } from './article.view';

@Injectable()
export class ReadArticle {
  constructor(
    private readonly work: UnitOfWork,
    private readonly articles: ArticleStore,
  ) {}

  async execute(site: Site, id: ArticleId): Promise<ArticleView> {
    const article = (await this.articles.find(this.work.reads, site.id, [id])).get(id);
    if (!article) throw problem('not_found');
    return articleView(article);
  }
}
