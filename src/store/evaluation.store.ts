import { Injectable } from '@nestjs/common';
import type { CommentId, EvaluationId, SiteId } from '../domain/ids';
import type { Facts } from '../engine/facts';
import type { Verdict } from '../engine/verdict';
import { instants, integers, jsons, texts, uuids } from '../platform/database/columns';
import { changed, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** A verdict with everything that made it: the same facts and the same rule set give it again. */
export interface NewEvaluation {
  readonly id: EvaluationId;
  readonly judgedAt: Date;
  readonly commentId: CommentId;
  readonly revision: number;
  readonly ruleSetVersion: number;
  readonly engineVersion: string;
  readonly facts: Facts;
  readonly verdict: Verdict;
  readonly tookUs: number;
}

export const INSERT_EVALUATIONS = statement(
  'evaluation_insert',
  `INSERT INTO evaluation (site_id, judged_at, id, comment_id, revision, event, action, rule_set_version, engine_version, facts, verdict, took_us)
   SELECT $1, * FROM unnest($2::timestamptz[], $3::uuid[], $4::uuid[], $5::integer[], $6::text[], $7::text[], $8::integer[], $9::text[], $10::json[], $11::json[], $12::integer[])`,
);

@Injectable()
export class EvaluationStore {
  async insert(tx: Tx, siteId: SiteId, evaluations: readonly NewEvaluation[]): Promise<void> {
    if (evaluations.length === 0) return;
    await changed(tx, INSERT_EVALUATIONS, evaluationParams(siteId, evaluations));
  }
}

/** The parameters of INSERT_EVALUATIONS. */
export function evaluationParams(siteId: SiteId, evaluations: readonly NewEvaluation[]): unknown[] {
  return [
    siteId,
    instants(evaluations.map(({ judgedAt }) => judgedAt)),
    uuids(evaluations.map(({ id }) => id)),
    uuids(evaluations.map(({ commentId }) => commentId)),
    integers(evaluations.map(({ revision }) => revision)),
    texts(evaluations.map(({ facts }) => facts.event)),
    texts(evaluations.map(({ verdict }) => verdict.action)),
    integers(evaluations.map(({ ruleSetVersion }) => ruleSetVersion)),
    texts(evaluations.map(({ engineVersion }) => engineVersion)),
    jsons(evaluations.map(({ facts }) => JSON.stringify(facts))),
    jsons(evaluations.map(({ verdict }) => JSON.stringify(verdict))),
    integers(evaluations.map(({ tookUs }) => tookUs)),
  ];
}
