import { Injectable } from '@nestjs/common';
import { invalidField, type Problem, problem } from '../domain/errors';
import type { ArticleId, AuthorId, CommentId, SiteId } from '../domain/ids';
import { inOrder } from '../platform/database/in-order';
import type { Tx } from '../platform/database/unit-of-work';
import { type ArticleRow, ArticleStore, type NewArticle } from '../store/article.store';
import { type AuthorRow, type AuthorSeen, AuthorStore } from '../store/author.store';
import { CommentStore, type ParentRow } from '../store/comment.store';
import type { Submission } from './submission';

/** What stands around the comments of a batch. */
export interface Surroundings {
  readonly articles: ReadonlyMap<ArticleId, ArticleRow>;
  readonly parents: ReadonlyMap<CommentId, ParentRow>;
}

/** Replies to replies to replies are shown flat long before this; it bounds what a thread can cost. */
const DEEPEST_REPLY = 1_000;

/** Reads articles, parents and authors of a batch, and makes those seen for the first time. */
@Injectable()
export class ReadSurroundings {
  constructor(
    private readonly articles: ArticleStore,
    private readonly authors: AuthorStore,
    private readonly comments: CommentStore,
  ) {}

  async read(tx: Tx, siteId: SiteId, submissions: readonly Submission[]): Promise<Surroundings> {
    const parentIds = [...new Set(submissions.flatMap(({ parentId }) => parentId ?? []))];
    const [articles, parents] = await inOrder([
      this.articles.find(tx, siteId, [...new Set(submissions.map(({ article }) => article.id))]),
      parentIds.length === 0 ? Promise.resolve([]) : this.comments.findParents(tx, siteId, parentIds),
    ]);
    return { articles, parents: new Map(parents.map((parent) => [parent.id, parent])) };
  }

  /** The articles after those that are missing have been made, from the first comment that names each. */
  async createArticles(tx: Tx, siteId: SiteId, submissions: readonly Submission[], known: Surroundings['articles']): Promise<Surroundings['articles']> {
    const missing = new Map<ArticleId, NewArticle>();
    for (const { article } of submissions) if (!known.has(article.id) && !missing.has(article.id)) missing.set(article.id, article);
    if (missing.size === 0) return known;
    const made = await this.articles.create(tx, siteId, [...missing.values()], new Date());
    const all = new Map([...known, ...made.map((article) => [article.id, article] as const)]);
    const elsewhere = [...missing.keys()].filter((id) => !all.has(id));
    // Another batch made these since we looked.
    return elsewhere.length === 0 ? all : new Map([...all, ...(await this.articles.find(tx, siteId, elsewhere))]);
  }

  /** The authors with their record, the comments of this batch included in `submitted`. */
  see(tx: Tx, siteId: SiteId, submissions: readonly Submission[]): Promise<ReadonlyMap<AuthorId, AuthorRow>> {
    const seen = new Map<AuthorId, AuthorSeen>();
    for (const { author } of submissions) {
      if (author) seen.set(author.id, { ...author, submitted: (seen.get(author.id)?.submitted ?? 0) + 1 });
    }
    return this.authors.see(tx, siteId, [...seen.values()], new Date());
  }
}

/** Why this comment cannot stand where it wants to stand; null when it can. */
export function refusal({ article, parentId, receivedAt, isForeign }: Pick<Submission, 'article' | 'parentId' | 'receivedAt' | 'isForeign'>, { articles, parents }: Surroundings): Problem | null {
  const known = articles.get(article.id);
  if (known && !isForeign && isClosed(known, receivedAt)) return problem('comments_closed');
  if (parentId === null) return null;
  const parent = parents.get(parentId);
  if (!parent || parent.article_id !== article.id) return invalidField('/parentId', 'There is no such comment under this article.');
  if (parent.status !== 'published') return problem('parent_not_published');
  if (parent.depth >= DEEPEST_REPLY) return invalidField('/parentId', 'This thread is too deep for another reply.');
  return null;
}

export function isClosed({ comments_mode: mode, closes_at: closesAt }: Pick<ArticleRow, 'comments_mode' | 'closes_at'>, now: Date): boolean {
  return mode === 'closed' || (closesAt !== null && closesAt <= now);
}
