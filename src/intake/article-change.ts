import { isDeepStrictEqual } from 'node:util';
import { changesOf } from '../access/changes';
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

/**
 * What the log says: which fields are new, and of what a person decides about comments from what to what. The words of
 * the article stand in the article alone.
 */
export function changePayload(before: ArticleRow | null, after: ArticleRow): NewEvent['payload'] {
  const { id: articleId, version, commentsMode, closesAt } = articleView(after);
  const changes = before === null ? {} : changesOf(articleView(before), articleView(after), ['commentsMode', 'closesAt', 'isWatched']);
  return { articleId, version, changed: changedFields(before, after), commentsMode, closesAt, changes };
}
