import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { CompiledRuleSet } from '../engine/decide/compiled-rule-set';
import { decide } from '../engine/decide/decide';
import type { VerdictAction } from '../engine/verdict';
import type { HistoryRow } from '../store/history.store';
import { taught, Vocabularies } from './evidence/vocabularies';
import { RuleSetVersions } from './rule-set-versions';
import { storedJudgement } from './stored-judgement';

/** What would have become of a comment if one rule had not been there: the same facts, text and other rules as then. */
@Injectable()
export class JudgeWithoutRule {
  constructor(
    private readonly versions: RuleSetVersions,
    private readonly vocabularies: Vocabularies,
  ) {}

  /** Null where nobody can say any more: the text is erased, or the rules of then are gone. */
  async execute(siteId: SiteId, rule: string, row: HistoryRow): Promise<VerdictAction | null> {
    const judged = storedJudgement(row, { around: true });
    const ruleSet = await this.versions.of(siteId, Number(row.rule_set_version));
    if (!judged || !ruleSet) return null;
    const learned = judged.facts.models?.['vocabulary'];
    const vocabulary = learned === undefined ? null : await this.vocabularies.version(siteId, learned);
    return decide(paused(await taught(ruleSet, vocabulary), rule), judged.facts, judged.text).action;
  }
}

/** Rules refer to each other by their place, so it stays there and says nothing. */
function paused(ruleSet: CompiledRuleSet, id: string): CompiledRuleSet {
  return { ...ruleSet, rules: ruleSet.rules.map((rule) => (rule.id === id ? { ...rule, mode: 'paused' } : rule)) };
}
