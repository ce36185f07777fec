import fc from 'fast-check';
import { GENERATED_COUNTS, GENERATED_FIELDS, generatedCondition, generatedFacts, generatedRuleSet, generatedText } from '../../../test/support/generated-rules';
import type { Facts, FactValue, JudgedText } from '../facts';
import { compileRuleSet } from '../language/compile';
import type { ConditionDocument, RuleDocument, RuleSetDocument } from '../language/document';
import type { Verdict, VerdictAction } from '../verdict';
import type { CompiledRuleSet } from './compiled-rule-set';
import { decide } from './decide';
import { RuleJudge } from './judge-rules';
import { FALSE, TRUE, type Truth } from './truth';

const STRICTNESS: readonly VerdictAction[] = ['publish', 'flag', 'hold', 'reject'];
const strictnessOf = ({ action }: Verdict): number => STRICTNESS.indexOf(action);
const HOLD = STRICTNESS.indexOf('hold');

const judged = (set: RuleSetDocument, facts: Facts, text: JudgedText): Verdict => decide(compileRuleSet(set), facts, text);
const withRules = (set: RuleSetDocument, change: (rules: readonly RuleDocument[]) => readonly RuleDocument[]): RuleSetDocument => ({ ...set, rules: change(set.rules) });

/** The same condition with the parts of every all, any, none and at_least turned round. */
function turned(when: ConditionDocument): ConditionDocument {
  return Object.fromEntries(Object.entries(when).reverse().map(([key, operand]): [string, unknown] => {
    if (Array.isArray(operand)) return [key, (operand as ConditionDocument[]).map(turned).reverse()];
    if (key !== 'at_least') return [key, operand];
    const { n, of } = operand as { n: number; of: ConditionDocument[] };
    return [key, { n, of: of.map(turned).reverse() }];
  }));
}

/** Some of what was to be gathered failed, so that conditions are unknown too. */
const failures = fc.subarray([...GENERATED_FIELDS, ...GENERATED_COUNTS, 'rate', 'duplicate', 'body', 'title', 'links.count']);

describe('E0, E2, E3: a verdict', () => {
  it('is the same for the same rule set, facts and text', () => {
    fc.assert(fc.property(generatedRuleSet, generatedFacts, generatedText, (set, facts, text) => {
      expect(judged(set, facts, text)).toEqual(judged(structuredClone<RuleSetDocument>(set), structuredClone(facts), structuredClone(text)));
    }), { numRuns: 50 });
  });

  it('does not depend on the order of rules in the file', () => {
    fc.assert(fc.property(generatedRuleSet, generatedFacts, generatedText, failures, (set, facts, text, failed) => {
      const known = { ...facts, failed };
      expect(judged(withRules(set, (rules) => [...rules].reverse()), known, text)).toEqual(judged(set, known, text));
    }), { numRuns: 150 });
  });

  it('does not depend on the order of conditions in a rule', () => {
    fc.assert(fc.property(generatedRuleSet, generatedFacts, generatedText, failures, (set, facts, text, failed) => {
      const known = { ...facts, failed };
      const other = withRules(set, (rules) => rules.map((rule) => ({ ...rule, when: turned(rule.when) })));
      expect(judged(other, known, text)).toEqual(judged(set, known, text));
    }), { numRuns: 200 });
  });

  it('has a score in whole hundredths, capped by group', () => {
    fc.assert(fc.property(generatedRuleSet, generatedFacts, generatedText, (set, facts, text) => {
      const { score } = judged(set, facts, text);
      const groups = Object.values(score.groups);
      expect([score.total, score.shadow, ...groups].every(Number.isInteger)).toBe(true);
      expect(groups.every((sum) => Math.abs(sum) <= 1_500)).toBe(true);
      expect(groups.reduce((sum, group) => sum + group, 0)).toBe(score.total);
    }), { numRuns: 150 });
  });

  it('is no laxer than the article, unless a person approved the text', () => {
    fc.assert(fc.property(generatedRuleSet, generatedFacts, generatedText, (set, facts, text) => {
      fc.pre(facts.decided?.action !== 'approve' || facts.decided.textChanged);
      expect(strictnessOf(judged(set, facts, text))).toBeGreaterThanOrEqual(STRICTNESS.indexOf(facts.base));
    }), { numRuns: 80 });
  });
});

