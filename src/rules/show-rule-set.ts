import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { RuleSetStore } from '../store/rule-set.store';
import { type RuleSetView, ruleSetView } from './rule-set.view';

/** The version that judges a site's comments now. */
@Injectable()
export class ShowRuleSet {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ruleSets: RuleSetStore,
  ) {}

  async execute(site: Site): Promise<RuleSetView> {
    const row = await this.ruleSets.runningCompact(this.work.reads, site.id);
    if (!row) throw problem('not_found', 'This site has no rules yet.');
    return ruleSetView(row);
  }
}
