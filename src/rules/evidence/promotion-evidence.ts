import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import type { Precision } from '../../evaluate/evidence/wilson';
import type { Queryable } from '../../platform/database/statement';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RuleStatsStore } from '../../store/rule-stats.store';
import { ShadowRecords } from '../versions/shadow-records';
import { byRule, numbersOf } from './rule-numbers';

/** What is known of a rule from its time in shadow. */
export interface ShadowEvidence {
  /** Hits in shadow on which people decided. */
  readonly reviewed: number;
  readonly confirmed: number;
  readonly overturned: number;
  /** Null without a review; its `low` is what a promotion goes by. */
  readonly precision: Precision | null;
}

const NOTHING: ShadowEvidence = { reviewed: 0, confirmed: 0, overturned: 0, precision: null };

/** What speaks for letting a rule act that has only watched so far (rules.md 2.7). */
@Injectable()
export class PromotionEvidence implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stats: RuleStatsStore,
    private readonly gate: ShadowRecords,
  ) {}

  onModuleInit(): void {
    this.gate.register((siteId, rules) => this.of(this.work.reads, siteId, rules));
  }

  /**
   * Of rules of the running version, as they stand there: hits of earlier versions count as long as the rule said the same and was in shadow. A draft
   * that changes the rule as well has no evidence; the caller must see to that. Rules without evidence are not missing.
   */
  async of(on: Queryable, siteId: SiteId, rules: readonly string[]): Promise<ReadonlyMap<string, ShadowEvidence>> {
    const running = await this.stats.running(on, siteId);
    const since = (await this.stats.since(on, siteId, running[0]?.version ?? 0)).filter(({ rule }) => rules.includes(rule));
    const sums = byRule(await this.stats.shadow(on, siteId, since));
    return new Map(
      rules.map((rule) => {
        const days = sums.get(rule);
        if (!days) return [rule, NOTHING];
        const { confirmed, overturned, precision } = numbersOf(days);
        return [rule, { reviewed: confirmed + overturned, confirmed, overturned, precision }];
      }),
    );
  }
}