describe('E2: conditions obey the laws of Kleene', () => {
  const valuesOf = (conditions: readonly ConditionDocument[], facts: Facts, text: JudgedText): Truth[] => {
    const compiled = compileRuleSet({ version: 1, lists: [{ id: 'birds', kind: 'words', entries: ['heron', 'stork'] }, { id: 'hosts', kind: 'domains', entries: ['example.org'] }], rules: conditions.map((when, i) => ({ id: `r-${String(i)}`, name: 'Rule', mode: 'active' as const, when, then: { score: 1 } })) });
    const judge = new RuleJudge(compiled, facts, text);
    const inOrder = [...compiled.rules].sort((a, b) => Number(a.id.slice(2)) - Number(b.id.slice(2)));
    return inOrder.map((rule) => judge.result(rule).value);
  };

  it('all is the least and any the greatest of its parts, none turns any round', () => {
    fc.assert(fc.property(generatedCondition, generatedCondition, generatedFacts, generatedText, failures, (...[a, b, facts, text, failed]) => {
      const [one, other, all, any, none] = valuesOf([a, b, { all: [a, b] }, { any: [a, b] }, { none: [a, b] }], { ...facts, failed }, text) as [Truth, Truth, Truth, Truth, Truth];
      expect(all).toBe(Math.min(one, other));
      expect(any).toBe(Math.max(one, other));
      expect(none).toBe(2 - any);
    }), { numRuns: 200 });
  });

  it('at least n is true with n true parts, false once n cannot be reached, else unknown', () => {
    fc.assert(fc.property(fc.array(generatedCondition, { minLength: 2, maxLength: 4 }), fc.integer({ min: 1, max: 4 }), generatedFacts, generatedText, failures, (...[parts, n, facts, text, failed]) => {
      const values = valuesOf([{ at_least: { n, of: parts } }, ...parts], { ...facts, failed }, text);
      const [whole, ...each] = values;
      const certain = each.filter((value) => value === TRUE).length;
      const possible = each.filter((value) => value !== FALSE).length;
      expect(whole).toBe(certain >= n ? TRUE : possible < n ? FALSE : 1);
    }), { numRuns: 200 });
  });

  it('an unknown part may turn out either way: what is certain stays', () => {
    fc.assert(fc.property(generatedCondition, generatedFacts, generatedText, failures, (when, facts, text, failed) => {
      const [doubtful] = valuesOf([when], { ...facts, failed }, text);
      const [sound] = valuesOf([when], facts, text);
      expect([sound, 1]).toContain(doubtful);
    }), { numRuns: 300 });
  });
});

/** What a datum may come back as when the code or the database behind it is broken. */
const rubbish = fc.constantFrom<unknown>(Number.NaN, -1, Infinity, 7e300, null, [], [[1]], { a: 1 }, [null], [Number.NaN], () => 1, true);

/** A value that the field cannot have; what happens to be one stays a fault nobody can see. */
function broken(facts: Facts, name: string, value: unknown): Facts {
  if (!GENERATED_FIELDS.includes(name)) {
    const where = name.startsWith('near:') ? 'duplicates' : 'rates';
    return { ...facts, [where]: { ...facts[where], [name]: value as number } };
  }
  return { ...facts, fields: { ...facts.fields, [name]: value as FactValue } };
}

const plausible = (facts: Facts, name: string, value: unknown): boolean => {
  const sound = facts.fields[name] ?? facts.rates[name] ?? facts.duplicates?.[name];
  return typeof sound === 'boolean' ? typeof value === 'boolean' : Array.isArray(sound) ? Array.isArray(value) && value.length === 0 : typeof sound === 'string' && (typeof value === 'boolean' || typeof value === 'number');
};

