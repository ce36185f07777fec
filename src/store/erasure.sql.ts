import { type Statement, statement } from '../platform/database/statement';
import { VERDICTS_OF } from './personal-record.sql';
import { UNLIST_ITEM } from './waiting-item.sql';

/** Takes words and names out of what hangs on comments. Parameters: `$1` site, `$2` comments, then what `takes` names. */
export interface Erasing extends Statement {
  readonly takes: readonly ('author' | 'tombstone' | 'now')[];
}

const erasing = (name: string, takes: Erasing['takes'], text: string): Erasing => ({ ...statement(`erase_${name}`, text), takes });

const OF_COMMENTS = 'site_id = $1 AND comment_id = ANY ($2::uuid[])';
const ITEMS = 'ARRAY (SELECT i.id FROM review_item i WHERE i.site_id = $1 AND i.comment_id = ANY ($2::uuid[]))';

/** In this order: what is found by the text or by the verdict comes before these go. */
export const OF_COMMENTS_BEFORE: readonly Erasing[] = [
  // suggested_score_body_idx. What was learned of them are sums of hashes, and fades.
  erasing('suggested_scores', [], 'DELETE FROM suggested_score WHERE site_id = $1 AND md5(body) = ANY (ARRAY (SELECT md5(r.body) FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = ANY ($2::uuid[])))'),
  // Primary key: a sketch has the time of the revision that it is of.
  erasing('near_duplicates', [], `DELETE FROM near_duplicate WHERE site_id = $1 AND comment_id = ANY ($2::uuid[]) AND created_at = ANY (ARRAY (SELECT r.created_at FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = ANY ($2::uuid[])))`),
  erasing('search_words', [], `DELETE FROM comment_words WHERE ${OF_COMMENTS}`),
];

/** Moments as PostgreSQL writes them: JavaScript would cut them to milliseconds. */
export const VERDICTS = statement('erase_find_verdicts', `SELECT n.judged_at::text AS at, n.id FROM (${VERDICTS_OF}) n`);

/**
 * By primary key. Facts keep what statistics that are still to be folded ask for; hits keep which rule said what, not what it saw. `erased` says that
 * nobody can judge this again.
 */
export const VERDICT = statement(
  'erase_verdicts',
  `UPDATE evaluation SET
     facts = json_build_object('event', facts -> 'event', 'receivedAt', facts -> 'receivedAt', 'base', facts -> 'base',
       'fields', CASE WHEN facts -> 'fields' -> 'article.section' IS NULL THEN '{}'::json ELSE json_build_object('article.section', facts -> 'fields' -> 'article.section') END,
       'failed', '[]'::json, 'rates', '{}'::json, 'sampleBuckets', '{}'::json, 'context', '{}'::json, 'erased', true),
     verdict = (verdict::jsonb || jsonb_build_object(
       'hits', coalesce((SELECT jsonb_agg(h.hit || '{"spans": [], "facts": []}' ORDER BY h.place) FROM jsonb_array_elements(verdict::jsonb -> 'hits') WITH ORDINALITY AS h (hit, place)), '[]'),
       'errors', coalesce((SELECT jsonb_agg(h.error || '{"detail": ""}' ORDER BY h.place) FROM jsonb_array_elements(verdict::jsonb -> 'errors') WITH ORDINALITY AS h (error, place)), '[]')))::json
   WHERE site_id = $1 AND judged_at = ANY ($2::text[]::timestamptz[]) AND id = ANY ($3::uuid[])`,
);

/** The end of what waits for somebody: nothing is left to decide. */
export const RESOLVE_ITEMS = statement(
  'erase_resolve_items',
  `WITH item AS (
     UPDATE review_item SET state = 'resolved', resolved_at = $3, version = version + 1, snoozed_until = NULL,
       claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL
     WHERE ${OF_COMMENTS} AND state = 'open' RETURNING id, comment_id
   ), gone AS (${UNLIST_ITEM})
   SELECT i.id, i.comment_id FROM item i`,
);

