import { Injectable } from '@nestjs/common';
import type { EventType } from '../domain/events';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface EventRow {
  readonly id: string;
  /** Its place in the site's log, without gaps; a driver text, because it may outgrow an integer. */
  readonly position: string;
  readonly type: EventType;
  readonly actor: string;
  readonly comment_id: string | null;
  readonly item_id: string | null;
  readonly decision_id: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly created_at: Date;
}

/** event_position_key. */
const AFTER = statement(
  'event_after',
  `SELECT id, position, type, actor, comment_id, item_id, decision_id, payload, created_at
   FROM event WHERE site_id = $1 AND position > $2 ORDER BY position LIMIT $3`,
);

/** Any number; the same in every process, so that one at a time gives positions. Held to the end of the transaction. */
const LOCK = statement('event_position_lock', 'SELECT pg_try_advisory_xact_lock(7336202) AS mine');
const SITES = statement('event_position_sites', 'SELECT id FROM site WHERE EXISTS (SELECT FROM event e WHERE e.site_id = site.id AND e.position IS NULL)');
/** event_unpositioned_idx: in the order they were made. */
const WAITING = statement('event_position_waiting', 'SELECT id FROM event WHERE site_id = $1 AND position IS NULL ORDER BY id LIMIT $2');
/** event_position_key, from its end. */
const LAST = statement('event_position_last', 'SELECT position FROM event WHERE site_id = $1 AND position IS NOT NULL ORDER BY position DESC LIMIT 1');
const PLACE = statement(
  'event_position_place',
  `UPDATE event e SET position = p.position FROM unnest($2::uuid[], $3::bigint[]) AS p (id, position) WHERE e.site_id = $1 AND e.id = p.id`,
);

/**
 * The log in an order that never changes. Events become visible in any order, so readers go by position only, and one
 * worker gives positions to what has been committed (decisions.md 13).
 */
@Injectable()
export class EventLogStore {
  /** Up to `limit` events of a higher position, in order. */
  after(on: Queryable, siteId: SiteId, position: number, limit: number): Promise<EventRow[]> {
    return rows<EventRow>(on, AFTER, [siteId, position, limit]);
  }

  /** Sites with committed events that have no position yet. */
  async sitesWaiting(on: Queryable): Promise<SiteId[]> {
    return (await rows<{ id: SiteId }>(on, SITES, [])).map(({ id }) => id);
  }

  /** Gives the next positions to up to `limit` events of a site; returns how many, 0 also while another worker does it. */
  async place(tx: Tx, siteId: SiteId, limit: number): Promise<number> {
    const [lock] = await rows<{ mine: boolean }>(tx, LOCK, []);
    if (lock?.mine !== true) return 0;
    const waiting = (await rows<{ id: string }>(tx, WAITING, [siteId, limit])).map(({ id }) => id);
    if (waiting.length === 0) return 0;
    const [last] = await rows<{ position: string }>(tx, LAST, [siteId]);
    const from = Number(last?.position ?? 0);
    return changed(tx, PLACE, [siteId, waiting, waiting.map((_, index) => from + index + 1)]);
  }
}
