import { statement } from '../platform/database/statement';

export const ADD = statement(
  'webhook_delivery_add',
  `INSERT INTO webhook_delivery (site_id, id, endpoint_id, message_id, type, payload, status, created_at)
   SELECT $1, d.id, d.endpoint_id, d.message_id, d.type, d.payload, 'pending', $7
   FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[]) AS d (id, endpoint_id, message_id, type, payload)`,
);

export const FIND = statement(
  'webhook_delivery_find',
  'SELECT id, endpoint_id, message_id, type, payload, status, attempts, created_at, delivered_at, last_error FROM webhook_delivery WHERE site_id = $1 AND id = $2',
);

/** Newest first by webhook_delivery_endpoint_idx; ids are ordered by time. */
export const PAGE = statement(
  'webhook_delivery_page',
  `SELECT id, endpoint_id, message_id, type, payload, status, attempts, created_at, delivered_at, last_error
   FROM webhook_delivery WHERE site_id = $1 AND endpoint_id = $2 AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
);

export const ATTEMPTS = statement(
  'webhook_attempt_of',
  'SELECT delivery_id, attempt, status, error, took_ms, created_at FROM webhook_attempt WHERE site_id = $1 AND delivery_id = ANY ($2::uuid[]) ORDER BY delivery_id, attempt',
);

/** Writes only what follows on the attempt before it, so that a job that ran twice is counted once. */
export const RECORD = statement(
  'webhook_delivery_record',
  `UPDATE webhook_delivery SET attempts = $3, status = $4, last_status = $5, last_error = $6, delivered_at = $7
   WHERE site_id = $1 AND id = $2 AND status = 'pending' AND attempts = $3 - 1`,
);

export const ADD_ATTEMPT = statement(
  'webhook_attempt_add',
  'INSERT INTO webhook_attempt (site_id, delivery_id, attempt, status, error, took_ms, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
);

export const GIVE_UP = statement('webhook_delivery_give_up', `UPDATE webhook_delivery SET status = 'failed', last_error = $3 WHERE site_id = $1 AND id = $2 AND status = 'pending'`);

/** Ids are ordered by time, so the primary key finds what is old. What still waits for an attempt stays. */
export const PRUNE = statement(
  'webhook_delivery_prune',
  `DELETE FROM webhook_delivery d
   USING (SELECT id FROM webhook_delivery WHERE site_id = $1 AND id < $2 AND status <> 'pending' ORDER BY id LIMIT $3) old
   WHERE d.site_id = $1 AND d.id = old.id`,
);