export const OF_COMMENTS_AFTER: readonly Erasing[] = [
  erasing('revisions', [], `UPDATE comment_revision SET title = NULL, body = '' WHERE ${OF_COMMENTS}`),
  erasing('items', ['author', 'tombstone'], `UPDATE review_item SET reason = 'The comment was erased.', author_id = CASE WHEN author_id = $3 THEN $4 ELSE author_id END WHERE ${OF_COMMENTS}`),
  erasing('notes', [], `DELETE FROM review_note WHERE ${OF_COMMENTS}`),
  erasing('tags', [], `DELETE FROM review_tag WHERE site_id = $1 AND item_id = ANY (${ITEMS})`),
  // An operation's note and selection were written about the comments in it.
  erasing('bulk_operations', [], 'UPDATE bulk_operation SET note = NULL, selection = NULL WHERE site_id = $1 AND id = ANY (ARRAY (SELECT d.bulk_operation_id FROM decision d WHERE d.site_id = $1 AND d.comment_id = ANY ($2::uuid[]) AND d.bulk_operation_id IS NOT NULL))'),
  erasing('decisions', [], `UPDATE decision SET note = NULL, message = NULL, author_action = CASE WHEN author_action IS NULL THEN NULL ELSE jsonb_build_object('kind', author_action -> 'kind', 'until', author_action -> 'until', 'before', NULL) END WHERE ${OF_COMMENTS}`),
  erasing('reports', [], `UPDATE report SET note = NULL WHERE ${OF_COMMENTS}`),
  // Whoever gave it still hears of the outcome.
  erasing('notices', [], `UPDATE law_notice SET explanation = NULL WHERE ${OF_COMMENTS}`),
  erasing('reports_waiting', [], `DELETE FROM report_waiting WHERE ${OF_COMMENTS}`),
  erasing('appeals', ['author', 'tombstone', 'now'], `UPDATE appeal SET message = NULL, filed_by = CASE WHEN filed_by = 'reader:' || $3::text THEN 'reader:' || $4::text ELSE filed_by END, resolved_at = CASE WHEN state = 'open' THEN $5 ELSE resolved_at END, state = CASE WHEN state = 'open' THEN 'withdrawn' ELSE state END WHERE ${OF_COMMENTS}`),
  // label_comment_idx. Of an author, an address or a device the label is about the person; of a domain or an article it is not, but its note may be.
  erasing('labels', [], `DELETE FROM label WHERE ${OF_COMMENTS} AND entity IN ('author', 'ip', 'device')`),
  erasing('label_notes', [], `UPDATE label SET note = NULL WHERE ${OF_COMMENTS} AND entity IN ('domain', 'article')`),
  // event_comment_idx.
  erasing('events', ['author', 'tombstone'], `UPDATE event SET actor = 'reader:' || $4::text WHERE ${OF_COMMENTS} AND actor = 'reader:' || $3::text`),
  // A tag is a moderator's own word.
  erasing('tag_events', [], `UPDATE event SET payload = payload || '{"tag": "erased"}' WHERE ${OF_COMMENTS} AND type IN ('item.tagged', 'item.untagged')`),
];

export const IMPORT_RUNS = statement('erase_import_runs', `SELECT DISTINCT (e.payload ->> 'run') AS id FROM event e WHERE e.site_id = $1 AND e.comment_id = ANY ($2::uuid[]) AND e.type = 'comment.imported' AND e.payload ? 'run'`);

/** The last step, which takes the comments out of the author's list; an external id stays, so that no import brings the comment back. */
export const COMMENTS = statement(
  'erase_comments',
  `UPDATE comment SET author_id = coalesce($3, author_id), author_name = NULL, fingerprint = '', ip_hash = NULL, device_hash = NULL, metadata = NULL, erased_at = $4,
     status_changed_at = CASE WHEN status = 'withdrawn' THEN status_changed_at ELSE $4 END, status = 'withdrawn', version = version + 1
   WHERE site_id = $1 AND id = ANY ($2::uuid[])`,
);

