import type { Condition } from '../../engine/decide/condition';
import type { CompiledRuleSet } from '../../engine/decide/compiled-rule-set';
import { decide } from '../../engine/decide/decide';
import type { Facts } from '../../engine/facts';
import { compileRuleSet } from '../../engine/language/compile';
import type { RuleDocument } from '../../engine/language/document';
import { RuleTimer } from './rule-timer';
import { emptyTally } from './tally';

const FACTS: Facts = { event: 'create', receivedAt: '2026-02-22T10:00:00.000Z', base: 'publish', fields: { 'author.kind': 'registered', 'author.roles': [] }, failed: [], rates: {}, sampleBuckets: {} };

function rule(id: string, when: RuleDocument['when'], priority = 0): RuleDocument {
  return { id, name: id, mode: 'active', priority, exempt: [], when, then: { action: 'hold' } };
}

/** A clock that stands still but for what conditions spend. */
class Spending {
  now = 0;
  readonly clock = (): number => this.now;

  /** The set, each test of whose conditions takes that long. */
  slowed(ruleSet: CompiledRuleSet, ns: Readonly<Record<string, number>>): CompiledRuleSet {
    const slow = (id: string, condition: Condition): Condition => ({
      ...condition,
      test: (judging) => {
        this.now += ns[id] ?? 0;
        return condition.test(judging);
      },
    });
    return { ...ruleSet, rules: ruleSet.rules.map((one) => ({ ...one, condition: slow(one.id, one.condition) })) };
  }
}

describe('the timing of rules', () => {
  const RULES = compileRuleSet({ version: 1, rules: [rule('gull', { body: { words: 'gull' } }), rule('crab', { body: { words: 'crab' } }), rule('both', { rule: ['gull', 'crab'] }, 9)] });
  const text = { body: 'A gull, and rain', format: 'text' as const };

  it('charges each rule what it took itself, not what it asked of others', () => {
    const spending = new Spending();
    const timer = new RuleTimer(spending.slowed(RULES, { gull: 100, crab: 20, both: 7 }), spending.clock);
    for (let n = 0; n < 3; n++) decide(timer.ruleSet, FACTS, text);
    const tally = emptyTally();
    timer.pour(tally);
    expect(tally.cost).toEqual({ comments: 3, readingNs: 0, ruleNs: { gull: 300, crab: 60, both: 21 } });
  });

  it('tells each time only what is new', () => {
    const spending = new Spending();
    const timer = new RuleTimer(spending.slowed(RULES, { gull: 100 }), spending.clock);
    decide(timer.ruleSet, FACTS, text);
    timer.pour(emptyTally());
    const tally = emptyTally();
    timer.pour(tally);
    expect(tally.cost).toEqual({ comments: 0, readingNs: 0, ruleNs: {} });
  });

  it('takes an interruption for one, and not for the rule’s cost', () => {
    const spending = new Spending();
    const timer = new RuleTimer(spending.slowed(RULES, { gull: 9_000_000_000 }), spending.clock);
    decide(timer.ruleSet, FACTS, text);
    const tally = emptyTally();
    timer.pour(tally);
    expect(tally.cost.ruleNs['gull']).toBe(2_000_000);
  });

  it('changes nothing of the verdict', () => {
    const timer = new RuleTimer(RULES, () => performance.now());
    for (const body of ['A gull', 'A crab and a gull', 'rain', '']) expect(decide(timer.ruleSet, FACTS, { ...text, body })).toEqual(decide(RULES, FACTS, { ...text, body }));
  });
});
