import { statement } from '../platform/database/statement';

/** Beyond this a number of copies says "many". */
const MOST_COPIES = 1_000;

/**
 * All by primary keys, report_reporter_key and near_duplicate_cluster_idx: the item, its comment with the text as it is now, the verdict on
 * that text, and what surrounds it. Each is its own look-up: of a new site's tables a planner knows nothing, joins them through all rows of the
 * site, and takes seconds for a page of the desk.
 */
export const PAGES = statement(
  'review_page_items',
  `SELECT i.id, i.kind, i.version, i.state, i.queue_id, i.priority, i.reason, i.rule, i.policy, i.opened_at, i.due_at, i.escalated_at, i.skips, i.snoozed_until, i.resolved_at,
     i.claim_id, i.claimed_by, i.claim_expires_at, h.name AS claimed_by_name,
     c.id AS comment_id, c.external_id, c.author_id, c.author_name, c.author_kind, c.status, c.version AS comment_version, c.revision, c.created_at,
     r.title, r.body, r.format, r.created_at AS revised_at,
     a.id AS article_id, a.title AS article_title, a.url AS article_url, a.section AS article_section,
     w.name AS record_name, w.kind AS record_kind, w.approved, w.rejected, w.submitted, w.registered_at,
     c.parent_id, pc.author_name AS parent_author_name, pc.status AS parent_status, pr.body AS parent_body, pr.format AS parent_format,
     e.verdict,
     (SELECT count(*)::integer FROM report q WHERE q.site_id = c.site_id AND q.comment_id = c.id) AS report_count,
     CASE WHEN k.cluster IS NULL THEN 0 ELSE (SELECT greatest(count(DISTINCT s.comment_id)::integer - 1, 0) FROM (SELECT o.comment_id FROM near_duplicate o WHERE o.site_id = $1 AND o.cluster = k.cluster LIMIT ${String(MOST_COPIES)}) s) END AS near_copies,
     (SELECT o.decided_by FROM appeal o WHERE o.site_id = i.site_id AND o.comment_id = i.comment_id AND o.state = 'open') AS appealed_decider
   FROM unnest($2::uuid[]) AS wanted (id)
   CROSS JOIN LATERAL (SELECT * FROM review_item WHERE site_id = $1 AND id = wanted.id LIMIT 1) i
   CROSS JOIN LATERAL (SELECT * FROM comment WHERE site_id = $1 AND id = i.comment_id LIMIT 1) c
   CROSS JOIN LATERAL (SELECT * FROM comment_revision WHERE site_id = $1 AND comment_id = c.id AND revision = c.revision LIMIT 1) r
   CROSS JOIN LATERAL (SELECT * FROM article WHERE site_id = $1 AND id = c.article_id LIMIT 1) a
   LEFT JOIN LATERAL (SELECT * FROM author WHERE site_id = $1 AND id = c.author_id LIMIT 1) w ON true
   LEFT JOIN LATERAL (SELECT * FROM comment WHERE site_id = $1 AND id = c.parent_id LIMIT 1) pc ON true
   LEFT JOIN LATERAL (SELECT * FROM comment_revision WHERE site_id = $1 AND comment_id = pc.id AND revision = pc.revision LIMIT 1) pr ON true
   LEFT JOIN LATERAL (SELECT v.verdict FROM evaluation v WHERE v.site_id = $1 AND v.judged_at = r.judged_at AND v.id = r.evaluation_id LIMIT 1) e ON true
   LEFT JOIN LATERAL (SELECT d.cluster FROM near_duplicate d WHERE d.site_id = $1 AND d.created_at = r.judged_at AND d.comment_id = c.id LIMIT 1) k ON true
   LEFT JOIN LATERAL (SELECT name FROM person WHERE id = i.claimed_by LIMIT 1) h ON true`,
);

/** review_signal_item_idx. */
export const SIGNALS = statement(
  'review_page_signals',
  `SELECT s.id, s.item_id, s.kind, s.created_at, r.reason AS report_reason, r.note AS report_note, r.reporter_kind,
     a.id AS appeal_id, a.message AS appeal_message, a.state AS appeal_state, a.decision_id AS appeal_decision_id,
     n.id AS notice_id, n.category AS notice_category, n.explanation AS notice_explanation, n.is_trusted AS notice_is_trusted, n.outcome AS notice_outcome
   FROM review_signal s LEFT JOIN report r ON r.site_id = s.site_id AND r.id = s.report_id
   LEFT JOIN appeal a ON a.site_id = s.site_id AND a.id = s.appeal_id
   LEFT JOIN law_notice n ON n.site_id = s.site_id AND n.id = s.notice_id
   WHERE s.site_id = $1 AND s.item_id = ANY ($2::uuid[]) ORDER BY s.id`,
);

/** By primary keys: the verdict on the text as it is now, with what judged. */
export const JUDGED = statement(
  'review_page_judged',
  `SELECT e.judged_at, e.event, e.rule_set_version, e.engine_version, e.took_us
   FROM comment c JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   JOIN evaluation e ON e.site_id = r.site_id AND e.judged_at = r.judged_at AND e.id = r.evaluation_id
   WHERE c.site_id = $1 AND c.id = $2`,
);

export const STATUS_OF = statement('review_page_status_of', 'SELECT status FROM comment WHERE site_id = $1 AND id = $2');
