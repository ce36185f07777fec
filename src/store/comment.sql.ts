import { statement } from '../platform/database/statement';

/** One row per comment of a group commit. The order of the columns is the order of the parameters. */
export const INSERT_COMMENTS = statement(
  'comment_insert',
  `INSERT INTO comment (site_id, id, external_id, article_id, author_id, author_name, author_kind, parent_id, depth, status,
     version, revision, fingerprint, ip_hash, device_hash, metadata, created_at, status_changed_at)
   SELECT $1, c.id, c.external_id, c.article_id, c.author_id, c.author_name, c.author_kind, c.parent_id, c.depth, c.status,
     1, 1, c.fingerprint, c.ip_hash, c.device_hash, c.metadata, c.created_at, c.created_at
   FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::smallint[], $10::text[],
     $11::bytea[], $12::bytea[], $13::bytea[], $14::json[], $15::timestamptz[])
     AS c (id, external_id, article_id, author_id, author_name, author_kind, parent_id, depth, status,
       fingerprint, ip_hash, device_hash, metadata, created_at)`,
);

export const INSERT_REVISIONS = statement(
  'revision_insert',
  `INSERT INTO comment_revision (site_id, comment_id, revision, title, body, format, evaluation_id, judged_at, created_at)
   SELECT $1, * FROM unnest($2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::timestamptz[], $9::timestamptz[])`,
);

/** A comment with one of its revisions and the verdict on it: everything its owner may see. */
const WHOLE = `
  SELECT c.id, c.external_id, c.article_id, c.author_id, c.author_name, c.author_kind, c.parent_id, c.depth, c.status, c.version,
    c.revision AS latest_revision, c.metadata, c.created_at, c.status_changed_at, c.fingerprint,
    r.revision, r.title, r.body, r.format, r.created_at AS revised_at,
    e.action, e.verdict, e.rule_set_version, e.took_us, s.hash AS rule_set_hash`;

const JOINED = `
  JOIN evaluation e ON e.site_id = r.site_id AND e.judged_at = r.judged_at AND e.id = r.evaluation_id
  LEFT JOIN rule_set s ON s.site_id = e.site_id AND s.version = e.rule_set_version`;

/** By primary keys: comment, its latest revision, that revision's evaluation. */
export const FIND_COMMENTS = statement(
  'comment_find',
  `${WHOLE} FROM comment c
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision ${JOINED}
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])`,
);

/** As first answered: the first revision with its verdict, for repeated requests. Of an erased comment nothing is left to answer. */
export const FIND_FIRST_ANSWERS = statement(
  'comment_first_answers',
  `${WHOLE} FROM comment c
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = 1 ${JOINED}
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[]) AND c.erased_at IS NULL`,
);

/** comment_external_key. */
export const FIND_EXTERNAL = statement(
  'comment_find_external',
  'SELECT id, external_id, fingerprint, erased_at IS NOT NULL AS is_erased FROM comment WHERE site_id = $1 AND external_id = ANY ($2::text[])',
);

/** By primary key: what a reply must know of its parent. */
export const FIND_PARENTS = statement(
  'comment_find_parents',
  `SELECT c.id, c.article_id, c.author_id, c.status, c.depth, c.revision, r.body
   FROM comment c JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])`,
);

/** After a lost connection during COMMIT: which of our comments are there. */
export const FIND_EXISTING = statement('comment_find_existing', 'SELECT id FROM comment WHERE site_id = $1 AND id = ANY ($2::uuid[])');

/** By primary key: the text moves on, and with it version, status and the time of the change. */
export const REVISE = statement(
  'comment_revise',
  `UPDATE comment SET revision = $3, status = $4, version = version + 1, status_changed_at = CASE WHEN status = $4 THEN status_changed_at ELSE $5 END
   WHERE site_id = $1 AND id = $2 RETURNING version`,
);

/** By primary key: the revision's verdict is now this one. */
export const REJUDGE = statement('revision_rejudge', 'UPDATE comment_revision SET evaluation_id = $4, judged_at = $5 WHERE site_id = $1 AND comment_id = $2 AND revision = $3');

/** By primary key: an edit is judged with the author's words and traits as they were stored. */
export const FIND_TRAITS = statement('comment_traits', 'SELECT ip_hash, device_hash FROM comment WHERE site_id = $1 AND id = $2');
