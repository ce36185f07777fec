import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { type Queryable, rows, statement } from '../platform/database/statement';

/** A counter of outcomes that a comment was judged with. */
export interface KeptOutcomeKey {
  readonly of: 'held' | 'rejected' | 'reported';
  readonly windowSeconds: number;
  readonly key: string;
  readonly value?: string;
}

/** By comment_pkey, revision and evaluation: of the present text. */
const KEYS = statement(
  'outcome_keys',
  `SELECT c.id, e.facts -> 'context' -> 'outcomes' AS outcomes
   FROM comment c
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   JOIN evaluation e ON e.site_id = r.site_id AND e.judged_at = r.judged_at AND e.id = r.evaluation_id
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[]) AND e.facts -> 'context' -> 'outcomes' IS NOT NULL`,
);
const DECIDED_AT = statement('outcome_decided_at', 'SELECT id, created_at FROM decision WHERE site_id = $1 AND id = ANY ($2::uuid[])');

/** What the counting of outcomes must know of comments and decisions. */
@Injectable()
export class OutcomeStore {
  /** The counters under which these comments are counted; those whose rules count no outcomes have none. */
  async keys(on: Queryable, siteId: SiteId, commentIds: readonly string[]): Promise<ReadonlyMap<string, readonly KeptOutcomeKey[]>> {
    if (commentIds.length === 0) return new Map();
    const found = await rows<{ id: string; outcomes: KeptOutcomeKey[] }>(on, KEYS, [siteId, commentIds]);
    return new Map(found.map(({ id, outcomes }) => [id, outcomes]));
  }

  async decidedAt(on: Queryable, siteId: SiteId, decisionIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    if (decisionIds.length === 0) return new Map();
    return new Map((await rows<{ id: string; created_at: Date }>(on, DECIDED_AT, [siteId, decisionIds])).map((row) => [row.id, row.created_at]));
  }
}
