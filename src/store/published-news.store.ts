import { Injectable } from '@nestjs/common';
import type { ArticleId, SiteId } from '../domain/ids';
import { type Queryable, rows, statement } from '../platform/database/statement';

/** Lines of the log that are looked through one by one; where there are more, everything of the site counts as changed. */
export const MOST_LINES = 1_000;

/**
 * event_position_pkey and event_waiting_pkey, then primary keys of lines and comments. Lines that wait for their place are among them: what is
 * committed is seen, whether or not a worker runs. Lines about the desk's own business change nothing that readers see.
 */
const NEWS = statement(
  'published_news',
  `WITH fresh AS MATERIALIZED (
     (SELECT p.event_id AS id FROM event_position p WHERE p.site_id = $1 AND p.position > $2 ORDER BY p.position LIMIT ${String(MOST_LINES + 1)})
     UNION ALL
     (SELECT unnest(w.event_ids) AS id FROM (SELECT event_ids FROM event_waiting WHERE site_id = $1 ORDER BY id LIMIT ${String(MOST_LINES + 1)}) w LIMIT ${String(MOST_LINES + 1)}))
   SELECT (SELECT p.position FROM event_position p WHERE p.site_id = $1 ORDER BY p.position DESC LIMIT 1)::text AS last,
     (SELECT count(*) FROM fresh)::integer AS lines,
     coalesce(bool_or(e.comment_id IS NULL), false) AS whole,
     coalesce(array_agg(DISTINCT c.article_id) FILTER (WHERE c.article_id IS NOT NULL), '{}') AS articles
   FROM fresh f
   CROSS JOIN LATERAL (SELECT l.type, l.comment_id FROM event l WHERE l.site_id = $1 AND l.id = f.id LIMIT 1) e
   LEFT JOIN LATERAL (SELECT a.article_id FROM comment a WHERE a.site_id = $1 AND a.id = e.comment_id LIMIT 1) c ON true
   WHERE e.type NOT LIKE 'item.%'`,
);
const LAST = statement('published_news_last', 'SELECT position::text AS last FROM event_position WHERE site_id = $1 ORDER BY position DESC LIMIT 1');

export interface PublishedNewsRow {
  /** Up to which place of the log this is what is new. */
  readonly last: number;
  /** Articles of which something may have changed; null: any of the site's. */
  readonly articles: readonly ArticleId[] | null;
}

/** What may have changed of the pages that readers see, without a look at the pages. */
@Injectable()
export class PublishedNewsStore {
  /** The last place in the log. */
  async last(on: Queryable, siteId: SiteId): Promise<number> {
    return Number((await rows<{ last: string }>(on, LAST, [siteId]))[0]?.last ?? 0);
  }

  /** Everything committed that has a place after `position`, or none yet. */
  async since(on: Queryable, siteId: SiteId, position: number): Promise<PublishedNewsRow> {
    const [row] = await rows<{ last: string | null; lines: number; whole: boolean; articles: ArticleId[] }>(on, NEWS, [siteId, position]);
    const last = Number(row?.last ?? position);
    return { last, articles: !row || row.whole || row.lines > MOST_LINES ? null : row.articles };
  }
}
