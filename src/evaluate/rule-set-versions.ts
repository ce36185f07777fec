import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { CompiledRuleSet } from '../engine/decide/compiled-rule-set';
import { compileRuleSet } from '../engine/language/compile';
import type { RuleSetDocument } from '../engine/language/document';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { RuleSetStore } from '../store/rule-set.store';
import { compileForJudging } from './compile-for-judging';

/** A compiled set of a large newsroom takes some ten megabytes. */
const MOST_KEPT = 8;
const NO_RULES: RuleSetDocument = { version: 1, rules: [] };

/** Versions that judged once, compiled again for who asks about the past. The latest few stay compiled. */
@Injectable()
export class RuleSetVersions {
  private readonly kept = new Map<string, Promise<CompiledRuleSet | null>>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly ruleSets: RuleSetStore,
  ) {}

  /** Null when the site has no such version; version 0 is the time before the first. */
  of(siteId: SiteId, version: number): Promise<CompiledRuleSet | null> {
    const name = `${siteId} ${String(version)}`;
    const known = this.kept.get(name);
    const compiled = known ?? this.load(siteId, version);
    // Asked last, forgotten last.
    this.kept.delete(name);
    this.kept.set(name, compiled);
    compiled.catch(() => this.kept.delete(name));
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break;
      this.kept.delete(oldest);
    }
    return compiled;
  }

  private async load(siteId: SiteId, version: number): Promise<CompiledRuleSet | null> {
    if (version === 0) return compileRuleSet(NO_RULES);
    const row = await this.ruleSets.find(this.work.reads, siteId, version);
    if (!row) return null;
    return compileForJudging((await this.ruleSets.writtenOut(this.work.reads, siteId, row.document)) as RuleSetDocument);
  }
}
