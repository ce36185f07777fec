import { statement } from '../platform/database/statement';
import { FOLLOW_ITEM } from './waiting-item.sql';

const FREE = 'claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL';
const CHANGED = 'SELECT i.id, i.comment_id, i.version, i.queue_id, i.priority, i.due_at, i.escalated_at, i.snoozed_until FROM item i';

/** The time limit of the new queue counts from when the item was opened: somebody has been waiting since then. */
export const MOVE = statement(
  'review_item_move',
  `WITH item AS (
     UPDATE review_item i SET queue_id = $3, version = version + 1, ${FREE},
       due_at = i.opened_at + (SELECT q.sla_minutes FROM queue q WHERE q.site_id = $1 AND q.id = $3) * interval '1 minute'
     WHERE i.site_id = $1 AND i.id = $2 AND i.state = 'open' RETURNING i.*
   ), followed AS (${FOLLOW_ITEM})
   ${CHANGED}`,
);

export const ESCALATE = statement(
  'review_item_escalate',
  `WITH item AS (
     UPDATE review_item SET escalated_at = coalesce(escalated_at, $3), priority = greatest(priority, $4), snoozed_until = NULL, ${FREE},
       version = version + CASE WHEN escalated_at IS NULL THEN 1 ELSE 0 END
     WHERE site_id = $1 AND id = $2 AND state = 'open' RETURNING *
   ), followed AS (${FOLLOW_ITEM})
   ${CHANGED}`,
);

export const SNOOZE = statement(
  'review_item_snooze',
  `WITH item AS (UPDATE review_item SET snoozed_until = $3, ${FREE} WHERE site_id = $1 AND id = $2 AND state = 'open' RETURNING *), followed AS (${FOLLOW_ITEM})
   ${CHANGED}`,
);

/** review_item_snooze_idx. Rows that somebody works on right now are left for the next round. */
export const WAKE = statement(
  'review_item_wake',
  `WITH rested AS (
     SELECT site_id, id FROM review_item WHERE state = 'open' AND snoozed_until <= $1 ORDER BY snoozed_until LIMIT $2 FOR UPDATE SKIP LOCKED
   ), item AS (
     UPDATE review_item i SET snoozed_until = NULL FROM rested r WHERE i.site_id = r.site_id AND i.id = r.id RETURNING i.site_id, i.id, i.comment_id
   ), followed AS (UPDATE waiting_item w SET snoozed_until = NULL FROM item i WHERE w.site_id = i.site_id AND w.item_id = i.id)
   SELECT site_id, id, comment_id FROM item`,
);

/** The same for one site, for a claim that found too little. */
export const WAKE_SITE = statement(
  'review_item_wake_site',
  `WITH rested AS (
     SELECT id FROM review_item WHERE site_id = $3 AND state = 'open' AND snoozed_until <= $1 ORDER BY snoozed_until LIMIT $2 FOR UPDATE SKIP LOCKED
   ), item AS (
     UPDATE review_item i SET snoozed_until = NULL FROM rested r WHERE i.site_id = $3 AND i.id = r.id RETURNING i.site_id, i.id, i.comment_id
   ), followed AS (UPDATE waiting_item w SET snoozed_until = NULL FROM item i WHERE w.site_id = $3 AND w.item_id = i.id)
   SELECT site_id, id, comment_id FROM item`,
);

/** queue_removed_idx, then waiting_item_queue_idx once for each. */
export const STRAYED = statement(
  'queue_strayed',
  `SELECT q.site_id, q.id, q.moved_to FROM queue q
   WHERE q.removed_at IS NOT NULL AND EXISTS (SELECT FROM waiting_item w WHERE w.site_id = q.site_id AND w.queue_id = q.id) ORDER BY q.removed_at LIMIT 100`,
);

/** waiting_item_queue_idx; in order, so that two who do the same wait instead of holding what the other needs. */
export const MOVE_PORTION = statement(
  'review_item_move_portion',
  `WITH picked AS (
     SELECT i.id FROM review_item i
     WHERE i.site_id = $1 AND i.id = ANY (ARRAY (SELECT w.item_id FROM waiting_item w WHERE w.site_id = $1 AND w.queue_id = $2 LIMIT $4)) AND i.state = 'open' AND i.queue_id = $2
     ORDER BY i.id FOR NO KEY UPDATE
   ), item AS (
     UPDATE review_item i SET queue_id = $3, version = version + 1,
       due_at = i.opened_at + (SELECT q.sla_minutes FROM queue q WHERE q.site_id = $1 AND q.id = $3) * interval '1 minute'
     WHERE i.site_id = $1 AND i.id = ANY (ARRAY (SELECT p.id FROM picked p)) RETURNING i.*
   ), followed AS (${FOLLOW_ITEM})
   ${CHANGED}`,
);

/** A portion of a queue's items whose time limit is not the queue's ($3 minutes). */
export const TIME_PORTION = statement(
  'review_item_time_portion',
  `WITH picked AS (
     SELECT i.id FROM review_item i
     WHERE i.site_id = $1 AND i.state = 'open' AND i.queue_id = $2
       AND i.id = ANY (ARRAY (SELECT w.item_id FROM waiting_item w WHERE w.site_id = $1 AND w.queue_id = $2 AND w.due_at IS DISTINCT FROM w.opened_at + $3::integer * interval '1 minute' LIMIT $4))
     ORDER BY i.id FOR NO KEY UPDATE
   ), item AS (
     UPDATE review_item i SET due_at = i.opened_at + $3::integer * interval '1 minute' WHERE i.site_id = $1 AND i.id = ANY (ARRAY (SELECT p.id FROM picked p)) RETURNING i.*
   ), followed AS (${FOLLOW_ITEM})
   SELECT i.id FROM item i`,
);
