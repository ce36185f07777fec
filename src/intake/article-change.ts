import { isDeepStrictEqual } from 'node:util';
import type { NewEvent } from '../domain/events';
import type { ArticleRow } from '../store/article.store';
import { type ArticleView, articleView } from './article.view';

const FIELDS = ['title', 'url', 'section', 'tags', 'lang', 'publishedAt', 'commentsMode', 'closesAt', 'isWatched'] as const satisfies readonly (keyof ArticleView)[];

/** All of them for a new article; none when a site sends what we have, as some do with every page. */
export function changedFields(before: ArticleRow | null, after: ArticleRow): readonly string[] {
  if (before === null) return FIELDS;
  const [from, to] = [articleView(before), articleView(after)];
  return FIELDS.filter((field) => !isDeepStrictEqual(from[field], to[field]));
}

/** What the log says: which fields are new, and who may comment from now on; the fields themselves stand in the article. */
export function changePayload({ id, version, comments_mode, closes_at }: ArticleRow, changed: readonly string[]): NewEvent['payload'] {
  return { articleId: id, version, changed, commentsMode: comments_mode, closesAt: closes_at };
}
