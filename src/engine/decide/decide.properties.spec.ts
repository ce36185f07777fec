import fc from 'fast-check';
import type { Facts, FactValue } from '../facts';
import { compileRuleSet } from '../language/compile';
import type { ConditionDocument, RuleDocument } from '../language/document';
import type { VerdictAction } from '../verdict';
import { decide } from './decide';

const NUMBERS = ['author.approved', 'author.rejected', 'thread.depth', 'reports.count'] as const;
const BODY = 'The heron and the stork watched another heron by the weir';

const leaf: fc.Arbitrary<ConditionDocument> = fc.oneof(
  fc.record({ field: fc.constantFrom(...NUMBERS), op: fc.constantFrom('lt', 'gte', 'eq'), n: fc.integer({ min: 0, max: 3 }), missing: fc.boolean() })
    .map(({ field, op, n, missing }) => ({ [field]: { [op]: n, missing } })),
  fc.constantFrom('heron', 'stork', 'eagle').map((word) => ({ body: { words: word } })),
  fc.boolean().map((is) => ({ 'request.honeypot': is })),
  fc.subarray(['a', 'b', 'c'], { minLength: 1 }).map((tags) => ({ 'article.tags': { any_in: tags } })),
);

const { condition } = fc.letrec<{ condition: ConditionDocument }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.record({ key: fc.constantFrom('all', 'any', 'none'), parts: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }).map(({ key, parts }) => ({ [key]: parts })),
    fc.record({ n: fc.integer({ min: 1, max: 3 }), of: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }) }).map(({ n, of }) => ({ at_least: { n, of } })),
  ),
}));

const effect = fc.oneof(
  fc.record({ action: fc.constantFrom('none' as const, 'flag' as const, 'hold' as const, 'reject' as const), hard: fc.boolean(), stop: fc.boolean(), score: fc.integer({ min: -6, max: 6 }), per_hit: fc.boolean() }),
  fc.subarray(['g1', 'g2'], { minLength: 1 }).map((groups) => ({ action: 'allow' as const, allow_groups: groups })),
);

const rules: fc.Arbitrary<readonly RuleDocument[]> = fc
  .array(fc.record({ when: condition, then: effect, group: fc.constantFrom('g1', 'g2', 'g3'), priority: fc.integer({ min: 0, max: 2 }), mode: fc.constantFrom('active' as const, 'active' as const, 'shadow' as const), refers: fc.boolean(), exempt: fc.subarray(['staff' as const, 'trusted' as const]) }), { minLength: 1, maxLength: 6 })
  .map((drawn) => drawn.map(({ refers, ...rule }, i) => ({
    id: `rule-${String(i)}`, name: `Rule ${String(i)}`, ...rule,
    // A rule may look at the one before it, so there is no circle.
    when: refers && i > 0 ? { any: [rule.when, { rule: `rule-${String(i - 1)}` }] } : rule.when,
  })));

const fields: fc.Arbitrary<Record<string, FactValue>> = fc.record(
  {
    'author.approved': fc.integer({ min: 0, max: 3 }), 'author.rejected': fc.integer({ min: 0, max: 3 }), 'thread.depth': fc.integer({ min: 0, max: 3 }),
    'reports.count': fc.integer({ min: 0, max: 3 }), 'request.honeypot': fc.boolean(), 'article.tags': fc.subarray(['a', 'b', 'c']),
    'author.roles': fc.subarray(['trusted']),
  },
  { requiredKeys: [] },
);

const base = fc.constantFrom('publish' as const, 'hold' as const);
const decided = fc.option(fc.record({ action: fc.constantFrom('approve' as const, 'reject' as const), textChanged: fc.boolean() }), { nil: undefined, freq: 5 });

const facts: fc.Arbitrary<Facts> = fc.record({ fields, base, decided }).map(({ decided: person, ...known }) => ({
  event: 'create', receivedAt: '2026-11-23T10:00:00Z', failed: [], rates: {}, sampleBuckets: {}, ...known, ...(person ? { decided: person } : {}),
}));

const judged = (set: readonly RuleDocument[], known: Facts) => decide(compileRuleSet({ version: 1, rules: set }), known, { body: BODY, format: 'text' });

/** The same condition with the parts of every all, any, none and at_least turned round. */
function turned(when: ConditionDocument): ConditionDocument {
  return Object.fromEntries(Object.entries(when).reverse().map(([key, operand]): [string, unknown] => {
    if (Array.isArray(operand)) return [key, (operand as ConditionDocument[]).map(turned).reverse()];
    if (key !== 'at_least') return [key, operand];
    const { n, of } = operand as { n: number; of: ConditionDocument[] };
    return [key, { n, of: of.map(turned).reverse() }];
  }));
}

const STRICTNESS: readonly VerdictAction[] = ['publish', 'flag', 'hold', 'reject'];

describe('a verdict', () => {
  it('is the same for the same rule set and facts', () => {
    fc.assert(fc.property(rules, facts, (set, known) => {
      expect(judged(set, known)).toEqual(judged(structuredClone<readonly RuleDocument[]>(set), structuredClone(known)));
    }), { numRuns: 50 });
  });

  it('does not depend on the order of rules in the file', () => {
    fc.assert(fc.property(rules, facts, (set, known) => {
      expect(judged([...set].reverse(), known)).toEqual(judged(set, known));
    }), { numRuns: 100 });
  });

  it('does not depend on the order of conditions in a rule', () => {
    fc.assert(fc.property(rules, facts, (set, known) => {
      expect(judged(set.map((rule) => ({ ...rule, when: turned(rule.when) })), known)).toEqual(judged(set, known));
    }), { numRuns: 100 });
  });

  it('survives JSON, so that it can be stored and replayed', () => {
    fc.assert(fc.property(rules, facts, (set, known) => {
      const verdict = judged(set, known);
      expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
    }), { numRuns: 50 });
  });

  // Whatever the datum would have been: a fault never publishes or flags what would have been held or rejected.
  it('moves only towards held when a datum fails', () => {
    fc.assert(fc.property(rules, facts, fc.constantFrom(...NUMBERS, 'request.honeypot', 'article.tags', 'author.roles'), (set, known, field) => {
      const sound = STRICTNESS.indexOf(judged(set, known).action);
      const faulty = STRICTNESS.indexOf(judged(set, { ...known, failed: [field] }).action);
      expect(faulty).toBeGreaterThanOrEqual(Math.min(sound, STRICTNESS.indexOf('hold')));
    }), { numRuns: 300 });
  });

  it('is no laxer than the article, unless a person approved the text', () => {
    fc.assert(fc.property(rules, facts, (set, known) => {
      fc.pre(known.decided?.action !== 'approve' || known.decided.textChanged);
      expect(STRICTNESS.indexOf(judged(set, known).action)).toBeGreaterThanOrEqual(STRICTNESS.indexOf(known.base));
    }), { numRuns: 80 });
  });
});
