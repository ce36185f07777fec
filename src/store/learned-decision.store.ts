import { Injectable } from '@nestjs/common';
import type { AuthorId, CommentId, DecisionId, SiteId } from '../domain/ids';
import type { BodyFormat, DecisionAction } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** The decision of which something was learned, one per comment. */
export interface LearnedDecision {
  readonly comment_id: CommentId;
  readonly decision_id: DecisionId;
  readonly revision: number;
  readonly action: DecisionAction;
  readonly reason_code: string | null;
  readonly decided_at: Date;
  readonly author_id: AuthorId | null;
  /** Registrable domains that the text linked to. */
  readonly domains: readonly string[];
  /** The category whose words it taught; null when it taught none. */
  readonly category: string | null;
}

/** The decision in force on a comment, with the text it was made on. */
export interface DecisionInForce extends Omit<LearnedDecision, 'domains' | 'category'> {
  readonly body: string;
  readonly format: BodyFormat;
}

export interface LabelledRow {
  readonly action: DecisionAction;
  readonly body: string;
  readonly format: BodyFormat;
}

/** By comment_pkey, decision_comment_idx and revision: the last decision that nobody took back. */
const IN_FORCE = statement(
  'learned_decision_in_force',
  `SELECT c.id AS comment_id, d.id AS decision_id, d.revision, d.action, d.reason_code, d.created_at AS decided_at, c.author_id, r.body, r.format
   FROM comment c
   CROSS JOIN LATERAL (SELECT e.id, e.revision, e.action, e.reason_code, e.created_at FROM decision e
     WHERE e.site_id = $1 AND e.comment_id = c.id AND e.reversed_by IS NULL ORDER BY e.created_at DESC, e.id DESC LIMIT 1) d
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = c.id AND r.revision = d.revision
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])`,
);

const COLUMNS = 'comment_id, decision_id, revision, action, reason_code, decided_at, author_id, domains, category';
const FIND = statement('learned_decision_find', `SELECT ${COLUMNS} FROM learned_decision WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])`);
const FORGET = statement('learned_decision_forget', 'DELETE FROM learned_decision WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])');
const KEEP = statement(
  'learned_decision_keep',
  `INSERT INTO learned_decision (site_id, ${COLUMNS})
   SELECT $1, l.comment_id, l.decision_id, l.revision, l.action, l.reason_code, l.decided_at, l.author_id, ARRAY (SELECT jsonb_array_elements_text(l.domains)), l.category
   FROM unnest($2::uuid[], $3::uuid[], $4::integer[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::jsonb[], $10::text[])
     AS l (comment_id, decision_id, revision, action, reason_code, decided_at, author_id, domains, category)`,
);

/** By primary key. */
const TEXT = statement('learned_decision_texts', 'SELECT comment_id, revision, body, format FROM comment_revision WHERE site_id = $1 AND (comment_id, revision) IN (SELECT * FROM unnest($2::uuid[], $3::integer[]))');

/** learned_decision_category_idx, of each class the latest. */
const LATEST = statement(
  'learned_decision_latest',
  `SELECT l.action, r.body, r.format FROM (
     (SELECT comment_id, revision, action FROM learned_decision WHERE site_id = $1 AND category = $2 AND action = 'approve' ORDER BY decided_at DESC LIMIT $3)
     UNION ALL
     (SELECT comment_id, revision, action FROM learned_decision WHERE site_id = $1 AND category = $2 AND action = 'reject' ORDER BY decided_at DESC LIMIT $3)) l
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = l.comment_id AND r.revision = l.revision
   ORDER BY l.comment_id`,
);

