import { Injectable } from '@nestjs/common';
import type { CommentId, ItemId, SiteId } from '../domain/ids';
import { type Queryable, rows, statement } from '../platform/database/statement';
import type { HistoryRow } from './history.store';

/** A hit that still is the last word on its comment, with what judging it again needs. */
export interface StandingHit extends HistoryRow {
  readonly comment_id: CommentId;
  readonly version: number;
  /** Null: nothing waits. */
  readonly item_id: ItemId | null;
  readonly item_version: number | null;
}

/** A place among the hits of a rule: the moment to the microsecond. */
export interface HitKey {
  readonly at: string;
  readonly id: string;
}

/** rule_hit_rule_idx from its end, in each day's part. */
const HITS = statement(
  'rule_undo_hits',
  `SELECT judged_at::text AS at, evaluation_id AS id FROM rule_hit
   WHERE site_id = $1 AND rule = $2 AND day >= ($3::timestamptz AT TIME ZONE 'UTC')::date AND judged_at >= $3 AND mode = 'active' AND NOT is_suppressed
     AND ($4::text IS NULL OR (judged_at, evaluation_id) < ($4::text::timestamptz, $5::uuid))
   ORDER BY judged_at DESC, evaluation_id DESC LIMIT $6`,
);

/**
 * By primary keys, review_item_open_key and decision_comment_idx. Left out: what was edited, decided, withdrawn, reported or appealed since; whose
 * status is not what that verdict made of it; and what the verdict let pass without a word.
 */
const STANDING = statement(
  'rule_undo_standing',
  `SELECT e.judged_at::text AS at, e.id, e.comment_id, e.revision::text AS revision, e.action, e.rule_set_version::text AS rule_set_version, e.engine_version, e.facts::text AS facts, e.verdict::text AS verdict,
     nullif(r.body, '') AS body, r.format, r.title, c.author_name, nullif(p.body, '') AS parent_body, c.version, i.id AS item_id, i.version AS item_version
   FROM unnest($2::text[], $3::uuid[]) AS h (at, id)
   JOIN evaluation e ON e.site_id = $1 AND e.judged_at = h.at::timestamptz AND e.id = h.id
   JOIN comment c ON c.site_id = $1 AND c.id = e.comment_id
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = c.id AND r.revision = c.revision AND r.evaluation_id = e.id
   LEFT JOIN review_item i ON i.site_id = $1 AND i.comment_id = c.id AND i.state = 'open'
   LEFT JOIN comment_revision p ON p.site_id = $1 AND p.comment_id = (e.facts #>> '{context,parent,id}')::uuid AND p.revision = (e.facts #>> '{context,parent,revision}')::integer
   WHERE c.status = CASE e.action WHEN 'hold' THEN 'held' WHEN 'reject' THEN 'rejected' WHEN 'flag' THEN 'published' END
     AND (e.action <> 'flag' OR i.id IS NOT NULL) AND (i.id IS NULL OR (i.kind = 'comment' AND i.reports = 0))
     AND NOT EXISTS (SELECT FROM decision d WHERE d.site_id = $1 AND d.comment_id = c.id AND d.revision = c.revision AND d.reversed_by IS NULL)
   ORDER BY e.judged_at DESC, e.id DESC`,
);

/** What one rule did that nobody has touched since. */
@Injectable()
export class RuleUndoStore {
  /** Its hits since then that had their effect, newest first. */
  hits(on: Queryable, siteId: SiteId, rule: string, { since, before, limit }: { readonly since: Date; readonly before: HitKey | null; readonly limit: number }): Promise<HitKey[]> {
    return rows<HitKey>(on, HITS, [siteId, rule, since, before?.at ?? null, before?.id ?? null, limit]);
  }

  /** Those of these hits that are still the last word. */
  standing(on: Queryable, siteId: SiteId, hits: readonly HitKey[]): Promise<StandingHit[]> {
    return rows<StandingHit>(on, STANDING, [siteId, hits.map(({ at }) => at), hits.map(({ id }) => id)]);
  }
}