/** Thrown out of `decide`: the caller holds the comment (engine_error). */
function strictnessOrHeld(set: CompiledRuleSet, facts: Facts, text: JudgedText): number {
  try {
    return strictnessOf(decide(set, facts, text));
  } catch {
    return HOLD;
  }
}

describe('E7: a fault moves a verdict only towards held', () => {
  const never = (sound: number): number => Math.min(sound, HOLD);

  it('whatever failed to compute', () => {
    fc.assert(fc.property(generatedRuleSet, generatedFacts, generatedText, failures, (set, facts, text, failed) => {
      const compiled = compileRuleSet(set);
      expect(strictnessOf(decide(compiled, { ...facts, failed }, text))).toBeGreaterThanOrEqual(never(strictnessOf(decide(compiled, facts, text))));
    }), { numRuns: 400 });
  });

  it('whatever rubbish a datum comes back as: NaN, another type, out of range', () => {
    fc.assert(fc.property(generatedRuleSet, generatedFacts, generatedText, fc.constantFrom(...GENERATED_FIELDS, ...GENERATED_COUNTS), rubbish, (...[set, facts, text, name, value]) => {
      fc.pre((name in facts.fields || name in facts.rates || name in (facts.duplicates ?? {})) && !plausible(facts, name, value));
      const compiled = compileRuleSet(set);
      expect(strictnessOrHeld(compiled, broken(facts, name, value), text)).toBeGreaterThanOrEqual(never(strictnessOf(decide(compiled, facts, text))));
    }), { numRuns: 600 });
  });

  it('whichever rules are degraded or braked', () => {
    fc.assert(fc.property(generatedRuleSet, generatedFacts, generatedText, fc.subarray(['rule-0', 'rule-1', 'rule-2', 'rule-3']), (set, facts, text, ids) => {
      const compiled = compileRuleSet(set);
      const sound = strictnessOf(decide(compiled, facts, text));
      expect(strictnessOf(decide(compiled, { ...facts, degraded: ids }, text))).toBeGreaterThanOrEqual(never(sound));
      expect(strictnessOf(decide(compiled, { ...facts, braked: ids }, text))).toBeGreaterThanOrEqual(never(sound));
    }), { numRuns: 200 });
  });

  it.each(['test', 'collect'] as const)('whichever condition throws in its %s', (step) => {
    fc.assert(fc.property(generatedRuleSet, generatedFacts, generatedText, fc.nat(5), (set, facts, text, which) => {
      const compiled = compileRuleSet(set);
      const thrown = (): never => { throw new Error('broken on purpose'); };
      const rules = compiled.rules.map((rule) => (rule.index === which % compiled.rules.length ? { ...rule, condition: { ...rule.condition, [step]: thrown } } : rule));
      expect(strictnessOrHeld({ ...compiled, rules }, facts, text)).toBeGreaterThanOrEqual(never(strictnessOf(decide(compiled, facts, text))));
    }), { numRuns: 150 });
  });

  it.each(['find', 'field', 'spansOf', 'wordsBetween', 'stepsOf'] as const)('when reading the text throws in %s', (step) => {
    fc.assert(fc.property(generatedRuleSet, generatedFacts, generatedText, fc.nat(3), (set, facts, text, after) => {
      const compiled = compileRuleSet(set);
      let calls = 0;
      const read: CompiledRuleSet['matcher']['read'] = (of) => new Proxy(compiled.matcher.read(of), {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          if (name === step && calls++ >= after) throw new Error('broken on purpose');
          return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
        },
      });
      expect(strictnessOrHeld({ ...compiled, matcher: { ...compiled.matcher, read } }, facts, text)).toBeGreaterThanOrEqual(never(strictnessOf(decide(compiled, facts, text))));
    }), { numRuns: 150 });
  });
});
