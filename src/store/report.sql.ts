import { statement } from '../platform/database/statement';

export const ADD = statement(
  'report_add',
  `WITH added AS (
     INSERT INTO report (site_id, id, comment_id, revision, reporter, reporter_kind, reason, note, weight, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (site_id, comment_id, reporter) DO NOTHING RETURNING id, reason, created_at)
   SELECT id, reason, created_at, true AS is_new FROM added
   UNION ALL
   SELECT id, reason, created_at, false FROM report WHERE site_id = $1 AND comment_id = $3 AND reporter = $5 AND NOT EXISTS (SELECT FROM added)`,
);

/** report_reporter_key: the reports on the text as it stands, without those of reporters who are muted by now. */
export const SUM = statement(
  'report_sum',
  `SELECT r.reporter_kind, r.reason, count(*)::integer AS count, sum(r.weight)::integer AS weight
   FROM report r
   WHERE r.site_id = $1 AND r.comment_id = $2 AND r.revision = $3
     AND NOT EXISTS (SELECT FROM reporter_mute m WHERE m.site_id = $1 AND m.reporter = r.reporter)
   GROUP BY r.reporter_kind, r.reason`,
);

/**
 * What people said of a reported text: the decision in force on that revision, made after the report. By decision_comment_idx. An
 * undo or an appeal changes it with the decision, for nothing is counted up anywhere.
 */
const OUTCOME = `
  LEFT JOIN LATERAL (SELECT CASE d.action WHEN 'reject' THEN 'upheld' ELSE 'dismissed' END AS outcome FROM decision d
    WHERE d.site_id = $1 AND d.comment_id = r.comment_id AND d.reversed_by IS NULL AND d.revision = r.revision AND d.created_at >= r.created_at
    ORDER BY d.created_at DESC, d.id DESC LIMIT 1) o ON true`;

/** report_reporter_key; a comment's reports are few. */
export const LIST = statement(
  'report_list',
  `SELECT r.id, r.revision, r.reporter, r.reporter_kind, r.reason, r.note, r.weight, r.created_at, m.muted_at, o.outcome,
     CASE WHEN r.reporter LIKE 'author:%' THEN (SELECT a.name FROM author a WHERE a.site_id = $1 AND a.id = substr(r.reporter, 8))
          WHEN r.reporter LIKE 'person:%' THEN (SELECT p.name FROM person p WHERE p.id::text = substr(r.reporter, 8)) END AS reporter_name
   FROM report r
   LEFT JOIN reporter_mute m ON m.site_id = $1 AND m.reporter = r.reporter${OUTCOME}
   WHERE r.site_id = $1 AND r.comment_id = $2 AND r.id > $3
   ORDER BY r.id LIMIT $4`,
);

/** report_reporter_idx, from its end: the latest reports of one reporter ($3 of them) and what became of each. */
export const RECORD = statement(
  'reporter_record',
  `SELECT count(*) FILTER (WHERE o.outcome = 'upheld')::integer AS upheld, count(*) FILTER (WHERE o.outcome = 'dismissed')::integer AS dismissed
   FROM (SELECT s.comment_id, s.revision, s.created_at FROM report s WHERE s.site_id = $1 AND s.reporter = $2 ORDER BY s.id DESC LIMIT $3) r${OUTCOME}`,
);

/** report_reporter_idx. */
export const COUNT_OF = statement('reporter_count', 'SELECT count(*)::integer AS reports, max(created_at) AS last_at FROM report WHERE site_id = $1 AND reporter = $2');

export const MUTE_OF = statement(
  'reporter_mute_of',
  'SELECT m.muted_at, m.muted_by, p.name AS muted_by_name, m.note FROM reporter_mute m LEFT JOIN person p ON p.id = m.muted_by WHERE m.site_id = $1 AND m.reporter = $2',
);

/** Muting twice is muting once: who did it first stands. */
export const MUTE = statement('reporter_mute', 'INSERT INTO reporter_mute (site_id, reporter, note, muted_by, muted_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (site_id, reporter) DO NOTHING');
export const UNMUTE = statement('reporter_unmute', 'DELETE FROM reporter_mute WHERE site_id = $1 AND reporter = $2');

/** Primary key of reporter_mute, and report_reporter_key. */
export const KNOWN_AS = statement(
  'reporter_known_as',
  `SELECT w.name FROM unnest($3::text[]) WITH ORDINALITY AS w (name, place)
   CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM reporter_mute m WHERE m.site_id = $1 AND m.reporter = w.name) AS is_muted, EXISTS (SELECT FROM report r WHERE r.site_id = $1 AND r.comment_id = $2 AND r.reporter = w.name) AS has_reported) k
   WHERE k.is_muted OR k.has_reported ORDER BY k.is_muted DESC, w.place LIMIT 1`,
);
