import { Injectable } from '@nestjs/common';
import type { CommentId, SiteId } from '../domain/ids';
import type { BodyFormat, CommentStatus } from '../domain/statuses';
import type { Hit, Verdict } from '../engine/verdict';
import { type Queryable, rows, statement } from '../platform/database/statement';
import type { HitOutcome } from './rule-hit.store';

/** A hit with the text it was on, as it was then. */
export interface HitLine {
  readonly evaluation_id: string;
  readonly comment_id: CommentId;
  readonly revision: number;
  readonly version: number;
  /** ISO, to the microsecond: a cursor made of it skips nothing. */
  readonly judged_at: string;
  readonly mode: Hit['mode'];
  readonly action: Hit['action'];
  readonly is_suppressed: boolean;
  readonly is_only: boolean;
  readonly section: string | null;
  readonly outcome: HitOutcome | null;
  readonly status: CommentStatus;
  readonly title: string | null;
  readonly body: string;
  readonly format: BodyFormat;
  /** Null once it is erased. */
  readonly verdict: Verdict | null;
}

export interface HitFilter {
  /** The first day, UTC. */
  readonly from: string;
  readonly outcome: HitOutcome | null;
  /** The last line of the page before. */
  readonly before: { readonly judgedAt: string; readonly evaluationId: string } | null;
  readonly limit: number;
}

/** rule_hit_rule_idx from its end, in each day's part; then by primary keys. */
const LIST = statement(
  'rule_hit_list',
  `SELECT h.evaluation_id, h.comment_id, h.revision, h.version, to_char(h.judged_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS judged_at,
     h.mode, h.action, h.is_suppressed, h.is_only, h.section, h.outcome, c.status, r.title, r.body, r.format, e.verdict
   FROM (SELECT * FROM rule_hit WHERE site_id = $1 AND rule = $2 AND day >= $3 AND ($4::text IS NULL OR outcome = $4)
       AND ($5::timestamptz IS NULL OR (judged_at, evaluation_id) < ($5, $6::uuid)) ORDER BY judged_at DESC, evaluation_id DESC LIMIT $7) h
   JOIN comment c ON c.site_id = $1 AND c.id = h.comment_id
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = h.comment_id AND r.revision = h.revision
   LEFT JOIN evaluation e ON e.site_id = $1 AND e.judged_at = h.judged_at AND e.id = h.evaluation_id
   ORDER BY h.judged_at DESC, h.evaluation_id DESC`,
);

/** What one rule fired on. */
@Injectable()
export class RuleHitListStore {
  /** Newest first. */
  list(on: Queryable, siteId: SiteId, rule: string, { from, outcome, before, limit }: HitFilter): Promise<HitLine[]> {
    return rows<HitLine>(on, LIST, [siteId, rule, from, outcome, before?.judgedAt ?? null, before?.evaluationId ?? null, limit]);
  }
}
