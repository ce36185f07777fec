import { statement } from '../platform/database/statement';
import { LIST_ITEM, UNLIST_ITEM } from './waiting-item.sql';

/** Whether a condition of the queue `c` is not made, or met. */
const met = (name: string, test: string): string => `(NOT c.conditions ? '${name}' OR coalesce(${test}, false))`;
const oneOf = (name: string, value: string): string => met(name, `c.conditions -> '${name}' ? ${value}`);

/**
 * The first queue, in their order, whose conditions the item meets; else the one it names, which may have been removed since,
 * and then where that one's items went or `default`. Its time limit is the item's. What was placed on purpose stays there, and
 * an appeal goes only where a queue says so, so that nobody gets one by surprise.
 */
const PLACED = `
  LEFT JOIN LATERAL (
    SELECT c.id FROM queue c
    WHERE c.site_id = $1 AND NOT i.is_placed AND c.removed_at IS NULL AND c.conditions <> '{}'
      AND ${met('rules', `c.conditions -> 'rules' ?| i.rules`)} AND ${oneOf('policies', 'i.policy')} AND ${oneOf('sections', 'i.section')} AND ${oneOf('langs', 'i.lang')}
      AND ((i.kind = 'comment' AND NOT c.conditions ? 'kinds') OR coalesce(c.conditions -> 'kinds' ? i.kind, false)) AND ${oneOf('authorKinds', 'i.author_kind')}
      AND ${met('minScore', `i.score >= (c.conditions ->> 'minScore')::numeric * 100`)} AND ${met('reported', `(c.conditions ->> 'reported')::boolean = (i.reports > 0)`)}
    ORDER BY c.position, c.id LIMIT 1) m ON true
  LEFT JOIN queue n ON n.site_id = $1 AND n.id = coalesce(m.id, i.queue_id)
  LEFT JOIN queue d ON d.site_id = $1 AND d.id = coalesce(n.moved_to, 'default') AND (n.id IS NULL OR n.removed_at IS NOT NULL)`;
const QUEUE = `coalesce(d.id, n.id, 'default')`;
const DUE = `coalesce(i.due_at, i.opened_at + CASE WHEN d.id IS NULL THEN n.sla_minutes ELSE d.sla_minutes END * interval '1 minute')`;

const COLUMNS = 'id, comment_id, article_id, author_id, queue_id, priority, reason, rule, policy, content_revision, opened_at, due_at, kind, author_kind, section, lang, score, rules, reports';
const VALUES = `i.id, i.comment_id, i.article_id, i.author_id, ${QUEUE}, i.priority, i.reason, i.rule, i.policy, i.content_revision, i.opened_at, ${DUE}, i.kind, i.author_kind, i.section, i.lang, i.score, i.rules, i.reports`;

export const OPEN_MANY = statement(
  'review_item_open_many',
  `INSERT INTO review_item (site_id, state, ${COLUMNS})
   SELECT $1, 'open', ${VALUES}
   FROM (SELECT u.*, u.fired::text[] AS rules, 0 AS reports FROM
     unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::text[], $9::text[], $10::text[], $11::integer[], $12::timestamptz[], $13::timestamptz[],
       $14::text[], $15::text[], $16::text[], $17::text[], $18::integer[], $19::text[], $20::boolean[])
       AS u (id, comment_id, article_id, author_id, queue_id, priority, reason, rule, policy, content_revision, opened_at, due_at, kind, author_kind, section, lang, score, fired, is_placed)) i${PLACED}
   RETURNING *`,
);

export const ADD_SIGNALS = statement(
  'review_signal_add',
  `INSERT INTO review_signal (site_id, id, item_id, kind, evaluation_id, judged_at, report_id, created_at)
   SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::timestamptz[], $7::uuid[], $8::timestamptz[])`,
);

