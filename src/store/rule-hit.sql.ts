import { statement } from '../platform/database/statement';

/**
 * What the events of a stretch of the log judged: event_position_pkey and the lines' primary key, then each evaluation by its moment and comment; the bounds let the
 * planner pass over the other months. Most verdicts have nothing to say: those are only counted, so that what leaves the database
 * grows with the hits and not with the comments.
 */
export const JUDGED = statement(
  'rule_hit_judged',
  `WITH told AS MATERIALIZED (
     SELECT e.created_at, e.comment_id, coalesce(100 / nullif((e.payload ->> 'auditPercent')::float8, 0), 1) AS weight
     FROM event_position p JOIN event e ON e.site_id = $1 AND e.id = p.event_id AND e.type = ANY ($4::text[])
     WHERE p.site_id = $1 AND p.position > $2 AND p.position <= $3),
   judged AS MATERIALIZED (
     SELECT v.id, v.judged_at, v.comment_id, v.revision, v.event, v.action, v.rule_set_version AS version, v.took_us, v.facts, v.verdict, s.speaks, t.weight
     FROM told t JOIN evaluation v ON v.site_id = $1 AND v.judged_at = t.created_at AND v.comment_id = t.comment_id
     CROSS JOIN LATERAL (SELECT v.verdict -> 'hits' -> 0 IS NOT NULL OR v.verdict -> 'errors' -> 0 IS NOT NULL OR coalesce(v.verdict ->> 'primaryRule' = 'engine_error', false) AS speaks) s
     WHERE v.judged_at BETWEEN $5 AND $6)
   SELECT id, judged_at, comment_id, revision, event, action, version, took_us, facts -> 'fields' ->> 'article.section' AS section, verdict, weight, 1 AS judged, 0 AS passed
   FROM judged WHERE speaks
   UNION ALL
   SELECT NULL, date_trunc('hour', judged_at, 'UTC'), NULL, NULL, event, NULL, version, sum(took_us)::integer, NULL, NULL, NULL, count(*)::integer, (count(*) FILTER (WHERE action = 'publish'))::integer
   FROM judged WHERE NOT speaks GROUP BY 2, event, version`,
);

export const ADD = statement(
  'rule_hit_add',
  `INSERT INTO rule_hit (site_id, day, evaluation_id, rule, comment_id, revision, version, judged_at, mode, action, is_suppressed, is_only, section, entries, weight)
   SELECT $1, h.day, h.evaluation_id, h.rule, h.comment_id, h.revision, h.version, h.judged_at, h.mode, h.action, h.is_suppressed, h.is_only, h.section,
     ARRAY(SELECT jsonb_array_elements_text(h.entries)), h.weight
   FROM unnest($2::date[], $3::uuid[], $4::text[], $5::uuid[], $6::integer[], $7::integer[], $8::timestamptz[], $9::text[], $10::text[], $11::boolean[], $12::boolean[],
     $13::text[], $14::jsonb[], $15::float8[])
     AS h (day, evaluation_id, rule, comment_id, revision, version, judged_at, mode, action, is_suppressed, is_only, section, entries, weight)`,
);

/** What people have come to say of a text of comment `c`: in the decision in force, and whether somebody still waits for one. */
const SAID = (revision: string): string => `
     (SELECT d.action FROM decision d WHERE d.site_id = $1 AND d.comment_id = c.id AND d.revision = ${revision} AND d.reversed_by IS NULL
      ORDER BY d.created_at DESC, d.id DESC LIMIT 1) AS decided,
     ${revision} = c.revision AND EXISTS (SELECT FROM review_item i WHERE i.site_id = $1 AND i.comment_id = c.id AND i.state = 'open') AS waits`;

/**
 * By primary keys and decision_comment_idx, review_item_open_key: what people have come to say of each text of these comments. The second
 * half are verdicts on reports, which the items name (review_item_comment_idx, review_signal_item_idx).
 */
export const STANDING = statement(
  'rule_hit_standing',
  `SELECT r.evaluation_id, r.judged_at, ${SAID('r.revision')}
   FROM comment c JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])
   UNION ALL
   SELECT e.id, e.judged_at, ${SAID('e.revision')}
   FROM comment c JOIN review_item n ON n.site_id = c.site_id AND n.comment_id = c.id JOIN review_signal s ON s.site_id = n.site_id AND s.item_id = n.id AND s.kind = 'verdict'
   CROSS JOIN LATERAL (SELECT v.id, v.judged_at, v.revision FROM evaluation v WHERE v.site_id = $1 AND v.judged_at = s.judged_at AND v.id = s.evaluation_id AND v.event = 'report' LIMIT 1) e
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])`,
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