/** An author's id that stands alone in JSON gives way to the tombstone's. PostgreSQL writes both texts, so that they are written alike. */
const renamed = (column: string): string => `replace(${column}::text, to_json($2::text)::text, to_json($3::text)::text)`;
const names = (column: string): string => `strpos(${column}::text, to_json($2::text)::text) > 0`;

/** What hangs on the author and is little. Parameters: `$1` site, `$2` author, `$3` tombstone if `renames`. */
export const OF_AUTHOR: readonly (Statement & { readonly renames: boolean })[] = [
  { renames: false, ...statement('erase_author_labels', `DELETE FROM label WHERE site_id = $1 AND entity = 'author' AND subject = $2`) },
  { renames: false, ...statement('erase_author_notes', 'DELETE FROM author_note WHERE site_id = $1 AND author_id = $2') },
  { renames: false, ...statement('erase_author_mutes', `DELETE FROM reporter_mute WHERE site_id = $1 AND reporter = 'author:' || $2::text`) },
  { renames: false, ...statement('erase_author_keys', `DELETE FROM idempotency_key WHERE site_id = $1 AND actor = 'reader:' || $2::text`) },
  // law_notice_email_idx and law_notice_earlier_email_idx: notices that the author gave, known by the same address.
  { renames: false, ...statement('erase_author_notices', `UPDATE law_notice SET notifier = NULL, email_hash = NULL, earlier_email_hashes = '{}', explanation = NULL, reference_hash = NULL WHERE site_id = $1 AND (email_hash = (SELECT a.email_hash FROM author a WHERE a.site_id = $1 AND a.id = $2) OR earlier_email_hashes @> ARRAY [(SELECT a.email_hash FROM author a WHERE a.site_id = $1 AND a.id = $2)])`) },
  { renames: false, ...statement('erase_author_reputation', `DELETE FROM reputation WHERE site_id = $1 AND entity = 'author' AND name = $2`) },
  // A site has few of these three.
  { renames: true, ...statement('erase_author_views', `UPDATE review_view SET filter = ${renamed('filter')}::jsonb WHERE site_id = $1 AND ${names('filter')}`) },
  { renames: true, ...statement('erase_author_queues', `UPDATE queue SET conditions = ${renamed('conditions')}::jsonb WHERE site_id = $1 AND ${names('conditions')}`) },
  { renames: true, ...statement('erase_author_operations', `UPDATE bulk_operation SET note = NULL, selection = ${renamed('selection')}::json WHERE site_id = $1 AND selection IS NOT NULL AND ${names('selection')}`) },
  // event_author_idx. One author has few.
  { renames: true, ...statement('erase_author_events', `UPDATE event SET payload = ${renamed('payload')}::jsonb WHERE site_id = $1 AND payload ?| '{authorId,subject}' AND coalesce(payload ->> 'authorId', payload ->> 'subject') = $2`) },
];

/** report_reporter_idx; renaming takes a report out of what is found. */
export const REPORTS = statement(
  'erase_reports_made',
  `UPDATE report SET reporter = 'author:' || $3::text, note = NULL WHERE site_id = $1 AND id = ANY (ARRAY (SELECT r.id FROM report r WHERE r.site_id = $1 AND r.reporter = 'author:' || $2::text ORDER BY r.id LIMIT $4 FOR UPDATE)) RETURNING comment_id`,
);
export const REPORT_EVENTS = statement('erase_report_events', `UPDATE event SET actor = 'reader:' || $4::text WHERE ${OF_COMMENTS} AND actor = 'reader:' || $3::text`);

/** Which comment it is about stays, not what was said of it. Waits for a relay that is taking one of them; what it makes of it is erased with the deliveries, which come after. */
export const OUTBOX = statement(
  'erase_outbox',
  `UPDATE outbox SET payload = jsonb_build_object('site', payload -> 'site', 'erased', true) || CASE WHEN payload ? 'comment' THEN jsonb_build_object('comment', (payload -> 'comment') || jsonb_build_object('authorId', $3::text)) ELSE '{}' END
   WHERE site_id = $1 AND id = ANY (ARRAY (SELECT o.id FROM outbox o WHERE o.site_id = $1 AND coalesce(o.payload #>> '{comment,authorId}', o.payload #>> '{author,id}') = $2 ORDER BY o.id LIMIT $4 FOR UPDATE))`,
);

