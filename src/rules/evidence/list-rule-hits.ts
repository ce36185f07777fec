import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { invalidField, problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { decodeCursor, isUuid, page, type Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { type HitFilter, RuleHitListStore } from '../../store/rule-hit-list.store';
import { RuleStatsStore } from '../../store/rule-stats.store';
import { type RuleHitsQuery, type RuleHitView, toRuleHitView } from './rule-hit.view';
import { dayBefore } from './stats-window';

/** Hits that are listed; older ones are kept for a while, for decisions on them. */
const DAYS = 30;
const A_RULE = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** The comments that one rule fired on in the last month, newest first, with what people said: what a shadow rule would have done. */
@Injectable()
export class ListRuleHits {
  constructor(
    private readonly work: UnitOfWork,
    private readonly hits: RuleHitListStore,
    private readonly stats: RuleStatsStore,
  ) {}

  /** 404 for a rule that neither runs nor fired. */
  async execute({ id }: Site, rule: string, { limit, cursor, outcome }: RuleHitsQuery, now = new Date()): Promise<Page<Plain<RuleHitView>>> {
    if (!A_RULE.test(rule)) throw problem('not_found');
    const before = beforeOf(cursor);
    const lines = await this.hits.list(this.work.reads, id, rule, { from: dayBefore(now, DAYS), outcome: outcome ?? null, before, limit: limit + 1 });
    if (lines.length === 0 && !(await this.stats.running(this.work.reads, id)).some((running) => running.rule === rule)) throw problem('not_found');
    return page(lines, limit, (line) => toRuleHitView(rule, line), (line) => [line.judged_at, line.evaluation_id]);
  }
}

function beforeOf(cursor: string | undefined): HitFilter['before'] {
  if (cursor === undefined) return null;
  const [judgedAt, evaluationId] = decodeCursor(cursor, 2);
  if (typeof judgedAt !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/.test(judgedAt) || Number.isNaN(Date.parse(judgedAt)) || !isUuid(evaluationId)) throw invalidField('?cursor', 'This is not a cursor of this list.');
  return { judgedAt, evaluationId };
}
