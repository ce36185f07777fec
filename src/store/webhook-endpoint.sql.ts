import { statement } from '../platform/database/statement';

const COLUMNS = `id, url, types, include_text, secret, previous_secret, previous_secret_until, is_enabled, disabled_reason, failing_since, created_at`;

export const LIST = statement('webhook_endpoint_list', `SELECT ${COLUMNS} FROM webhook_endpoint WHERE site_id = $1 ORDER BY id`);

export const FIND = statement('webhook_endpoint_find', `SELECT ${COLUMNS} FROM webhook_endpoint WHERE site_id = $1 AND id = $2`);

export const LOCK = statement('webhook_endpoint_lock', `SELECT ${COLUMNS} FROM webhook_endpoint WHERE site_id = $1 AND id = $2 FOR UPDATE`);

export const COUNT = statement('webhook_endpoint_count', 'SELECT count(*)::integer AS endpoints FROM webhook_endpoint WHERE site_id = $1');

export const ADD = statement(
  'webhook_endpoint_add',
  `INSERT INTO webhook_endpoint (site_id, id, url, types, include_text, secret, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
);

/** Null leaves a column as it is. Switching an endpoint on, or giving it another address, forgets what was wrong before. */
export const CHANGE = statement(
  'webhook_endpoint_change',
  `UPDATE webhook_endpoint SET
     url = COALESCE($3, url),
     types = COALESCE($4, types),
     include_text = COALESCE($5, include_text),
     is_enabled = COALESCE($6, is_enabled),
     disabled_reason = CASE WHEN $6 THEN NULL WHEN NOT $6 THEN COALESCE(disabled_reason, $7) ELSE disabled_reason END,
     failing_since = CASE WHEN $6 OR $3 IS NOT NULL THEN NULL ELSE failing_since END
   WHERE site_id = $1 AND id = $2
   RETURNING ${COLUMNS}`,
);

export const ROTATE = statement(
  'webhook_endpoint_rotate',
  `UPDATE webhook_endpoint SET previous_secret = secret, previous_secret_until = $4, secret = $3
   WHERE site_id = $1 AND id = $2
   RETURNING ${COLUMNS}`,
);

export const REMOVE = statement('webhook_endpoint_remove', 'DELETE FROM webhook_endpoint WHERE site_id = $1 AND id = $2');

/** The row is written at the first failure and the first success after it, not at every attempt. */
export const MARK_FAILING = statement('webhook_endpoint_mark_failing', 'UPDATE webhook_endpoint SET failing_since = $3 WHERE site_id = $1 AND id = $2 AND failing_since IS NULL');

export const MARK_WORKING = statement('webhook_endpoint_mark_working', 'UPDATE webhook_endpoint SET failing_since = NULL WHERE site_id = $1 AND id = $2 AND failing_since IS NOT NULL');

export const DISABLE = statement('webhook_endpoint_disable', 'UPDATE webhook_endpoint SET is_enabled = false, disabled_reason = $3 WHERE site_id = $1 AND id = $2 AND is_enabled');
