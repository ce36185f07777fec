import { type Statement, statement } from '../platform/database/statement';

/** One kind of row that belongs to a person, as an export names it. */
export interface PersonalRows {
  readonly name: string;
  /** `$1` site, `$2` comments or the author's id; one column, `row`. */
  readonly shown: Statement;
}

/** Rows as JSON, without what would tell of somebody else. */
const shown = (name: string, { from, where, order, without = [] }: { readonly from: string; readonly where: string; readonly order: string; readonly without?: readonly string[] }): PersonalRows => ({
  name,
  shown: statement(`personal_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`, `SELECT to_jsonb(t) - '{${['site_id', ...without].join(',')}}'::text[] AS row FROM ${from} t WHERE ${where} ORDER BY ${order}`),
});

const OF_COMMENTS = 't.site_id = $1 AND t.comment_id = ANY ($2::uuid[])';
const ITEMS = 'ARRAY (SELECT i.id FROM review_item i WHERE i.site_id = $1 AND i.comment_id = ANY ($2::uuid[]))';

/**
 * Where the verdicts on a comment stand: each revision names its own, review signals those that a later one replaced, lines of the log those that a report
 * brought.
 */
export const VERDICTS_OF = `
  SELECT r.judged_at, r.evaluation_id AS id FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = ANY ($2::uuid[])
  UNION
  SELECT s.judged_at, s.evaluation_id FROM review_signal s WHERE s.site_id = $1 AND s.item_id = ANY (${ITEMS}) AND s.evaluation_id IS NOT NULL AND s.judged_at IS NOT NULL
  UNION
  SELECT e.created_at, (e.payload ->> 'evaluationId')::uuid FROM event e WHERE e.site_id = $1 AND e.comment_id = ANY ($2::uuid[]) AND e.payload ? 'evaluationId'`;

/** What hangs on comments, by the indexes that begin with the comment. One descent for each verdict: planned as a join it would read whole months. */
export const ROWS_OF_COMMENTS: readonly PersonalRows[] = [
  shown('comments', { from: 'comment', where: 't.site_id = $1 AND t.id = ANY ($2::uuid[])', order: 't.id' }),
  shown('revisions', { from: 'comment_revision', where: OF_COMMENTS, order: 't.comment_id, t.revision' }),
  shown('searchWords', { from: 'comment_words', where: OF_COMMENTS, order: 't.comment_id' }),
  shown('nearDuplicates', {
    from: '(SELECT d.* FROM comment_revision r JOIN near_duplicate d ON d.site_id = $1 AND d.created_at = r.created_at AND d.comment_id = r.comment_id WHERE r.site_id = $1 AND r.comment_id = ANY ($2::uuid[]))',
    where: 't.site_id = $1', order: 't.created_at, t.comment_id',
  }),
  shown('evaluations', { from: `(SELECT v.* FROM (${VERDICTS_OF}) n CROSS JOIN LATERAL (SELECT * FROM evaluation WHERE site_id = $1 AND judged_at = n.judged_at AND id = n.id OFFSET 0) v)`, where: 't.site_id = $1', order: 't.judged_at, t.id' }),
  shown('reviewItems', { from: 'review_item', where: OF_COMMENTS, order: 't.id' }),
  shown('reviewNotes', { from: 'review_note', where: OF_COMMENTS, order: 't.id' }),
  shown('reviewTags', { from: 'review_tag', where: `t.site_id = $1 AND t.item_id = ANY (${ITEMS})`, order: 't.item_id, t.tag' }),
  shown('decisions', { from: 'decision', where: OF_COMMENTS, order: 't.created_at, t.id' }),
  shown('bulkOperations', { from: 'bulk_operation', where: 't.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.bulk_operation_id FROM decision d WHERE d.site_id = $1 AND d.comment_id = ANY ($2::uuid[]) AND d.bulk_operation_id IS NOT NULL))', order: 't.id', without: ['taken_by', 'taken_until'] }),
  shown('reportsReceived', { from: 'report', where: OF_COMMENTS, order: 't.created_at, t.id', without: ['reporter'] }),
  shown('noticesReceived', { from: 'law_notice', where: OF_COMMENTS, order: 't.id', without: ['notifier', 'email_hash', 'earlier_email_hashes', 'reference_hash'] }),
  shown('appeals', { from: 'appeal', where: OF_COMMENTS, order: 't.created_at, t.id' }),
  shown('commentLabels', { from: 'label', where: OF_COMMENTS, order: 't.id' }),
  shown('suggestedScores', { from: 'suggested_score', where: 't.site_id = $1 AND md5(t.body) = ANY (ARRAY (SELECT md5(r.body) FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = ANY ($2::uuid[])))', order: 't.id' }),
  shown('lessons', { from: 'learned_decision', where: OF_COMMENTS, order: 't.comment_id' }),
  shown('backtestChanges', { from: 'backtest_change', where: OF_COMMENTS, order: 't.backtest_id, t.kind, t.place' }),
  shown('imports', { from: 'import_run', where: `t.site_id = $1 AND t.id = ANY (ARRAY (SELECT (e.payload ->> 'run')::uuid FROM event e WHERE e.site_id = $1 AND e.comment_id = ANY ($2::uuid[]) AND e.type = 'comment.imported'))`, order: 't.id', without: ['taken_by', 'taken_until'] }),
  shown('commentEvents', { from: 'event', where: OF_COMMENTS, order: 't.id' }),
];

