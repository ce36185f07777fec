import { statement } from '../platform/database/statement';

export const SEED = statement(
  'queue_seed',
  `INSERT INTO queue (site_id, id, name, position, sla_minutes, created_at)
   SELECT $1, q.*, $6 FROM unnest($2::text[], $3::text[], $4::integer[], $5::integer[]) AS q (id, name, position, sla_minutes) ON CONFLICT DO NOTHING`,
);

const AWAKE = '(w.snoozed_until IS NULL OR w.snoozed_until <= $3)';

/**
 * Counts to the last item, in one pass over the slim rows of what waits; leases by review_item_lease_idx and the site. What
 * still lies in a queue that was removed counts where it goes.
 */
export const LIST = statement(
  'queue_list',
  `WITH waiting AS MATERIALIZED (
     SELECT w.queue_id, count(*) FILTER (WHERE ${AWAKE}) AS open, count(*) FILTER (WHERE ${AWAKE} AND w.due_at < $3) AS overdue,
       min(w.opened_at) FILTER (WHERE ${AWAKE}) AS oldest_at, count(*) FILTER (WHERE NOT ${AWAKE}) AS snoozed
     FROM waiting_item w WHERE w.site_id = $1 GROUP BY w.queue_id
   ), held AS MATERIALIZED (
     SELECT w.queue_id, count(*) FILTER (WHERE ${AWAKE}) AS held, count(*) FILTER (WHERE w.claimed_by = $2) AS mine
     FROM review_item w WHERE w.site_id = $1 AND w.claimed AND w.claim_expires_at > $3 GROUP BY w.queue_id
   ), counted AS (
     SELECT CASE WHEN r.removed_at IS NULL THEN r.id ELSE r.moved_to END AS queue_id, sum(w.open) AS open, sum(w.overdue) AS overdue, min(w.oldest_at) AS oldest_at,
       sum(w.snoozed) AS snoozed, sum(h.held) AS held, sum(h.mine) AS mine
     FROM queue r LEFT JOIN waiting w ON w.queue_id = r.id LEFT JOIN held h ON h.queue_id = r.id WHERE r.site_id = $1 GROUP BY 1
   )
   SELECT q.id, q.name, q.position, q.sla_minutes, q.conditions, q.members, q.hidden_actions, coalesce(c.open, 0)::integer AS open,
     greatest(coalesce(c.open, 0) - coalesce(c.held, 0), 0)::integer AS unclaimed, coalesce(c.overdue, 0)::integer AS overdue, c.oldest_at,
     coalesce(c.snoozed, 0)::integer AS snoozed, coalesce(c.mine, 0)::integer AS mine
   FROM queue q LEFT JOIN counted c ON c.queue_id = q.id
   WHERE q.site_id = $1 AND q.removed_at IS NULL ORDER BY q.position, q.id`,
);

export const EXISTS = statement('queue_exists', 'SELECT FROM queue WHERE site_id = $1 AND id = $2 AND removed_at IS NULL');

/** Who may see each queue and what is hidden there; of removed ones that may still hold items, too. */
export const RESTRICTIONS = statement('queue_restrictions', `SELECT id, members, hidden_actions FROM queue WHERE site_id = $1 AND (members <> '{}' OR hidden_actions <> '{}') ORDER BY id`);

/** Against two who change the order of queues at the same time. Waits for batches of comments that are placing items right now. */
export const LOCK_ALL = statement('queue_lock_all', 'SELECT id, name, position, sla_minutes, conditions, members, hidden_actions FROM queue WHERE site_id = $1 AND removed_at IS NULL ORDER BY id FOR NO KEY UPDATE');

/** A queue of that id may have been removed: it comes back as the new one. */
export const INSERT = statement(
  'queue_insert',
  `INSERT INTO queue AS q (site_id, id, name, position, sla_minutes, conditions, members, hidden_actions, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   ON CONFLICT (site_id, id) DO UPDATE SET name = excluded.name, position = excluded.position, sla_minutes = excluded.sla_minutes, conditions = excluded.conditions,
     members = excluded.members, hidden_actions = excluded.hidden_actions, created_at = excluded.created_at, removed_at = NULL, moved_to = NULL
   WHERE q.removed_at IS NOT NULL RETURNING id`,
);

export const UPDATE = statement('queue_update', 'UPDATE queue SET name = $3, sla_minutes = $4, conditions = $5, members = $6, hidden_actions = $7 WHERE site_id = $1 AND id = $2');

export const ARRANGE = statement(
  'queue_arrange',
  `UPDATE queue q SET position = n.position FROM unnest($2::text[]) WITH ORDINALITY AS n (id, position) WHERE q.site_id = $1 AND q.id = n.id AND q.position <> n.position`,
);

/** The row stays for what was decided in it; what is still placed there by somebody who read it before goes on to $3, as does what went there. */
export const REMOVE = statement('queue_remove', 'UPDATE queue SET removed_at = coalesce(removed_at, $4), moved_to = $3 WHERE site_id = $1 AND (id = $2 OR (moved_to = $2 AND removed_at IS NOT NULL))');

/** waiting_item_queue_idx. */
export const HAS_WAITING = statement('queue_has_waiting', 'SELECT EXISTS (SELECT FROM waiting_item w WHERE w.site_id = $1 AND w.queue_id = $2) AS has_waiting');
