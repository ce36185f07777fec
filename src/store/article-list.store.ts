import { Injectable } from '@nestjs/common';
import type { ArticleId, SiteId } from '../domain/ids';
import type { CommentsMode } from '../domain/statuses';
import { type Queryable, rows, statement } from '../platform/database/statement';
import type { ArticleRow } from './article.store';

export type ArticleSort = 'newest' | 'busiest' | 'waiting';

/** Where a page goes on: what the list is sorted by, a count or (for `newest`) a moment in RFC 3339, as a text; then the id. */
export interface ArticleKey {
  readonly by: string;
  readonly id: string;
}

export interface ArticleListFilter {
  /** Part of the title, the address or the id. */
  readonly text: string | null;
  readonly section: string | null;
  /** As it is now: an article whose time is over is closed. */
  readonly mode: CommentsMode | null;
  readonly isWatched: boolean | null;
  /** Whether something unusual is going on under it. */
  readonly isSurging: boolean | null;
  readonly now: Date;
}

export interface ArticlePage {
  readonly sort: ArticleSort;
  readonly after: ArticleKey | null;
  readonly limit: number;
}

export interface ListedArticle extends ArticleRow {
  /** What the list is sorted by; see {@link ArticleKey}. */
  readonly by: string;
}

/** Counted in the moment of reading: nothing that could drift. */
export interface ArticleCounts {
  readonly article_id: ArticleId;
  readonly published: number;
  readonly held: number;
  readonly rejected: number;
  readonly waiting: number;
  readonly reported: number;
  readonly last_comment_at: Date | null;
}

/** What an article is busy with today. */
export const BUSY_HOURS = 24;

const COLUMNS = 'a.id, a.title, a.url, a.section, a.tags, a.lang, a.published_at, a.comments_mode, a.closes_at, a.is_watched, a.version, a.created_at';
const MATCHES = `a.site_id = $1
  AND ($2::text IS NULL OR a.title ILIKE $2 OR a.url ILIKE $2 OR a.id ILIKE $2) AND ($3::text IS NULL OR a.section = $3)
  AND ($4::text IS NULL OR $4 = CASE WHEN a.closes_at <= $6 THEN 'closed' ELSE a.comments_mode END) AND ($5::boolean IS NULL OR a.is_watched = $5)
  AND ($10::boolean IS NULL OR $10 = EXISTS (SELECT 1 FROM surge u WHERE u.site_id = $1 AND u.article_id = a.id))`;

/** article_newest_idx, from where the page goes on. */
const NEWEST = statement(
  'article_list_newest',
  `SELECT ${COLUMNS}, to_char(coalesce(a.published_at, a.created_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS by
   FROM article a
   WHERE ${MATCHES} AND ($7::timestamptz IS NULL OR coalesce(a.published_at, a.created_at) <= $7)
     AND ($7::timestamptz IS NULL OR coalesce(a.published_at, a.created_at) < $7 OR a.id > $8)
   ORDER BY coalesce(a.published_at, a.created_at) DESC, a.id LIMIT $9`,
);

/** The sums first, then the articles: those without any come last. */
const byCount = (name: string, sums: string): ReturnType<typeof statement> =>
  statement(
    name,
    `WITH sums AS MATERIALIZED (${sums})
     SELECT ${COLUMNS}, coalesce(s.n, 0)::text AS by FROM article a LEFT JOIN sums s ON s.article_id = a.id
     WHERE ${MATCHES} AND ($7::bigint IS NULL OR coalesce(s.n, 0) < $7 OR (coalesce(s.n, 0) = $7 AND a.id > $8))
     ORDER BY coalesce(s.n, 0) DESC, a.id LIMIT $9`,
  );

/** arrival_slot_idx: a day of it. */
const BUSIEST = byCount('article_list_busiest', `SELECT article_id, sum(comments)::bigint AS n FROM arrival WHERE site_id = $1 AND slot > $6::timestamptz - interval '${String(BUSY_HOURS)} hours' AND article_id <> '' GROUP BY article_id`);
/** waiting_item_article_idx: the slim rows of what waits. */
const WAITING = byCount('article_list_waiting', 'SELECT article_id, count(*) AS n FROM waiting_item WHERE site_id = $1 GROUP BY article_id');

const LISTS = { newest: NEWEST, busiest: BUSIEST, waiting: WAITING } as const;

/** Index only, article by article: comment_article_published_idx, comment_article_unpublished_idx, waiting_item_article_idx. */
const COUNTS = statement(
  'article_list_counts',
  `SELECT n.id AS article_id, p.n AS published, u.held, u.rejected, w.waiting, w.reported, greatest(l.at, m.at) AS last_comment_at
   FROM unnest($2::text[]) AS n (id)
   CROSS JOIN LATERAL (SELECT count(*)::integer AS n FROM comment c WHERE c.site_id = $1 AND c.article_id = n.id AND c.status = 'published') p
   CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE c.status = 'held')::integer AS held, count(*) FILTER (WHERE c.status = 'rejected')::integer AS rejected
     FROM comment c WHERE c.site_id = $1 AND c.article_id = n.id AND c.status <> 'published') u
   CROSS JOIN LATERAL (SELECT count(*)::integer AS waiting, count(*) FILTER (WHERE i.reports > 0)::integer AS reported FROM waiting_item i WHERE i.site_id = $1 AND i.article_id = n.id) w
   LEFT JOIN LATERAL (SELECT c.created_at AS at FROM comment c WHERE c.site_id = $1 AND c.article_id = n.id AND c.status = 'published' ORDER BY c.id DESC LIMIT 1) l ON true
   LEFT JOIN LATERAL (SELECT c.created_at AS at FROM comment c WHERE c.site_id = $1 AND c.article_id = n.id AND c.status <> 'published' ORDER BY c.id DESC LIMIT 1) m ON true`,
);

/** Articles as the desk lists them. */
@Injectable()
export class ArticleListStore {
  /** One more than `limit` tells that there is a next page. */
  list(on: Queryable, siteId: SiteId, { text, section, mode, isWatched, isSurging, now }: ArticleListFilter, { sort, after, limit }: ArticlePage): Promise<ListedArticle[]> {
    const like = text === null ? null : `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
    return rows<ListedArticle>(on, LISTS[sort], [siteId, like, section, mode, isWatched, now, after?.by ?? null, after?.id ?? null, limit + 1, isSurging]);
  }

  async counts(on: Queryable, siteId: SiteId, ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, ArticleCounts>> {
    const found = ids.length === 0 ? [] : await rows<ArticleCounts>(on, COUNTS, [siteId, ids]);
    return new Map(found.map((counts) => [counts.article_id, counts]));
  }
}
