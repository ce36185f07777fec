import { Injectable } from '@nestjs/common';
import type { ArticleId, CommentId, SiteId } from '../domain/ids';
import type { AuthorKind, BodyFormat, CommentStatus } from '../domain/statuses';
import { type Queryable, rows, type Statement, statement } from '../platform/database/statement';

export interface PublishedRow {
  readonly id: CommentId;
  readonly parent_id: CommentId | null;
  readonly status: CommentStatus;
  readonly author_name: string | null;
  readonly author_kind: AuthorKind;
  readonly body: string;
  readonly format: BodyFormat;
  readonly revision: number;
  readonly created_at: Date;
  readonly revised_at: Date;
}

export interface ReplyRow extends PublishedRow {
  /** How far below the comments that were asked for. */
  readonly level: number;
}

/** Replies read for one page, and how deep; what is beyond is counted, and reached through `parent`. */
export const MOST_REPLIES = 1_000;
export const DEEPEST = 100;

const COLUMNS = 'c.id, c.parent_id, c.status, c.author_name, c.author_kind, r.body, r.format, c.revision, c.created_at, r.created_at AS revised_at';
const TEXT = 'JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision';
/** A removed comment stays as a placeholder while something published stands under it, however deep; looked for through removed ones only. */
const SHOWN = `(c.status = 'published' OR EXISTS (
  WITH RECURSIVE under AS (
    SELECT p.id, p.status FROM comment p WHERE p.site_id = c.site_id AND p.parent_id = c.id
    UNION ALL
    SELECT p.id, p.status FROM under u JOIN comment p ON p.site_id = $1 AND p.parent_id = u.id WHERE u.status <> 'published')
  SELECT FROM under WHERE status = 'published'))`;

/** comment_article_top_idx. */
const TOP_NEWEST = statement('published_top_newest', `SELECT ${COLUMNS} FROM comment c ${TEXT} WHERE c.site_id = $1 AND c.article_id = $2 AND c.parent_id IS NULL AND ${SHOWN} AND ($3::uuid IS NULL OR c.id < $3) ORDER BY c.id DESC LIMIT $4`);
const TOP_OLDEST = statement('published_top_oldest', `SELECT ${COLUMNS} FROM comment c ${TEXT} WHERE c.site_id = $1 AND c.article_id = $2 AND c.parent_id IS NULL AND ${SHOWN} AND ($3::uuid IS NULL OR c.id > $3) ORDER BY c.id LIMIT $4`);
/** comment_parent_idx. */
const UNDER_NEWEST = statement('published_under_newest', `SELECT ${COLUMNS} FROM comment c ${TEXT} WHERE c.site_id = $1 AND c.article_id = $2 AND c.parent_id = $5 AND ${SHOWN} AND ($3::uuid IS NULL OR c.id < $3) ORDER BY c.id DESC LIMIT $4`);
const UNDER_OLDEST = statement('published_under_oldest', `SELECT ${COLUMNS} FROM comment c ${TEXT} WHERE c.site_id = $1 AND c.article_id = $2 AND c.parent_id = $5 AND ${SHOWN} AND ($3::uuid IS NULL OR c.id > $3) ORDER BY c.id LIMIT $4`);

/** comment_parent_idx, level by level. */
const REPLIES = statement(
  'published_replies',
  `WITH RECURSIVE thread AS (
     SELECT c.site_id, c.id, 1 AS level FROM comment c WHERE c.site_id = $1 AND c.parent_id = ANY ($2::uuid[])
     UNION ALL
     SELECT c.site_id, c.id, t.level + 1 FROM thread t JOIN comment c ON c.site_id = $1 AND c.parent_id = t.id WHERE t.level < ${String(DEEPEST)})
   SELECT ${COLUMNS}, t.level FROM (SELECT * FROM thread LIMIT ${String(MOST_REPLIES)}) t JOIN comment c ON c.site_id = $1 AND c.id = t.id ${TEXT} ORDER BY c.id`,
);

/** The same walk to its end, without a text. */
const REPLY_COUNTS = statement(
  'published_reply_counts',
  `WITH RECURSIVE thread AS (
     SELECT c.parent_id AS root, c.id, c.status FROM comment c WHERE c.site_id = $1 AND c.parent_id = ANY ($2::uuid[])
     UNION ALL
     SELECT t.root, c.id, c.status FROM thread t JOIN comment c ON c.site_id = $1 AND c.parent_id = t.id)
   SELECT root AS id, count(*) FILTER (WHERE status = 'published')::integer AS replies FROM thread GROUP BY root`,
);

/** comment_article_published_idx, index only. */
const COUNT = statement('published_count', `SELECT count(*)::integer AS total FROM comment WHERE site_id = $1 AND article_id = $2 AND status = 'published'`);

export interface PublishedPage {
  readonly articleId: ArticleId;
  readonly parentId: CommentId | null;
  readonly order: 'newest' | 'oldest';
  readonly after: string | null;
  readonly limit: number;
}

/** What readers see under an article. */
@Injectable()
export class PublishedStore {
  /** One level of the thread; one row more than `limit` when there is a next page. */
  level(on: Queryable, siteId: SiteId, { articleId, parentId, order, after, limit }: PublishedPage): Promise<PublishedRow[]> {
    const shared = [siteId, articleId, after, limit + 1];
    return parentId === null ? rows<PublishedRow>(on, pick(order, TOP_NEWEST, TOP_OLDEST), shared) : rows<PublishedRow>(on, pick(order, UNDER_NEWEST, UNDER_OLDEST), [...shared, parentId]);
  }

  /** Everything under these comments, removed ones included, oldest first; at most {@link MOST_REPLIES}, at most {@link DEEPEST} below. */
  async replies(on: Queryable, siteId: SiteId, parentIds: readonly CommentId[]): Promise<ReplyRow[]> {
    return parentIds.length === 0 ? [] : rows<ReplyRow>(on, REPLIES, [siteId, parentIds]);
  }

  /** How many published comments stand under each of these, however many and however deep; who has none is not in it. */
  async replyCounts(on: Queryable, siteId: SiteId, parentIds: readonly CommentId[]): Promise<ReadonlyMap<CommentId, number>> {
    if (parentIds.length === 0) return new Map();
    const counted = await rows<{ id: CommentId; replies: number }>(on, REPLY_COUNTS, [siteId, parentIds]);
    return new Map(counted.map(({ id, replies }) => [id, replies]));
  }

  async count(on: Queryable, siteId: SiteId, articleId: ArticleId): Promise<number> {
    return (await rows<{ total: number }>(on, COUNT, [siteId, articleId]))[0]?.total ?? 0;
  }
}

function pick(order: PublishedPage['order'], newest: Statement, oldest: Statement): Statement {
  return order === 'newest' ? newest : oldest;
}
