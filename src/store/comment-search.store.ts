import { Injectable } from '@nestjs/common';
import type { CommentId, SiteId } from '../domain/ids';
import type { CommentStatus } from '../domain/statuses';
import type { VerdictAction } from '../engine/verdict';
import { type Queryable, rows, type Statement, statement } from '../platform/database/statement';
import type { CommentText } from './comment-words.store';

/** What is asked of a comment `c`. Verdicts stand in the evaluation of its latest text, which only those that match are asked for. */
const NARROWED = `($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.article_id = $3) AND ($4::text IS NULL OR c.author_id = $4) AND ($5::text IS NULL OR c.status = $5)
     AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
     AND ($8::text[] IS NULL OR EXISTS (
       SELECT 1 FROM comment_revision v JOIN evaluation e ON e.site_id = v.site_id AND e.judged_at = v.judged_at AND e.id = v.evaluation_id
       WHERE v.site_id = $1 AND v.comment_id = c.id AND v.revision = c.revision AND e.action = ANY ($8)))`;

/** Latest first; `where` says again, plainly, by which index to go, because a planner that does not see the parameters cannot choose. */
const found = (where: string, more = ''): string => `SELECT c.id FROM comment c WHERE c.site_id = $1 ${where} AND ${NARROWED} ${more} ORDER BY c.id DESC LIMIT $9`;
const HAS_WORDS = 'AND EXISTS (SELECT 1 FROM comment_words w WHERE w.site_id = $1 AND w.comment_id = c.id AND w.revision = c.revision AND w.words @@ $10::tsquery)';
const ofArticle = (more = ''): string => `
  SELECT a.id FROM ((${found(`AND c.article_id = $3 AND c.status = 'published'`, more)}) UNION ALL (${found(`AND c.article_id = $3 AND c.status <> 'published'`, more)})) a ORDER BY a.id DESC LIMIT $9`;

/** comment_pkey from its end. */
const LATEST = statement('comment_search_latest', found(''));
/** comment_author_idx. */
const OF_AUTHOR = statement('comment_search_of_author', found('AND c.author_id = $4'));
/** comment_article_published_idx and comment_article_unpublished_idx. */
const OF_ARTICLE = statement('comment_search_of_article', ofArticle());
/** comment_unpublished_idx. */
const UNPUBLISHED = statement('comment_search_unpublished', found(`AND c.status <> 'published' AND c.status = $5`));

/** The same with words: one author or article has few comments, and their words are looked up. */
const OF_AUTHOR_WITH_WORDS = statement('comment_search_of_author_with_words', found('AND c.author_id = $4', HAS_WORDS));
const OF_ARTICLE_WITH_WORDS = statement('comment_search_of_article_with_words', ofArticle(HAS_WORDS));

/** comment_words_pkey from its end: frequent words are met soon. */
const LATEST_WITH_WORDS = statement(
  'comment_search_latest_with_words',
  `SELECT c.id FROM (SELECT comment_id, revision, words FROM comment_words WHERE site_id = $1 AND ($2::uuid IS NULL OR comment_id < $2) ORDER BY comment_id DESC LIMIT $11) w
   JOIN comment c ON c.site_id = $1 AND c.id = w.comment_id AND c.revision = w.revision
   WHERE w.words @@ $10::tsquery AND ${NARROWED} ORDER BY c.id DESC LIMIT $9`,
);

/** comment_words_words_idx: words that few comments have. */
const WITH_WORDS = statement(
  'comment_search_with_words',
  `WITH met AS MATERIALIZED (SELECT comment_id, revision FROM comment_words WHERE site_id = $1 AND words @@ $10::tsquery)
   SELECT c.id FROM met m JOIN comment c ON c.site_id = $1 AND c.id = m.comment_id AND c.revision = m.revision
   WHERE ${NARROWED} ORDER BY c.id DESC LIMIT $9`,
);

/** comment_pkey from its end: of the latest comments those whose words are not kept yet. */
const UNREAD = statement(
  'comment_search_unread',
  `SELECT c.id, c.revision, r.title, r.body, r.format
   FROM (SELECT id, revision, article_id, author_id, status, created_at FROM comment WHERE site_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $9) c
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = c.id AND r.revision = c.revision
   LEFT JOIN LATERAL (SELECT revision FROM comment_words WHERE site_id = $1 AND comment_id = c.id LIMIT 1) w ON true
   WHERE w.revision IS DISTINCT FROM c.revision AND ${NARROWED}
   ORDER BY c.id DESC`,
);

/** How many of the latest comments are looked through before the index of all words is asked. */
const WINDOW = 5_000;

/** Null does not narrow. */
export interface CommentFilter {
  /** Only older ones. */
  readonly before: string | null;
  readonly articleId: string | null;
  readonly authorId: string | null;
  readonly status: CommentStatus | null;
  /** What the rules said of the latest text. */
  readonly verdicts: readonly VerdictAction[] | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Comments by any mix of filters, latest first: ids are in the order of arrival. */
@Injectable()
export class CommentSearchStore {
  /** Up to `limit`. */
  latest(on: Queryable, siteId: SiteId, filter: CommentFilter, limit: number): Promise<CommentId[]> {
    return ids(on, statementFor(filter), [...asked(siteId, filter), limit]);
  }

  /** Those with words that {@link unread} does not give; `query` is a text of `searchQuery`. */
  async withWords(on: Queryable, siteId: SiteId, filter: CommentFilter, { query, limit }: { readonly query: string; readonly limit: number }): Promise<CommentId[]> {
    const params = [...asked(siteId, filter), limit, query];
    if (filter.authorId !== null) return ids(on, OF_AUTHOR_WITH_WORDS, params);
    if (filter.articleId !== null) return ids(on, OF_ARTICLE_WITH_WORDS, params);
    const latest = await ids(on, LATEST_WITH_WORDS, [...params, WINDOW]);
    return latest.length >= limit ? latest : ids(on, WITH_WORDS, params);
  }

  /** Of the latest `among` comments those that the filter lets through and whose words are not kept yet. */
  unread(on: Queryable, siteId: SiteId, filter: CommentFilter, among: number): Promise<CommentText[]> {
    return rows<CommentText>(on, UNREAD, [...asked(siteId, filter), among]);
  }
}

function statementFor({ authorId, articleId, status }: CommentFilter): Statement {
  if (authorId !== null) return OF_AUTHOR;
  if (articleId !== null) return OF_ARTICLE;
  return status === null || status === 'published' ? LATEST : UNPUBLISHED;
}

function asked(siteId: SiteId, { before, articleId, authorId, status, from, to, verdicts }: CommentFilter): unknown[] {
  return [siteId, before, articleId, authorId, status, from, to, verdicts];
}

async function ids(on: Queryable, by: Statement, params: readonly unknown[]): Promise<CommentId[]> {
  return (await rows<{ id: CommentId }>(on, by, params)).map(({ id }) => id);
}