/** What hangs on the author. */
export const ROWS_OF_AUTHOR: readonly PersonalRows[] = [
  shown('author', { from: 'author', where: 't.site_id = $1 AND t.id = $2', order: 't.id' }),
  shown('authorNotes', { from: 'author_note', where: 't.site_id = $1 AND t.author_id = $2', order: 't.id' }),
  shown('authorLabels', { from: 'label', where: `t.site_id = $1 AND t.entity = 'author' AND t.subject = $2`, order: 't.id' }),
  shown('standing', { from: 'reputation', where: `t.site_id = $1 AND t.entity = 'author' AND t.name = $2`, order: 't.name' }),
  shown('reportsMade', { from: 'report', where: `t.site_id = $1 AND t.reporter = 'author:' || $2::text`, order: 't.id' }),
  shown('noticesMade', { from: 'law_notice', where: 't.site_id = $1 AND (t.email_hash = (SELECT a.email_hash FROM author a WHERE a.site_id = $1 AND a.id = $2) OR t.earlier_email_hashes @> ARRAY [(SELECT a.email_hash FROM author a WHERE a.site_id = $1 AND a.id = $2)])', order: 't.id', without: ['notifier', 'email_hash', 'earlier_email_hashes', 'reference_hash'] }),
  shown('mutes', { from: 'reporter_mute', where: `t.site_id = $1 AND t.reporter = 'author:' || $2::text`, order: 't.reporter' }),
  shown('idempotencyKeys', { from: 'idempotency_key', where: `t.site_id = $1 AND t.actor = 'reader:' || $2::text`, order: 't.operation, t.key' }),
  shown('authorEvents', { from: 'event', where: `t.site_id = $1 AND t.payload ?| '{authorId,subject}' AND coalesce(t.payload ->> 'authorId', t.payload ->> 'subject') = $2`, order: 't.id' }),
  shown('importProblems', { from: `(SELECT i.site_id, i.id, p.problem FROM import_run i, jsonb_array_elements(i.problems) AS p (problem) WHERE i.site_id = $1 AND strpos(p.problem::text, $2) > 0)`, where: 't.site_id = $1', order: 't.id' }),
  shown('messages', { from: 'outbox', where: `t.site_id = $1 AND coalesce(t.payload #>> '{comment,authorId}', t.payload #>> '{author,id}') = $2`, order: 't.id' }),
];

/** A stretch of the log of deliveries ($3 the last one before it, $4 how many), of which those about the author are shown. */
export const DELIVERIES = statement(
  'personal_deliveries',
  `WITH stretch AS MATERIALIZED (SELECT * FROM webhook_delivery WHERE site_id = $1 AND id > $3 ORDER BY id LIMIT $4)
   SELECT (SELECT max(id::text) FROM stretch) AS last,
     coalesce((SELECT jsonb_agg(to_jsonb(s) - 'site_id' ORDER BY s.id) FROM stretch s WHERE strpos(s.payload, to_json($2::text)::text) > 0 AND coalesce(s.payload::jsonb #>> '{data,comment,authorId}', s.payload::jsonb #>> '{data,author,id}') = $2), '[]') AS rows`,
);

/** comment_author_idx. */
export const COMMENT_IDS = statement('personal_comment_ids', 'SELECT id FROM comment WHERE site_id = $1 AND author_id = $2 AND id > $3 ORDER BY id LIMIT $4');

/** Whether anything at all is known of this id. By primary key, report_reporter_idx, label_subject_key. */
export const IS_KNOWN = statement(
  'personal_is_known',
  `SELECT EXISTS (SELECT FROM author WHERE site_id = $1 AND id = $2) OR EXISTS (SELECT FROM report WHERE site_id = $1 AND reporter = 'author:' || $2::text)
     OR EXISTS (SELECT FROM label WHERE site_id = $1 AND entity = 'author' AND subject = $2) AS known`,
);
