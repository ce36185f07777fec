import { Injectable } from '@nestjs/common';
import type { PersonId, SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface NewQueue {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly slaMinutes: number | null;
}

/** A queue with what waits in it. Counts stop at the cap they were asked with. */
export interface QueueRow {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly sla_minutes: number | null;
  readonly open: number;
  readonly unclaimed: number;
  readonly overdue: number;
  readonly oldest_at: Date | null;
  readonly mine: number;
}

const SEED = statement(
  'queue_seed',
  `INSERT INTO queue (site_id, id, name, position, sla_minutes, created_at)
   SELECT $1, q.*, $6 FROM unnest($2::text[], $3::text[], $4::integer[], $5::integer[]) AS q (id, name, position, sla_minutes) ON CONFLICT DO NOTHING`,
);

/** review_item_open_age_idx for the oldest $4 of each queue, review_item_claim_idx for one's own: no queue is counted to its end. */
const LIST = statement(
  'queue_list',
  `SELECT q.id, q.name, q.position, q.sla_minutes, w.open, w.unclaimed, w.overdue, w.oldest_at, coalesce(m.mine, 0) AS mine
   FROM queue q
   CROSS JOIN LATERAL (
     SELECT count(*)::integer AS open, (count(*) FILTER (WHERE NOT o.claimed OR o.claim_expires_at <= $3))::integer AS unclaimed,
       (count(*) FILTER (WHERE o.due_at < $3))::integer AS overdue, min(o.opened_at) AS oldest_at
     FROM (SELECT i.opened_at, i.due_at, i.claimed, i.claim_expires_at FROM review_item i
           WHERE i.site_id = $1 AND i.queue_id = q.id AND i.state = 'open' ORDER BY i.opened_at LIMIT $4) o
   ) w
   LEFT JOIN (
     SELECT i.queue_id, count(*)::integer AS mine FROM review_item i
     WHERE i.site_id = $1 AND i.claimed AND i.claimed_by = $2 AND i.claim_expires_at > $3 GROUP BY i.queue_id
   ) m ON m.queue_id = q.id
   WHERE q.site_id = $1 ORDER BY q.position, q.id`,
);

const EXISTS = statement('queue_exists', 'SELECT FROM queue WHERE site_id = $1 AND id = $2');

@Injectable()
export class QueueStore {
  /** Makes those of the queues that are not there. */
  async seed(tx: Tx, siteId: SiteId, queues: readonly NewQueue[], now: Date): Promise<void> {
    await changed(tx, SEED, [siteId, queues.map(({ id }) => id), queues.map(({ name }) => name), queues.map(({ position }) => position), queues.map(({ slaMinutes }) => slaMinutes), now]);
  }

  list(on: Queryable, siteId: SiteId, { personId, now, cap }: { readonly personId: PersonId | null; readonly now: Date; readonly cap: number }): Promise<QueueRow[]> {
    return rows<QueueRow>(on, LIST, [siteId, personId, now, cap]);
  }

  async exists(on: Queryable, siteId: SiteId, id: string): Promise<boolean> {
    return (await rows(on, EXISTS, [siteId, id])).length > 0;
  }
}
