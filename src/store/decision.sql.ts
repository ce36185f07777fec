import { statement } from '../platform/database/statement';

const COLUMNS = `d.id, d.comment_id, d.item_id, d.item_version, d.revision, d.action, d.reason_code, d.note, d.status_before, d.status_after, d.comment_version, d.decided_by, p.name AS decided_by_name, d.reversed_by, d.bulk_operation_id, d.message, d.author_action, d.created_at,
   (SELECT jsonb_agg(jsonb_build_object('signalId', f.signal_id, 'verdict', f.verdict) ORDER BY f.signal_id) FROM signal_feedback f WHERE f.site_id = d.site_id AND f.decision_id = d.id) AS signal_feedback`;
const NAMED = 'FROM decision d LEFT JOIN person p ON p.id = d.decided_by';

export const INSERT = statement(
  'decision_insert',
  `INSERT INTO decision (site_id, id, comment_id, item_id, item_version, revision, action, reason_code, note, status_before, status_after, comment_version, decided_by, created_at, bulk_operation_id, message, author_action)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
);

/** Signals of other items are left out, and seen by their number. */
export const ADD_FEEDBACK = statement(
  'signal_feedback_add',
  `INSERT INTO signal_feedback (site_id, decision_id, signal_id, verdict)
   SELECT $1, $2, f.signal_id, f.verdict FROM unnest($4::uuid[], $5::text[]) AS f (signal_id, verdict)
   JOIN review_signal s ON s.site_id = $1 AND s.id = f.signal_id AND s.item_id = $3`,
);

export const FIND = statement('decision_find', `SELECT ${COLUMNS} ${NAMED} WHERE d.site_id = $1 AND d.id = $2`);

/** decision_comment_idx. The comments are looked up in here, so that whoever has only the items asks once. */
export const ON_COMMENTS_OF_ITEMS = statement(
  'decision_on_comments_of_items',
  `SELECT ${COLUMNS} ${NAMED}
   WHERE d.site_id = $1 AND d.comment_id = ANY (ARRAY (SELECT i.comment_id FROM review_item i WHERE i.site_id = $1 AND i.id = ANY ($2::uuid[])))
   ORDER BY d.created_at, d.id`,
);

/** decision_comment_idx: the decision that counts is the last one nobody took back. */
export const LATEST = statement(
  'decision_latest',
  `SELECT ${COLUMNS} ${NAMED} WHERE d.site_id = $1 AND d.comment_id = $2 AND d.reversed_by IS NULL ORDER BY d.created_at DESC, d.id DESC LIMIT 1`,
);

export const REVERSE = statement('decision_reverse', 'UPDATE decision SET reversed_by = $3 WHERE site_id = $1 AND id = $2 AND reversed_by IS NULL');

/** outbox_decision_idx. Waits for a relay that is taking the row, then finds it gone. */
export const WITHDRAW_MESSAGE = statement('decision_withdraw_message', `DELETE FROM outbox WHERE site_id = $1 AND decision_id = $2 AND type IN ('comment.decided', 'appeal.resolved')`);
