import type { RetentionSettings } from '../domain/actor';
import { type Statement, statement } from '../platform/database/statement';

/** Rows of one table that give something up when they are old enough. */
export interface Expiring {
  readonly name: string;
  /** How long the site keeps it. */
  readonly kept: Exclude<keyof RetentionSettings, 'rejectedTexts' | 'deliveries'>;
  /** Where the walk begins. */
  readonly start: string;
  /** Whether the walk begins anew each time, because what is due does not follow from the order of the rows. */
  readonly isWhole: boolean;
  /** `$1` site, `$2` the place to go on from, `$3` the moment or (`byId`) the first id that is too young, `$4` how many rows are looked at. One row: `last`, `changed`. */
  readonly step: Statement;
  readonly until: 'id' | 'moment';
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Ids are UUIDv7, imported ones of the time of what was imported: the primary key finds what is old. */
function byId(name: string, kept: Expiring['kept'], { table, change, where }: { readonly table: string; readonly change: string; readonly where: string }): Expiring {
  const text = `WITH due AS MATERIALIZED (SELECT id FROM ${table} WHERE site_id = $1 AND id > $2::text::uuid AND id < $3::uuid ORDER BY id LIMIT $4),
   gone AS (${change} WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d)) AND (${where}) RETURNING 1)
   SELECT (SELECT max(d.id::text) FROM due d) AS last, (SELECT count(*) FROM gone)::integer AS changed`;
  return { name, kept, start: FIRST_ID, isWhole: false, step: statement(`retention_${name}`, text), until: 'id' };
}

const update = (table: string, change: string): string => `UPDATE ${table} t SET ${change}`;

export const EXPIRING: readonly Expiring[] = [
  byId('comment_addresses', 'addresses', { table: 'comment', change: update('comment', 'ip_hash = NULL, device_hash = NULL'), where: 't.ip_hash IS NOT NULL OR t.device_hash IS NOT NULL' }),
  byId('reporter_addresses', 'addresses', { table: 'report', change: update('report', `reporter = 'address:expired:' || t.id`), where: `t.reporter LIKE 'address:%' AND t.reporter NOT LIKE 'address:expired:%'` }),
  byId('address_labels', 'addresses', { table: 'label', change: 'DELETE FROM label t', where: `t.entity IN ('ip', 'device')` }),
  {
    // author_pkey, and comment_author_idx for those who have written since.
    name: 'author_emails', kept: 'addresses', start: '', isWhole: true, until: 'id',
    step: statement(
      'retention_author_emails',
      `WITH due AS MATERIALIZED (SELECT id, email_hash FROM author WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $4),
       gone AS (UPDATE author t SET email_hash = NULL WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d WHERE d.email_hash IS NOT NULL
         AND NOT EXISTS (SELECT FROM comment c WHERE c.site_id = $1 AND c.author_id = d.id AND c.id >= $3::uuid))) RETURNING 1)
       SELECT (SELECT d.id FROM due d ORDER BY d.id DESC LIMIT 1) AS last, (SELECT count(*) FROM gone)::integer AS changed`,
    ),
  },
  byId('decision_notes', 'notes', { table: 'decision', change: update('decision', 'note = NULL, message = NULL'), where: 't.note IS NOT NULL OR t.message IS NOT NULL' }),
  byId('review_notes', 'notes', { table: 'review_note', change: 'DELETE FROM review_note t', where: 'true' }),
  byId('author_notes', 'notes', { table: 'author_note', change: 'DELETE FROM author_note t', where: 'true' }),
  byId('report_notes', 'notes', { table: 'report', change: update('report', 'note = NULL'), where: 't.note IS NOT NULL' }),
  byId('appeal_messages', 'notes', { table: 'appeal', change: update('appeal', 'message = NULL'), where: `t.message IS NOT NULL AND t.state <> 'open'` }),
  byId('import_problems', 'importProblems', { table: 'import_run', change: update('import_run', `problems = '[]'`), where: `t.problems <> '[]' AND t.ended_at IS NOT NULL` }),
  {
    // Primary key, anew each time: what is due follows from the outcome.
    name: 'notices', kept: 'notices', start: FIRST_ID, isWhole: true, until: 'moment',
    step: statement(
      'retention_notices',
      `WITH due AS MATERIALIZED (SELECT id FROM law_notice WHERE site_id = $1 AND id > $2::text::uuid ORDER BY id LIMIT $4),
       gone AS (UPDATE law_notice t SET notifier = NULL, email_hash = NULL, earlier_email_hashes = '{}', explanation = NULL, reference_hash = NULL WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d))
         AND t.decided_at <= $3 AND (t.notifier IS NOT NULL OR t.explanation IS NOT NULL OR t.reference_hash IS NOT NULL) RETURNING 1)
       SELECT (SELECT max(d.id::text) FROM due d) AS last, (SELECT count(*) FROM gone)::integer AS changed`,
    ),
  },
];

/** evaluation_pkey from a place on ($2 moment and $3 id, $4 not younger than, $5 how many): what is to be forgotten. */
export const DUE_FACTS = statement(
  'retention_due_facts',
  `SELECT v.judged_at::text AS at, v.id, v.facts -> 'erased' IS NOT NULL AS is_erased FROM evaluation v
   WHERE v.site_id = $1 AND (v.judged_at, v.id) > ($2::text::timestamptz, $3::uuid) AND v.judged_at >= $2::text::timestamptz AND v.judged_at <= $4 ORDER BY v.judged_at, v.id LIMIT $5`,
);

/** comment_rejected_text_idx. */
export const DUE_TEXTS = statement(
  'retention_due_texts',
  `SELECT c.id FROM comment c WHERE c.site_id = $1 AND c.status IN ('rejected', 'withdrawn') AND c.erased_at IS NULL AND c.status_changed_at <= $2
     AND NOT EXISTS (SELECT 1 FROM appeal a WHERE a.site_id = c.site_id AND a.comment_id = c.id AND a.state = 'open')
   ORDER BY c.status_changed_at LIMIT $3`,
);

export const BEGIN = statement('retention_begin', `INSERT INTO retention_mark (site_id, name, mark, imports_until) VALUES ($1, $2, $3, '-infinity') ON CONFLICT DO NOTHING`);
/** One process at a time. A site has few imports; one that ended since brought rows that are older than the mark. */
export const TAKE = statement(
  'retention_take',
  `SELECT m.mark, i.until::text AS until, coalesce(i.until > m.imports_until, false) AS is_outdated
   FROM retention_mark m CROSS JOIN LATERAL (SELECT max(r.ended_at) AS until FROM import_run r WHERE r.site_id = $1) i WHERE m.site_id = $1 AND m.name = $2 FOR UPDATE OF m SKIP LOCKED`,
);
export const MOVE = statement('retention_move', 'UPDATE retention_mark SET mark = $3, imports_until = coalesce($4::text::timestamptz, imports_until) WHERE site_id = $1 AND name = $2');
