import { statement } from '../platform/database/statement';

/** By review_item_comment_idx or decision_comment_idx. */
const IS_THERE = (table: string): string => `coalesce((SELECT true FROM ${table} x WHERE x.site_id = $1 AND x.comment_id = judged.comment_id LIMIT 1), false)`;

/**
 * What the events of a stretch of the log judged: event_position_pkey and the lines' primary key, then each evaluation by its moment and comment; the bounds let the
 * planner pass over the other months. Fenced (OFFSET 0): a planner that believes the month to be young reads the whole stretch again for
 * each line. Most verdicts have nothing to say: those are only counted, so that what leaves the database grows with the hits and not with
 * the comments.
 */
export const JUDGED = statement(
  'rule_hit_judged',
  `WITH told AS MATERIALIZED (
     SELECT e.created_at, e.comment_id, e.type <> 'comment.submitted' AS again, coalesce(100 / nullif((e.payload ->> 'auditPercent')::float8, 0), 1) AS weight
     FROM event_position p JOIN event e ON e.site_id = $1 AND e.id = p.event_id AND e.type = ANY ($4::text[])
     WHERE p.site_id = $1 AND p.position > $2 AND p.position <= $3),
   judged AS MATERIALIZED (
     SELECT v.id, v.judged_at, v.comment_id, v.revision, v.event, v.action, v.rule_set_version AS version, v.took_us, v.facts, v.verdict, s.speaks, t.weight, t.again
     FROM told t
     CROSS JOIN LATERAL (SELECT * FROM evaluation WHERE site_id = $1 AND judged_at = t.created_at AND judged_at BETWEEN $5 AND $6 AND comment_id = t.comment_id OFFSET 0) v
     CROSS JOIN LATERAL (SELECT v.verdict -> 'hits' -> 0 IS NOT NULL OR v.verdict -> 'errors' -> 0 IS NOT NULL OR coalesce(v.verdict ->> 'primaryRule' = 'engine_error', false) AS speaks) s)
   SELECT id, judged_at, comment_id, revision, event, action, version, took_us, facts -> 'fields' ->> 'article.section' AS section, verdict, weight,
     again OR ${IS_THERE('review_item')} OR ${IS_THERE('decision')} AS heard, 1 AS judged, 0 AS passed
   FROM judged WHERE speaks
   UNION ALL
   SELECT NULL, date_trunc('hour', judged_at, 'UTC'), NULL, NULL, event, NULL, version, sum(took_us)::integer, NULL, NULL, NULL, NULL, count(*)::integer, (count(*) FILTER (WHERE action = 'publish'))::integer
   FROM judged WHERE NOT speaks GROUP BY 2, event, version`,
);

export const ADD = statement(
  'rule_hit_add',
  `INSERT INTO rule_hit (site_id, day, evaluation_id, rule, comment_id, revision, version, judged_at, mode, action, is_suppressed, is_only, section, entries, weight, outcome)
   SELECT $1, h.day, h.evaluation_id, h.rule, h.comment_id, h.revision, h.version, h.judged_at, h.mode, h.action, h.is_suppressed, h.is_only, h.section,
     ARRAY(SELECT jsonb_array_elements_text(h.entries)), h.weight, h.outcome
   FROM unnest($2::date[], $3::uuid[], $4::text[], $5::uuid[], $6::integer[], $7::integer[], $8::timestamptz[], $9::text[], $10::text[], $11::boolean[], $12::boolean[],
     $13::text[], $14::jsonb[], $15::float8[], $16::text[])
     AS h (day, evaluation_id, rule, comment_id, revision, version, judged_at, mode, action, is_suppressed, is_only, section, entries, weight, outcome)`,
);

/** What people have come to say of text `t` of comment `c`: in the decision in force, and whether somebody still waits for one. */
const SAID = `
     (SELECT d.action FROM decision d WHERE d.site_id = $1 AND d.comment_id = c.id AND d.revision = t.revision AND d.reversed_by IS NULL
      ORDER BY d.created_at DESC, d.id DESC LIMIT 1) AS decided,
     t.revision = c.revision AND coalesce((SELECT true FROM review_item i WHERE i.site_id = $1 AND i.comment_id = c.id AND i.state = 'open' LIMIT 1), false) AS waits
   FROM unnest($2::uuid[]) AS n (id)
   CROSS JOIN LATERAL (SELECT id, revision FROM comment WHERE site_id = $1 AND id = n.id LIMIT 1) c`;

/**
 * By primary keys and decision_comment_idx, review_item_open_key: what people have come to say of each text of these comments. The second
 * half are verdicts on reports, which the items name (review_item_comment_idx, review_signal_item_idx). Lateral and fenced: each comment
 * has few of all these, and a planner without figures would rather read the site's whole queue.
 */
export const STANDING = statement(
  'rule_hit_standing',
  `SELECT t.evaluation_id, t.judged_at, ${SAID}
   CROSS JOIN LATERAL (SELECT evaluation_id, judged_at, revision FROM comment_revision WHERE site_id = $1 AND comment_id = c.id OFFSET 0) t
   UNION ALL
   SELECT t.evaluation_id, t.judged_at, ${SAID}
   CROSS JOIN LATERAL (SELECT id FROM review_item WHERE site_id = $1 AND comment_id = c.id OFFSET 0) i
   CROSS JOIN LATERAL (SELECT judged_at, evaluation_id FROM review_signal WHERE site_id = $1 AND item_id = i.id AND kind = 'verdict' OFFSET 0) s
   CROSS JOIN LATERAL (SELECT v.id AS evaluation_id, v.judged_at, v.revision FROM evaluation v WHERE v.site_id = $1 AND v.judged_at = s.judged_at AND v.id = s.evaluation_id AND v.event = 'report' LIMIT 1) t`,
);

/** By primary key, in the days of these evaluations only. */
export const OF_EVALUATIONS = statement(
  'rule_hit_of_evaluations',
  `SELECT to_char(day, 'YYYY-MM-DD') AS day, evaluation_id, rule, version, action, section, entries, weight, outcome
   FROM rule_hit WHERE site_id = $1 AND day = ANY ($2::date[]) AND evaluation_id = ANY ($3::uuid[])`,
);

export const SETTLE = statement(
  'rule_hit_settle',
  `UPDATE rule_hit h SET outcome = s.outcome FROM unnest($3::date[], $4::uuid[], $5::text[], $6::text[]) AS s (day, evaluation_id, rule, outcome)
   WHERE h.site_id = $1 AND h.day = ANY ($2::date[]) AND h.day = s.day AND h.evaluation_id = s.evaluation_id AND h.rule = s.rule`,
);
