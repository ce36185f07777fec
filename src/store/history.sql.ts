import { statement } from '../platform/database/statement';

/**
 * The history of a site: its evaluations by time and id, newest first, read by their primary key from a place on. $2 and $3 are the
 * place to go on from, not included; $4 the earliest time.
 */
const BEFORE = '(e.judged_at, e.id) < ($2::text::timestamptz, $3::uuid) AND e.judged_at <= $2::text::timestamptz AND e.judged_at >= $4::text::timestamptz';
const NEWEST_FIRST = 'ORDER BY e.judged_at DESC, e.id DESC';

/** The place that is so many evaluations further ($5, from 0); none when there are not so many. */
export const STEP = statement('history_step', `SELECT e.judged_at::text AS at, e.id FROM evaluation e WHERE e.site_id = $1 AND ${BEFORE} ${NEWEST_FIRST} OFFSET $5 LIMIT 1`);

/** How many evaluations there are, at most $5. */
export const COUNT = statement('history_count', `SELECT count(*)::integer AS n FROM (SELECT 1 FROM evaluation e WHERE e.site_id = $1 AND ${BEFORE} LIMIT $5) AS counted`);

/**
 * A stretch of the history down to the place $4, $5, included: the verdicts that stand; of a text judged twice the later one counts. In
 * the order of the key, with one descent into comment_revision_pkey for each, if the session's settings forbid other plans.
 */
const STRETCH = '(e.judged_at, e.id) < ($2::text::timestamptz, $3::uuid) AND e.judged_at <= $2::text::timestamptz AND (e.judged_at, e.id) >= ($4::text::timestamptz, $5::uuid) AND e.judged_at >= $4::text::timestamptz';
const STANDING = `
  FROM evaluation e JOIN comment_revision r ON r.site_id = e.site_id AND r.comment_id = e.comment_id AND r.revision = e.revision AND r.evaluation_id = e.id`;

/** A text that was erased is empty, and no other is. A plain verdict, published and no rule fired, is not sent. Searching the facts, too, would take as long as all the rest. */
const LINE = `
  e.comment_id, e.revision, e.action, e.rule_set_version, e.engine_version,
  CASE WHEN e.action <> 'publish' OR position('"hits":[],"errors":[]' IN e.verdict::text) = 0 THEN e.verdict END AS verdict,
  nullif(r.body, '') AS body, r.format, r.title`;

export const LINES = statement('history_lines', `SELECT ${LINE} ${STANDING} WHERE e.site_id = $1 AND ${STRETCH} ${NEWEST_FIRST}`);

/** The texts that few rules read: the author's name, and the comment that was answered; few facts name one, and only those are read as JSON. */
const PARENT = (part: string): string => `CASE WHEN position('"parent":{' IN e.facts::text) > 0 THEN e.facts #>> '{context,parent,${part}}' END`;
const AROUND = `
  JOIN comment c ON c.site_id = e.site_id AND c.id = e.comment_id
  LEFT JOIN comment_revision p ON p.site_id = e.site_id AND p.comment_id = (${PARENT('id')})::uuid AND p.revision = (${PARENT('revision')})::integer`;

/** {@link LINES} with all that judging needs. */
export const PAGE = statement('history_page', `SELECT ${LINE}, e.judged_at AS at, e.facts ${STANDING} WHERE e.site_id = $1 AND ${STRETCH} ${NEWEST_FIRST}`);
export const PAGE_AROUND = statement('history_page_around', `SELECT ${LINE}, e.judged_at AS at, e.facts, c.author_name, nullif(p.body, '') AS parent_body ${STANDING} ${AROUND} WHERE e.site_id = $1 AND ${STRETCH} ${NEWEST_FIRST}`);

/** By primary keys: what {@link LINES} left out, of some texts. */
const SOME = `
  FROM unnest($2::uuid[], $3::integer[]) AS k (comment_id, revision)
  JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = k.comment_id AND r.revision = k.revision
  CROSS JOIN LATERAL (SELECT * FROM evaluation WHERE site_id = $1 AND judged_at = r.judged_at AND id = r.evaluation_id OFFSET 0) e`;

export const FACTS = statement('history_facts', `SELECT r.comment_id, r.revision, r.judged_at AS at, e.facts ${SOME}`);
export const FACTS_AROUND = statement('history_facts_around', `SELECT r.comment_id, r.revision, r.judged_at AS at, e.facts, c.author_name, nullif(p.body, '') AS parent_body ${SOME} ${AROUND}`);

/** decision_comment_idx: what people said of these comments and did not take back, the last word last. */
export const DECIDED = statement(
  'history_decided',
  `SELECT d.comment_id, d.revision, d.action FROM decision d WHERE d.site_id = $1 AND d.comment_id = ANY ($2::uuid[]) AND d.reversed_by IS NULL ORDER BY d.created_at, d.id`,
);

/** By primary key; long lists stay named. */
export const DOCUMENTS = statement('history_documents', 'SELECT r.version, r.document::text AS document FROM rule_set r WHERE r.site_id = $1 AND r.version = ANY ($2::integer[])');

/** Where a comment's verdicts stand: each revision names its own, and the review item those that a later one replaced. */
const OF_COMMENT = `
  WITH named AS (
    SELECT r.judged_at, r.evaluation_id AS id FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = $2
    UNION
    SELECT s.judged_at, s.evaluation_id FROM review_item i JOIN review_signal s ON s.site_id = i.site_id AND s.item_id = i.id
    WHERE i.site_id = $1 AND i.comment_id = $2 AND s.evaluation_id IS NOT NULL AND s.judged_at IS NOT NULL)`;

/** One descent for each: planned as a join of tables it would read them whole. OFFSET keeps the planner from making it one. */
const EACH = 'CROSS JOIN LATERAL (SELECT * FROM evaluation WHERE site_id = $1 AND judged_at = n.judged_at AND id = n.id OFFSET 0) e';

/** By primary keys, newest first. */
export const EVALUATIONS = statement(
  'history_evaluations',
  `${OF_COMMENT}
   SELECT e.id, e.judged_at, e.revision, e.event, e.action, e.rule_set_version, e.engine_version, e.took_us
   FROM named n ${EACH} ORDER BY e.judged_at DESC, e.id DESC`,
);

/** By primary keys: one evaluation, facts and verdict as they were written, with the texts that were judged. */
export const EVALUATION = statement(
  'history_evaluation',
  `${OF_COMMENT}
   SELECT e.judged_at::text AS at, e.id, e.comment_id, e.revision, e.action, e.rule_set_version::text, e.engine_version, e.facts::text AS facts, e.verdict::text AS verdict,
     nullif(r.body, '') AS body, r.format, r.title, c.author_name, nullif(p.body, '') AS parent_body
   FROM named n ${EACH}
   JOIN comment c ON c.site_id = $1 AND c.id = e.comment_id
   LEFT JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = e.comment_id AND r.revision = e.revision
   LEFT JOIN comment_revision p ON p.site_id = $1 AND p.comment_id = (e.facts #>> '{context,parent,id}')::uuid AND p.revision = (e.facts #>> '{context,parent,revision}')::integer
   WHERE n.id = $3`,
);
