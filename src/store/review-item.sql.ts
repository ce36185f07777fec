import { statement } from '../platform/database/statement';

/** The queue a rule names may have been removed since: its items go to `default`, and get that queue's time limit. */
const PLACED = `
  LEFT JOIN queue q ON q.site_id = $1 AND q.id = i.queue_id
  LEFT JOIN queue d ON d.site_id = $1 AND d.id = 'default' AND q.id IS NULL`;
const QUEUE = `coalesce(q.id, 'default')`;
const DUE = `coalesce(i.due_at, i.opened_at + coalesce(q.sla_minutes, d.sla_minutes) * interval '1 minute')`;

const COLUMNS = 'id, comment_id, article_id, author_id, queue_id, priority, reason, rule, policy, content_revision, opened_at, due_at';

export const OPEN_MANY = statement(
  'review_item_open_many',
  `INSERT INTO review_item (site_id, state, ${COLUMNS})
   SELECT $1, 'open', i.id, i.comment_id, i.article_id, i.author_id, ${QUEUE}, i.priority, i.reason, i.rule, i.policy, i.content_revision, i.opened_at, ${DUE}
   FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::text[], $9::text[], $10::text[], $11::integer[], $12::timestamptz[], $13::timestamptz[])
     AS i (${COLUMNS})${PLACED}`,
);

export const ADD_SIGNALS = statement(
  'review_signal_add',
  `INSERT INTO review_signal (site_id, id, item_id, kind, evaluation_id, judged_at, report_id, created_at)
   SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::timestamptz[], $7::uuid[], $8::timestamptz[])`,
);

export const ADD_APPEAL_SIGNAL = statement(
  'review_signal_add_appeal',
  `INSERT INTO review_signal (site_id, id, item_id, kind, appeal_id, created_at) VALUES ($1, $2, $3, 'appeal', $4, $5)`,
);

/** An appeal names the item whatever else brought it here; of other reasons the worse one does. */
const NAMES = `excluded.kind = 'appeal' OR (item.kind = 'comment' AND excluded.priority > item.priority)`;

/**
 * The worse of two reasons names the item and its queue. The version moves only with what must be read first ($14: another
 * text, an appeal), so that a report does not take the item out of a moderator's hands.
 */
export const OPEN_OR_JOIN = statement(
  'review_item_open_or_join',
  `INSERT INTO review_item AS item (site_id, state, kind, ${COLUMNS})
   SELECT $1, 'open', $15, i.id, i.comment_id, i.article_id, i.author_id, ${QUEUE}, i.priority, i.reason, i.rule, i.policy, i.content_revision, i.opened_at, ${DUE}
   FROM (VALUES ($2::uuid, $3::uuid, $4::text, $5::text, $6::text, $7::integer, $8::text, $9::text, $10::text, $11::integer, $12::timestamptz, $13::timestamptz))
     AS i (${COLUMNS})${PLACED}
   ON CONFLICT (site_id, comment_id) WHERE state = 'open' DO UPDATE SET
     kind = CASE WHEN excluded.kind = 'appeal' THEN excluded.kind ELSE item.kind END,
     priority = greatest(item.priority, excluded.priority),
     queue_id = CASE WHEN ${NAMES} THEN excluded.queue_id ELSE item.queue_id END,
     reason = CASE WHEN ${NAMES} THEN excluded.reason ELSE item.reason END,
     rule = CASE WHEN ${NAMES} THEN excluded.rule ELSE item.rule END,
     policy = CASE WHEN ${NAMES} THEN excluded.policy ELSE item.policy END,
     due_at = least(item.due_at, excluded.due_at),
     content_revision = greatest(item.content_revision, excluded.content_revision),
     version = item.version + CASE WHEN $14 THEN 1 ELSE 0 END
   RETURNING item.id, item.version, item.id = $2::uuid AS opened`,
);

/** The text of a comment with an open item changed, and the new text gave no reason of its own. */
export const MOVE_REVISION = statement(
  'review_item_move_revision',
  `UPDATE review_item SET content_revision = $3, version = version + 1
   WHERE site_id = $1 AND comment_id = $2 AND state = 'open' RETURNING id, version`,
);

export const RESOLVE_OF = statement(
  'review_item_resolve_of',
  `UPDATE review_item SET state = 'resolved', resolved_at = $3, version = version + 1,
     claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL
   WHERE site_id = $1 AND comment_id = $2 AND state = 'open' RETURNING id`,
);