/** What somebody wrote to the site: an appeal, a notice. */
export const ADD_WRITTEN_SIGNAL = statement(
  'review_signal_add_written',
  `INSERT INTO review_signal (site_id, id, item_id, kind, appeal_id, notice_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

/** An appeal names the item whatever else brought it here; of other reasons the worse one does. */
const NAMES = `(excluded.kind = 'appeal' OR (item.kind = 'comment' AND excluded.priority > item.priority))`;

/**
 * The worse of two reasons names the item and its queue. The version moves only with what must be read first ($14: another
 * text, an appeal, a notice), so that a report does not take the item out of a moderator's hands. That, or a worse reason, wakes an item
 * that was put off.
 */
export const OPEN_OR_JOIN = statement(
  'review_item_open_or_join',
  `WITH item AS (
     INSERT INTO review_item AS item (site_id, state, ${COLUMNS})
     SELECT $1, 'open', ${VALUES}
     FROM (VALUES ($2::uuid, $3::uuid, $4::text, $5::text, $6::text, $7::integer, $8::text, $9::text, $10::text, $11::integer, $12::timestamptz, $13::timestamptz,
       $15::text, $16::text, $17::text, $18::text, $19::integer, $20::text::text[], $21::boolean, $22::integer))
       AS i (id, comment_id, article_id, author_id, queue_id, priority, reason, rule, policy, content_revision, opened_at, due_at, kind, author_kind, section, lang, score, rules, is_placed, reports)${PLACED}
     ON CONFLICT (site_id, comment_id) WHERE state = 'open' DO UPDATE SET
       priority = greatest(item.priority, excluded.priority),
       queue_id = CASE WHEN ${NAMES} THEN excluded.queue_id ELSE item.queue_id END,
       reason = CASE WHEN ${NAMES} THEN excluded.reason ELSE item.reason END,
       rule = CASE WHEN ${NAMES} THEN excluded.rule ELSE item.rule END,
       policy = CASE WHEN ${NAMES} THEN excluded.policy ELSE item.policy END,
       kind = CASE WHEN excluded.kind = 'appeal' THEN excluded.kind ELSE item.kind END,
       lang = excluded.lang,
       score = excluded.score,
       rules = excluded.rules,
       reports = item.reports + excluded.reports,
       due_at = least(item.due_at, excluded.due_at),
       content_revision = greatest(item.content_revision, excluded.content_revision),
       snoozed_until = CASE WHEN $14 OR ${NAMES} THEN NULL ELSE item.snoozed_until END,
       version = item.version + CASE WHEN $14 THEN 1 ELSE 0 END
     RETURNING *
   ), listed AS (${LIST_ITEM('$23')})
   SELECT i.id, i.version, i.id = $2::uuid AS opened FROM item i`,
);

/** The text of a comment with an open item changed, and the new text gave no reason of its own. */
export const MOVE_REVISION = statement(
  'review_item_move_revision',
  `WITH item AS (
     UPDATE review_item SET content_revision = $3, version = version + 1, snoozed_until = NULL
     WHERE site_id = $1 AND comment_id = $2 AND state = 'open' RETURNING *
   ), listed AS (${LIST_ITEM('$4')})
   SELECT i.id, i.version FROM item i`,
);

export const RESOLVE_OF = statement(
  'review_item_resolve_of',
  `WITH item AS (
     UPDATE review_item SET state = 'resolved', resolved_at = $3, version = version + 1, snoozed_until = NULL,
       claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL
     WHERE site_id = $1 AND comment_id = $2 AND state = 'open' RETURNING id
   ), gone AS (${UNLIST_ITEM})
   SELECT i.id FROM item i`,
);

/** By primary keys: a comment's text as it is now, with what is known of it. */
export const TRAITS_OF = statement(
  'review_item_traits_of',
  `SELECT c.author_kind, a.section, coalesce(e.facts -> 'fields' ->> 'lang.code', a.lang) AS lang, e.verdict, r.body, r.format
   FROM comment c
   JOIN article a ON a.site_id = c.site_id AND a.id = c.article_id
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   LEFT JOIN evaluation e ON e.site_id = r.site_id AND e.judged_at = r.judged_at AND e.id = r.evaluation_id
   WHERE c.site_id = $1 AND c.id = $2`,
);
