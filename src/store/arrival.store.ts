import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface ArrivalRow {
  /** '' for the whole site. */
  readonly article_id: string;
  readonly comments: number;
  /** Those that were not published at once. */
  readonly withheld: number;
}

export interface ArrivalSlot extends ArrivalRow {
  readonly slot: Date;
}

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** event_position_pkey. */
const LAST = statement('arrival_last', 'SELECT max(p.position)::text AS last, count(*)::integer AS lines FROM (SELECT position FROM event_position WHERE site_id = $1 AND position > $2 ORDER BY position LIMIT $3) p');

/** event_position_pkey over the places ($2, $3], then primary keys of lines and comments. */
const FOLD = statement(
  'arrival_fold',
  `WITH arrived AS MATERIALIZED (
     SELECT c.article_id, date_bin('10 minutes', e.created_at, TIMESTAMPTZ '2000-01-01 00:00:00Z') AS slot, (e.payload ->> 'status' <> 'published')::integer AS withheld
     FROM (SELECT position, event_id FROM event_position WHERE site_id = $1 AND position > $2 AND position <= $3 ORDER BY position LIMIT 5000) p
     CROSS JOIN LATERAL (SELECT * FROM event WHERE site_id = $1 AND id = p.event_id LIMIT 1) e
     CROSS JOIN LATERAL (SELECT article_id FROM comment WHERE site_id = $1 AND id = e.comment_id LIMIT 1) c
     WHERE e.type = 'comment.submitted' AND e.created_at > $4),
   added AS (
     INSERT INTO arrival AS t (site_id, article_id, slot, comments, withheld)
     SELECT $1, u.article_id, u.slot, count(*), sum(u.withheld)
     FROM (SELECT article_id, slot, withheld FROM arrived UNION ALL SELECT '', slot, withheld FROM arrived) u GROUP BY u.article_id, u.slot
     ON CONFLICT (site_id, article_id, slot) DO UPDATE SET comments = t.comments + excluded.comments, withheld = t.withheld + excluded.withheld
     RETURNING article_id)
   SELECT DISTINCT article_id FROM added`,
);

/** arrival's primary key, article by article. */
const RECENT = statement(
  'arrival_recent',
  `SELECT n.id AS article_id, s.comments, s.withheld FROM unnest($2::text[]) AS n (id)
   CROSS JOIN LATERAL (SELECT coalesce(sum(a.comments), 0)::integer AS comments, coalesce(sum(a.withheld), 0)::integer AS withheld FROM arrival a WHERE a.site_id = $1 AND a.article_id = n.id AND a.slot >= $3) s`,
);
/** The same. */
const HISTORY = statement(
  'arrival_history',
  `SELECT n.id AS article_id, s.slot, s.comments, s.withheld FROM unnest($2::text[]) AS n (id)
   CROSS JOIN LATERAL (SELECT a.slot, a.comments, a.withheld FROM arrival a WHERE a.site_id = $1 AND a.article_id = n.id AND a.slot >= $3 AND a.slot < $4 ORDER BY a.slot LIMIT 2000) s`,
);
/** arrival_slot_idx. */
const USUAL = statement(
  'arrival_usual',
  `SELECT coalesce(sum(h.comments), 0)::integer AS comments, coalesce(sum(h.withheld), 0)::integer AS withheld, count(*)::integer AS article_hours
   FROM (SELECT sum(a.comments) AS comments, sum(a.withheld) AS withheld FROM arrival a
     WHERE a.site_id = $1 AND a.slot >= $2 AND a.slot < $3 AND a.article_id <> '' GROUP BY a.article_id, date_trunc('hour', a.slot, 'UTC')) h`,
);
const EXPIRE = statement('arrival_expire', 'DELETE FROM arrival WHERE (site_id, article_id, slot) IN (SELECT a.site_id, a.article_id, a.slot FROM arrival a WHERE a.slot < $1 LIMIT 5000)');

/** How many comments came when, by ten minutes. Written by the one worker that holds the cursor: no two writers meet. */
@Injectable()
export class ArrivalStore {
  /** The next lines of the log: how many, at most `limit`, and the place of the last; null when there are none. */
  async next(on: Queryable, siteId: SiteId, after: number, limit: number): Promise<{ readonly last: number; readonly lines: number } | null> {
    const [row] = await rows<{ last: string | null; lines: number }>(on, LAST, [siteId, after, limit]);
    return row?.last == null ? null : { last: Number(row.last), lines: row.lines };
  }

  /** Adds what came in these lines later than `since`; returns the articles it came under, '' among them. */
  async fold(tx: Tx, siteId: SiteId, { after, last }: { readonly after: number; readonly last: number }, since: Date): Promise<string[]> {
    return (await rows<{ article_id: string }>(tx, FOLD, [siteId, after, last, since])).map(({ article_id: id }) => id);
  }

  /** Sums from a moment on; zeros for an article without any. */
  async recent(on: Queryable, siteId: SiteId, articleIds: readonly string[], since: Date): Promise<ReadonlyMap<string, ArrivalRow>> {
    return new Map((await rows<ArrivalRow>(on, RECENT, [siteId, articleIds, since])).map((row) => [row.article_id, row]));
  }

  /** Slot by slot, oldest first within an article. */
  history(on: Queryable, siteId: SiteId, articleIds: readonly string[], { from, to }: Span): Promise<ArrivalSlot[]> {
    return rows<ArrivalSlot>(on, HISTORY, [siteId, articleIds, from, to]);
  }

  /** Over all articles, with the number of hours in which one of them had comments. */
  async usual(on: Queryable, siteId: SiteId, { from, to }: Span): Promise<{ readonly comments: number; readonly withheld: number; readonly articleHours: number }> {
    const [row] = await rows<{ comments: number; withheld: number; article_hours: number }>(on, USUAL, [siteId, from, to]);
    return { comments: row?.comments ?? 0, withheld: row?.withheld ?? 0, articleHours: row?.article_hours ?? 0 };
  }

  /** A portion of what is no history any more; returns how many rows went. */
  expire(tx: Tx, before: Date): Promise<number> {
    return changed(tx, EXPIRE, [before]);
  }
}
