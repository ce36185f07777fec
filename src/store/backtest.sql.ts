import { statement } from '../platform/database/statement';

const COLUMNS = `b.site_id, b.id, b.status, b.version, b.based_on, b.hash, b.from_at, b.to_at, b.most, b.total, b.judged, b.tally, b.active_ms, b.failure,
  b.requested_by, b.created_at, b.started_at, b.ended_at`;
const TO_DO = `${COLUMNS}, b.document, b.mark_at::text AS mark_at, b.mark_id, b.attempts`;

export const ADD = statement(
  'backtest_add',
  `INSERT INTO backtest (site_id, id, status, version, based_on, document, hash, from_at, to_at, most, requested_by, created_at)
   VALUES ($1, $2, 'waiting', $3, $4, $5, $6, $7, $8, $9, $10, $11)
   ON CONFLICT (site_id) WHERE status IN ('waiting', 'running') DO NOTHING`,
);

/** By primary key. */
export const FIND = statement('backtest_find', `SELECT ${COLUMNS} FROM backtest b WHERE b.site_id = $1 AND b.id = $2`);

/** By primary key, newest first: ids are made in the order of time. */
export const PAGE = statement('backtest_page', `SELECT ${COLUMNS} FROM backtest b WHERE b.site_id = $1 AND b.id < $2 ORDER BY b.id DESC LIMIT $3`);

/** By primary key. What has ended stays as it ended. */
export const CANCEL = statement('backtest_cancel', `UPDATE backtest SET status = 'cancelled', ended_at = $3 WHERE site_id = $1 AND id = $2 AND status IN ('waiting', 'running')`);

/** backtest_open_key: few rows, those that wait and those whose process has not been heard of. */
export const DUE = statement(
  'backtest_due',
  `SELECT b.site_id, b.id FROM backtest b WHERE b.status IN ('waiting', 'running') AND (b.taken_until IS NULL OR b.taken_until < $1) ORDER BY b.created_at LIMIT 10`,
);

/** By primary key; of two processes that saw it one takes it. */
export const TAKE = statement(
  'backtest_take',
  `UPDATE backtest b SET status = 'running', taken_by = $3, taken_until = $5, started_at = COALESCE(b.started_at, $4), attempts = b.attempts + 1
   WHERE b.site_id = $1 AND b.id = $2 AND b.status IN ('waiting', 'running') AND (b.taken_until IS NULL OR b.taken_until < $4)
   RETURNING ${TO_DO}`,
);

const MINE = `site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3`;

/** A word that was long on its way must not take back what was saved meanwhile. */
export const BEAT = statement('backtest_beat', `UPDATE backtest SET judged = greatest(judged, $4), taken_until = $5 WHERE ${MINE}`);
export const SET_TOTAL = statement('backtest_set_total', `UPDATE backtest SET total = $4 WHERE ${MINE}`);

/** What is done, up to a mark in the history: a process that takes over goes on from there. */
export const SAVE = statement('backtest_save', `UPDATE backtest SET mark_at = $4::text::timestamptz, mark_id = $5, judged = $6, tally = $7, active_ms = active_ms + $8, attempts = 0 WHERE ${MINE}`);

export const FINISH = statement('backtest_finish', `UPDATE backtest SET status = 'done', total = judged, ended_at = $4, taken_until = NULL WHERE ${MINE}`);
export const FAIL = statement('backtest_fail', `UPDATE backtest SET status = 'failed', failure = $5, ended_at = $4, taken_until = NULL WHERE ${MINE}`);
/** Lays it down for another process, at a stop. */
export const RELEASE = statement('backtest_release', `UPDATE backtest SET taken_until = NULL, attempts = greatest(attempts - 1, 0) WHERE ${MINE}`);

export const ADD_CHANGES = statement(
  'backtest_add_changes',
  `INSERT INTO backtest_change (site_id, backtest_id, kind, place, comment_id, revision, judged_at, before, after, primary_rule, hits, decided)
   SELECT $1, $2, c.kind, c.place, c.comment_id, c.revision, c.judged_at::timestamptz, c.before, c.after, c.primary_rule, c.hits, c.decided
   FROM unnest($3::text[], $4::integer[], $5::uuid[], $6::integer[], $7::text[], $8::text[], $9::text[], $10::text[], $11::json[], $12::text[])
     AS c (kind, place, comment_id, revision, judged_at, before, after, primary_rule, hits, decided)`,
);

/** By primary keys: a page of changes with the texts they are about. */
export const CHANGES = statement(
  'backtest_changes',
  `SELECT c.place, c.comment_id, c.revision, c.judged_at, c.before, c.after, c.primary_rule, c.hits, c.decided, r.title, nullif(r.body, '') AS body, r.format, m.author_name
   FROM backtest_change c
   LEFT JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.comment_id AND r.revision = c.revision
   LEFT JOIN comment m ON m.site_id = c.site_id AND m.id = c.comment_id
   WHERE c.site_id = $1 AND c.backtest_id = $2 AND c.kind = $3 AND c.place > $4 ORDER BY c.place LIMIT $5`,
);

/** Results stay; the comments that were changed are kept for the latest backtests of a site. */
export const FORGET_CHANGES = statement(
  'backtest_forget_changes',
  `DELETE FROM backtest_change WHERE site_id = $1 AND backtest_id < (SELECT b.id FROM backtest b WHERE b.site_id = $1 ORDER BY b.id DESC OFFSET $2 LIMIT 1)`,
);