/** learned_decision_category_idx. `$3` is the moment at which a decision weighs 1, `$4` the seconds in which weights double. */
const COUNT = statement(
  'learned_decision_count',
  `SELECT count(*) FILTER (WHERE action = 'approve')::integer AS good, count(*) FILTER (WHERE action = 'reject')::integer AS bad,
     coalesce(sum(w.weight) FILTER (WHERE action = 'approve'), 0) AS good_weight, coalesce(sum(w.weight) FILTER (WHERE action = 'reject'), 0) AS bad_weight
   FROM learned_decision l CROSS JOIN LATERAL (SELECT power(2::double precision, extract(epoch FROM l.decided_at - $3::timestamptz)::double precision / $4::double precision) AS weight) w
   WHERE l.site_id = $1 AND l.category = $2`,
);

/** Sites of which something was learned. */
const SITES = statement('learned_decision_sites', 'SELECT s.id FROM site s WHERE EXISTS (SELECT FROM learned_decision l WHERE l.site_id = s.id AND l.category = $1)');

export interface LearnedCount {
  readonly good: number;
  readonly bad: number;
  /** The same, each decision by its weight. */
  readonly good_weight: number;
  readonly bad_weight: number;
}

/** What has been learned of which decision, so that it is learned once and can be unlearned. */
@Injectable()
export class LearnedDecisionStore {
  /** The decisions in force on these comments; a comment without one has none. */
  inForce(on: Queryable, siteId: SiteId, commentIds: readonly CommentId[]): Promise<DecisionInForce[]> {
    return rows<DecisionInForce>(on, IN_FORCE, [siteId, commentIds]);
  }

  find(on: Queryable, siteId: SiteId, commentIds: readonly CommentId[]): Promise<LearnedDecision[]> {
    return rows<LearnedDecision>(on, FIND, [siteId, commentIds]);
  }

  async forget(tx: Tx, siteId: SiteId, commentIds: readonly CommentId[]): Promise<void> {
    if (commentIds.length > 0) await changed(tx, FORGET, [siteId, commentIds]);
  }

  async keep(tx: Tx, siteId: SiteId, learned: readonly LearnedDecision[]): Promise<void> {
    if (learned.length === 0) return;
    await changed(tx, KEEP, [
      siteId,
      learned.map((one) => one.comment_id),
      learned.map((one) => one.decision_id),
      learned.map(({ revision }) => revision),
      learned.map(({ action }) => action),
      learned.map((one) => one.reason_code),
      learned.map((one) => one.decided_at),
      learned.map((one) => one.author_id),
      learned.map(({ domains }) => JSON.stringify(domains)),
      learned.map(({ category }) => category),
    ]);
  }

  /** The texts on which these decisions were made, by comment; one that has been erased is not there. */
  async texts(on: Queryable, siteId: SiteId, learned: readonly Pick<LearnedDecision, 'comment_id' | 'revision'>[]): Promise<ReadonlyMap<CommentId, Pick<LabelledRow, 'body' | 'format'>>> {
    if (learned.length === 0) return new Map();
    const found = await rows<LabelledRow & { comment_id: CommentId }>(on, TEXT, [siteId, learned.map((one) => one.comment_id), learned.map(({ revision }) => revision)]);
    return new Map(found.map((row) => [row.comment_id, row]));
  }

  /** The latest texts of a category, at most `limit` of each class, mixed. */
  latest(on: Queryable, siteId: SiteId, category: string, limit: number): Promise<LabelledRow[]> {
    return rows<LabelledRow>(on, LATEST, [siteId, category, limit]);
  }

  async count(on: Queryable, siteId: SiteId, category: string, weights: { readonly landmark: Date; readonly doublingSeconds: number }): Promise<LearnedCount> {
    const [row] = await rows<LearnedCount>(on, COUNT, [siteId, category, weights.landmark, weights.doublingSeconds]);
    return row ?? { good: 0, bad: 0, good_weight: 0, bad_weight: 0 };
  }

  async sites(on: Queryable, category: string): Promise<SiteId[]> {
    return (await rows<{ id: SiteId }>(on, SITES, [category])).map(({ id }) => id);
  }
}
