import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { ItemState } from '../domain/statuses';
import { type Queryable, rows, statement } from '../platform/database/statement';

/** A line of the log with what the desk shows of it. Item and name are as they are now, not as they were. */
export interface StreamRow {
  /** A driver text, because it may outgrow an integer. */
  readonly position: string;
  /** Null when the line itself is no longer there. */
  readonly type: string | null;
  readonly actor: string | null;
  readonly actor_name: string | null;
  readonly comment_id: string | null;
  readonly item_id: string | null;
  readonly decision_id: string | null;
  readonly payload: Readonly<Record<string, unknown>> | null;
  readonly created_at: Date | null;
  readonly queue_id: string | null;
  readonly version: number | null;
  readonly state: ItemState | null;
}

/** event_position_pkey, from its end. */
const LAST = statement('stream_last', 'SELECT position FROM event_position WHERE site_id = $1 ORDER BY position DESC LIMIT 1');

/**
 * event_position_pkey from the position on, then one row by its primary key for each line: lateral, so that a planner without
 * statistics does not read whole tables for a handful of lines. A line about a comment names the item that the comment has;
 * that of its coming only the one that came with it, or a comment published at once, reported later, would be told as work from its beginning.
 */
const AFTER = statement(
  'stream_after',
  `SELECT p.position, e.type, e.actor, n.name AS actor_name, e.comment_id, i.id AS item_id, e.decision_id, e.payload, e.created_at, i.queue_id, i.version, i.state
   FROM (SELECT position, event_id FROM event_position WHERE site_id = $1 AND position > $2 ORDER BY position LIMIT $3) p
   LEFT JOIN LATERAL (SELECT * FROM event WHERE site_id = $1 AND id = p.event_id LIMIT 1) e ON true
   LEFT JOIN LATERAL (
     SELECT o.id, o.queue_id, o.version, o.state FROM review_item o
     WHERE o.site_id = $1 AND o.id = CASE WHEN e.item_id IS NOT NULL OR e.type IN ('comment.submitted', 'comment.imported') THEN e.item_id
       ELSE (SELECT c.id FROM review_item c WHERE c.site_id = $1 AND c.comment_id = e.comment_id ORDER BY c.opened_at DESC LIMIT 1) END LIMIT 1
   ) i ON true
   LEFT JOIN LATERAL (SELECT name FROM person WHERE id = CASE WHEN e.actor LIKE 'person:%' THEN substr(e.actor, 8)::uuid END LIMIT 1) n ON true
   ORDER BY p.position`,
);

/** The log as the live stream reads it: by position only, so that nothing is skipped (decisions.md 13). */
@Injectable()
export class StreamStore {
  /** The last position that was given; 0 before the first. */
  async last(on: Queryable, siteId: SiteId): Promise<number> {
    const [row] = await rows<{ position: string }>(on, LAST, [siteId]);
    return Number(row?.position ?? 0);
  }

  /** Up to `limit` lines of a higher position, in order. */
  after(on: Queryable, siteId: SiteId, position: number, limit: number): Promise<StreamRow[]> {
    return rows<StreamRow>(on, AFTER, [siteId, position, limit]);
  }
}