/** By primary key, $4 the last one before the stretch and $5 its length. What was said of the comment goes, with words of the decision's message and the text; ids of things stay. */
export const DELIVERIES = statement(
  'erase_deliveries',
  `WITH stretch AS MATERIALIZED (SELECT id FROM webhook_delivery WHERE site_id = $1 AND id > $4 ORDER BY id LIMIT $5),
   gone AS (
     UPDATE webhook_delivery d SET payload = (jsonb_build_object('type', d.type, 'timestamp', d.payload::jsonb -> 'timestamp', 'data', jsonb_build_object('site', d.payload::jsonb #> '{data,site}') ||
       CASE WHEN d.payload::jsonb -> 'data' ? 'comment' THEN jsonb_build_object('comment', jsonb_build_object('id', d.payload::jsonb #> '{data,comment,id}', 'authorId', $3::text, 'version', d.payload::jsonb #> '{data,comment,version}', 'status', 'withdrawn', 'erased', true)) ELSE '{"erased": true}' END))::text
     WHERE d.site_id = $1 AND d.id = ANY (ARRAY (SELECT s.id FROM stretch s)) AND ${names('d.payload')} AND coalesce(d.payload::jsonb #>> '{data,comment,authorId}', d.payload::jsonb #>> '{data,author,id}') = $2)
   SELECT max(id::text) AS last FROM stretch`,
);

/** Both keep things in memory that they have read and write down later. import_run_open_idx, backtest_open_key. */
export const IS_BUSY = statement(
  'erase_is_busy',
  `SELECT EXISTS (SELECT FROM import_run WHERE site_id = $1 AND status IN ('receiving', 'waiting', 'running')) OR EXISTS (SELECT FROM backtest WHERE site_id = $1 AND status IN ('waiting', 'running')) AS busy`,
);
/** A site has few runs. $4 those that brought comments of the author, $5 the author's name. */
export const IMPORT_PROBLEMS = statement(
  'erase_import_problems',
  `UPDATE import_run SET problems = '[]' WHERE site_id = $1 AND problems <> '[]' AND (id = ANY ($3::uuid[]) OR strpos(problems::text, $2) > 0 OR strpos(problems::text, $4) > 0)`,
);
/** Of the latest backtests only. */
export const BACKTEST_HITS = statement(
  'erase_backtest_hits',
  `UPDATE backtest_change b SET hits = '[]' WHERE b.site_id = $1 AND b.hits::text <> '[]' AND EXISTS (SELECT FROM comment c WHERE c.site_id = $1 AND c.id = b.comment_id AND c.author_id = $2)`,
);

/** Words that only these comments had are in no vocabulary any more, whatever its version. */
export const FORGET_WORDS = statement('erase_words', 'DELETE FROM word_count WHERE site_id = $1 AND approved = 0 AND rejected = 0 AND word = ANY ($2::text[]) RETURNING word');
export const UNPUBLISH_WORDS = statement('erase_vocabulary_words', 'UPDATE vocabulary SET words = ARRAY (SELECT w.word FROM unnest(words) WITH ORDINALITY AS w (word, place) WHERE w.word <> ALL ($2::text[]) ORDER BY w.place) WHERE site_id = $1 AND words && $2::text[]');

/** By comment_parent_idx: what others answered, with the text that they answered. */
export const REPLIES = statement(
  'erase_replies',
  `SELECT c.id, r.body, p.body AS parent_body, p.revision FROM comment c
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = c.id AND r.revision = c.revision
   JOIN comment_revision p ON p.site_id = $1 AND p.comment_id = c.parent_id
   WHERE c.site_id = $1 AND c.parent_id = ANY ($2::uuid[]) AND c.author_id IS DISTINCT FROM $3 AND c.erased_at IS NULL ORDER BY c.id LIMIT $4`,
);
