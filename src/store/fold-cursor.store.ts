import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** event_position_pkey, from the cursor on. */
const SITES = statement(
  'fold_cursor_sites',
  `SELECT s.id FROM site s WHERE EXISTS (SELECT FROM event_position e WHERE e.site_id = s.id AND e.position >
     coalesce((SELECT c.position FROM fold_cursor c WHERE c.site_id = s.id AND c.name = $1), 0))`,
);
const BEGIN = statement('fold_cursor_begin', 'INSERT INTO fold_cursor (site_id, name, position) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING');
const LOCK = statement('fold_cursor_lock', 'SELECT position FROM fold_cursor WHERE site_id = $1 AND name = $2 FOR UPDATE SKIP LOCKED');
const MOVE = statement('fold_cursor_move', 'UPDATE fold_cursor SET position = $3 WHERE site_id = $1 AND name = $2');

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
    await changed(tx, BEGIN, [siteId, name]);
    const [cursor] = await rows<{ position: string }>(tx, LOCK, [siteId, name]);
    return cursor ? Number(cursor.position) : null;
  }

  async move(tx: Tx, siteId: SiteId, name: string, position: number): Promise<void> {
    await changed(tx, MOVE, [siteId, name, position]);
  }
}
