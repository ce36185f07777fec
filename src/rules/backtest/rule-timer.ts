import type { CompiledRuleSet } from '../../engine/decide/compiled-rule-set';
import type { Condition, Judging } from '../../engine/decide/condition';
import type { Tally } from './tally';

/** What takes longer on one comment was most likely interrupted: the thread goes last. It counts as this. */
const LONGEST_NS = 2_000_000;

/** Nanoseconds. */
export type Clock = () => number;

/**
 * Times rules from outside: the engine has no clock. Wraps the condition of each rule; whatever the rules share, the reading of the
 * body, is done and timed before the first of them, so that none of them pays for all. A rule that asks for another is timed without it.
 */
export class RuleTimer {
  readonly ruleSet: CompiledRuleSet;
  private readonly ruleNs = new Map<string, number>();
  private readonly reads: boolean;
  private comments = 0;
  private readingNs = 0;
  private judged: Judging | null = null;
  /** Time of the rules that were asked for by the one under way. */
  private inner = 0;

  constructor(ruleSet: CompiledRuleSet, private readonly clock: Clock) {
    this.reads = ruleSet.matcher.size.terms + ruleSet.matcher.size.patterns > 0;
    this.ruleSet = { ...ruleSet, rules: ruleSet.rules.map((rule) => ({ ...rule, condition: this.timed(rule.id, rule.condition) })) };
  }

  /** Adds what was measured since the last time, and forgets it. */
  pour({ cost }: Pick<Tally, 'cost'>): void {
    cost.comments += this.comments;
    cost.readingNs += Math.round(this.readingNs);
    for (const [rule, ns] of this.ruleNs) cost.ruleNs[rule] = (cost.ruleNs[rule] ?? 0) + Math.round(ns);
    this.ruleNs.clear();
    [this.comments, this.readingNs, this.judged] = [0, 0, null];
  }

  private timed(rule: string, condition: Condition): Condition {
    const test: Condition['test'] = (judging) => {
      this.begin(judging);
      const outer = this.inner;
      this.inner = 0;
      const began = this.clock();
      try {
        return condition.test(judging);
      } finally {
        const took = Math.min(this.clock() - began, LONGEST_NS);
        this.ruleNs.set(rule, (this.ruleNs.get(rule) ?? 0) + Math.max(0, took - this.inner));
        this.inner = outer + took;
      }
    };
    return Object.assign(Object.create(condition) as Condition, { test });
  }

  private begin(judging: Judging): void {
    if (judging === this.judged) return;
    this.judged = judging;
    this.comments++;
    if (!this.reads || judging.failed.has('body')) return;
    const began = this.clock();
    judging.reading.find('body', 0, 'all');
    this.readingNs += Math.min(this.clock() - began, LONGEST_NS);
  }
}
