import { Injectable } from '@nestjs/common';
import type { EventType } from '../domain/events';
import type { SiteId } from '../domain/ids';
import { uuids } from '../platform/database/columns';
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

/** event_position_pkey, then the primary key of each line. */
const AFTER = statement(
  'event_after',
  `SELECT e.id, p.position, e.type, e.actor, e.comment_id, e.item_id, e.decision_id, e.payload, e.created_at
   FROM (SELECT position, event_id FROM event_position WHERE site_id = $1 AND position > $2 ORDER BY position LIMIT $3) p
   JOIN event e ON e.site_id = $1 AND e.id = p.event_id ORDER BY p.position`,
);

/** Any number; the same in every process, so that one at a time gives positions. Held to the end of the transaction. */
const LOCK = statement('event_position_lock', 'SELECT pg_try_advisory_xact_lock(7336202) AS mine');
const SITES = statement('event_position_sites', 'SELECT id FROM site WHERE EXISTS (SELECT FROM event_waiting w WHERE w.site_id = site.id)');
/** Transactions in the order in which they made their first line. */
const WAITING = statement('event_position_waiting', 'SELECT id, event_ids FROM event_waiting WHERE site_id = $1 ORDER BY id LIMIT $2');
/** event_position_pkey, from its end. */
const LAST = statement('event_position_last', 'SELECT position FROM event_position WHERE site_id = $1 ORDER BY position DESC LIMIT 1');
const PLACE = statement('event_position_place', 'INSERT INTO event_position (site_id, position, event_id) SELECT $1, $2::bigint + p.place, p.id FROM unnest($3::uuid[]) WITH ORDINALITY AS p (id, place)');
const PLACED = statement('event_position_placed', 'DELETE FROM event_waiting WHERE site_id = $1 AND id = ANY ($2::uuid[])');

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

  /** Gives the next positions to the events of up to `limit` transactions of a site; returns how many, 0 also while another worker does it. */
  async place(tx: Tx, siteId: SiteId, limit: number): Promise<number> {
    const [lock] = await rows<{ mine: boolean }>(tx, LOCK, []);
    if (lock?.mine !== true) return 0;
    const waiting = await rows<{ id: string; event_ids: string[] }>(tx, WAITING, [siteId, limit]);
    if (waiting.length === 0) return 0;
    const [last] = await rows<{ position: string }>(tx, LAST, [siteId]);
    const events = waiting.flatMap(({ event_ids }) => event_ids).sort();
    await changed(tx, PLACE, [siteId, last?.position ?? '0', uuids(events)]);
    await changed(tx, PLACED, [siteId, uuids(waiting.map(({ id }) => id))]);
    return events.length;
  }
}
