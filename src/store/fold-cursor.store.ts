import { Injectable } from '@nestjs/common';
import type { EventType } from '../domain/events';
import type { CommentId, SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** event_position_pkey, from its end: the last place in the log beside the cursor. */
const SITES = statement(
  'fold_cursor_sites',
  `SELECT s.id FROM site s
   CROSS JOIN LATERAL (SELECT p.position FROM event_position p WHERE p.site_id = s.id ORDER BY p.position DESC LIMIT 1) last
   LEFT JOIN fold_cursor c ON c.site_id = s.id AND c.name = $1
   WHERE last.position > coalesce(c.position, 0)`,
);
const BEGIN = statement('fold_cursor_begin', 'INSERT INTO fold_cursor (site_id, name, position) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING');
/** On a young database the planner believes the log to be short, and would keep reading all of it for as long as it believes so. */
const BY_INDEX = statement('fold_cursor_by_index', "SELECT set_config('enable_seqscan', 'off', true)");
const LOCK = statement('fold_cursor_lock', 'SELECT position FROM fold_cursor WHERE site_id = $1 AND name = $2 FOR UPDATE SKIP LOCKED');
/** Waits. */
const HOLD = statement('fold_cursor_hold', 'SELECT position FROM fold_cursor WHERE site_id = $1 AND name = ANY ($2::text[]) ORDER BY name FOR UPDATE');
const MOVE = statement('fold_cursor_move', 'UPDATE fold_cursor SET position = $3 WHERE site_id = $1 AND name = $2');

/** event_position_pkey from the cursor on, then the lines' primary key. Only what is asked of a portion leaves the database. */
const PORTION = statement(
  'fold_cursor_portion',
  `SELECT max(p.position)::text AS last, count(*)::integer AS lines,
     min(e.created_at) FILTER (WHERE e.type = ANY ($4::text[])) AS first_judged, max(e.created_at) FILTER (WHERE e.type = ANY ($4::text[])) AS last_judged,
     coalesce(array_agg(DISTINCT e.comment_id) FILTER (WHERE e.type = ANY ($5::text[]) AND e.comment_id IS NOT NULL), '{}') AS said
   FROM (SELECT position, event_id FROM event_position WHERE site_id = $1 AND position > $2 ORDER BY position LIMIT $3) p
   JOIN event e ON e.site_id = $1 AND e.id = p.event_id`,
);

/** The next lines of the log behind a cursor, summed up. */
export interface LogPortion {
  /** The position of the last line, a driver text; null when there is no line. */
  readonly last: string | null;
  readonly lines: number;
  /** When the first and the last of those that tell of a judging happened. */
  readonly first_judged: Date | null;
  readonly last_judged: Date | null;
  /** Comments of which people said something. */
  readonly said: readonly CommentId[];
}

/**
 * How far each worker that learns from the event log has read it. Positions have no gaps and appear in order, so that reading
 * from the cursor on skips nothing that was committed late; and the cursor moves in the transaction of what was learned.
 */
@Injectable()
export class FoldCursorStore {
  /** Sites with events behind this worker's cursor. */
  async sitesBehind(on: Queryable, name: string): Promise<SiteId[]> {
    return (await rows<{ id: SiteId }>(on, SITES, [name])).map(({ id }) => id);
  }

  /** The last position read, locked until the end of the transaction; null while another process has it. */
  async lock(tx: Tx, siteId: SiteId, name: string): Promise<number | null> {
    await changed(tx, BY_INDEX, []);
    await changed(tx, BEGIN, [siteId, name]);
    const [cursor] = await rows<{ position: string }>(tx, LOCK, [siteId, name]);
    return cursor ? Number(cursor.position) : null;
  }

  /** Keeps these workers from reading this site's log until the end of the transaction; waits for those that are at it. */
  async hold(tx: Tx, siteId: SiteId, names: readonly string[]): Promise<void> {
    for (const name of names) await changed(tx, BEGIN, [siteId, name]);
    await rows(tx, HOLD, [siteId, names]);
  }

  /** Up to `limit` lines behind `after`; `judged` and `said` name the types that matter. */
  async portion(tx: Tx, siteId: SiteId, { after, limit, judged, said }: { readonly after: number; readonly limit: number; readonly judged: readonly EventType[]; readonly said: readonly EventType[] }): Promise<LogPortion> {
    const [portion] = await rows<LogPortion>(tx, PORTION, [siteId, after, limit, judged, said]);
    return portion ?? { last: null, lines: 0, first_judged: null, last_judged: null, said: [] };
  }

  async move(tx: Tx, siteId: SiteId, name: string, position: number): Promise<void> {
    await changed(tx, MOVE, [siteId, name, position]);
  }
}
