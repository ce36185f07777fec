import fc from 'fast-check';
import { decide } from '../../engine/decide/decide';
import type { Facts } from '../../engine/facts';
import { compileRuleSet } from '../../engine/language/compile';
import type { RuleDocument, RuleSetDocument } from '../../engine/language/document';
import { JUDGING_VERSION } from '../../evaluate/judging-version';
import { compileInThread } from '../../evaluate/compile-for-judging';
import type { StoredJudgement } from '../../evaluate/stored-judgement';
import type { KeptFacts } from '../../evaluate/facts';
import { ruleSetDifference, ruleSubset } from './rule-set-difference';
import { type VersionPlan, VersionPlans } from './version-plans';

const FACTS: KeptFacts = { event: 'create', receivedAt: '2026-02-22T10:00:00.000Z', base: 'publish', fields: { 'author.kind': 'registered', 'author.roles': [] }, failed: [], rates: {}, sampleBuckets: {}, context: {} };
const WORDS = ['gull', 'crab', 'eel', 'heron', 'pike'];

function rule(id: string, more: Partial<RuleDocument> = {}): RuleDocument {
  return { id, name: id, mode: 'active', exempt: [], when: { body: { words: id } }, then: { action: 'hold' }, ...more };
}

const rules = (...all: readonly RuleDocument[]): RuleSetDocument => ({ version: 1, rules: all });

function planOf(before: RuleSetDocument, after: RuleSetDocument, engine = JUDGING_VERSION): VersionPlan {
  const plans = new VersionPlans({ document: after, full: after, compiled: compileInThread(after) });
  plans.add('1', before);
  return plans.of({ rule_set_version: '1', engine_version: engine });
}

describe('what differs between two rule sets', () => {
  const before = rules(rule('gull'), rule('crab'), rule('both', { when: { rule: ['gull', 'crab'] } }), rule('listed', { when: { body: { lists: 'fish' } } }));

  it.each<readonly [string, RuleSetDocument, readonly string[], readonly string[]]>([
    ['nothing', before, [], []],
    ['what a rule does: it is touched, but fires where it fired', rules(rule('gull', { then: { action: 'reject' }, priority: 5, mode: 'shadow' }), ...before.rules.slice(1)), ['gull'], []],
    ['what a rule asks: so do the rules that name it', rules(rule('gull', { when: { body: { words: ['gull', 'gannet'] } } }), ...before.rules.slice(1)), ['both', 'gull'], ['both', 'gull']],
    ['a rule that runs now', rules(rule('gull', { mode: 'paused' }), ...before.rules.slice(1)), ['both', 'gull'], ['both', 'gull']],
    ['a new rule', rules(...before.rules, rule('pike')), ['pike'], ['pike']],
    ['a rule that is gone', rules(...before.rules.slice(0, 2), ...before.rules.slice(3)), ['both'], ['both']],
    ['a list', { ...before, lists: [{ id: 'fish', kind: 'words', entries: ['pike'] }] }, ['listed'], ['listed']],
  ])('is %s', (_, after, touched, mayFire) => {
    const found = ruleSetDifference(before, after);
    expect([[...found.touched].sort(), [...found.mayFire].sort()]).toEqual([touched, mayFire]);
  });

  it('is judged with the rules that it names', () => {
    expect(ruleSubset(before, new Set(['both'])).rules.map(({ id }) => id)).toEqual(['gull', 'crab', 'both']);
    expect(ruleSubset(before, new Set(['pike'])).rules).toEqual([]);
  });
});

describe('a stored verdict', () => {
  const ruleOf = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    mode: fc.constantFrom('active' as const, 'shadow' as const, 'paused' as const),
    priority: fc.integer({ min: 0, max: 2 }),
    group: fc.constantFrom('x', 'y'),
    words: fc.subarray(WORDS, { minLength: 1 }),
    then: fc.constantFrom<RuleDocument['then']>({ action: 'flag' }, { action: 'hold', score: 3 }, { action: 'reject', hard: true }, { action: 'allow', allow_groups: ['x'] }, { action: 'none', score: 4 }, { action: 'hold', stop: true }),
  }).map(({ id, words, ...more }) => rule(id, { ...more, when: { body: { words } } }));
  const setOf = fc.uniqueArray(ruleOf, { selector: ({ id }) => id, minLength: 1, maxLength: 5 }).map((all) => rules(...all));
  const text = fc.array(fc.constantFrom(...WORDS, 'rain'), { maxLength: 4 }).map((words) => ({ body: words.join(' '), format: 'text' as const }));

  it('that is taken on trust is the one that the rules under test come to', () => {
    let trusted = 0;
    fc.assert(
      fc.property(setOf, setOf, fc.array(text, { minLength: 1, maxLength: 6 }), (before, after, texts) => {
        const plan = planOf(before, { version: 1, rules: [...after.rules, ...before.rules.filter(({ id }) => !after.rules.some((other) => other.id === id))] });
        const then = compileRuleSet(before);
        for (const one of texts) {
          const stored = decide(then, FACTS, one);
          if (!plan.isUntouched(() => ({ facts: FACTS, text: one }), stored)) continue;
          trusted++;
          const now = decide(plan.ruleSet, FACTS, one);
          expect({ ...now, evaluated: 0 }).toEqual({ ...stored, evaluated: 0 });
        }
      }),
      { numRuns: 300 },
    );
    expect(trusted).toBeGreaterThan(100);
  });

  it('is not taken on trust of another engine, on a long text, or when judging failed', () => {
    const [before, after] = [rules(rule('gull'), rule('crab')), rules(rule('gull'), rule('crab', { when: { body: { words: 'crabs' } } }))];
    const of = (body: string) => (): StoredJudgement => ({ facts: FACTS, text: { body, format: 'text' } });
    const judged = of('rain');
    const stored = decide(compileRuleSet(before), FACTS, judged().text);
    expect(planOf(before, after).isUntouched(judged, stored)).toBe(true);
    expect(planOf(before, after, '0').isUntouched(judged, stored)).toBe(false);
    expect(planOf(before, after).isUntouched(of('rain '.repeat(500)), stored)).toBe(false);
    expect(planOf(before, after).isUntouched(judged, { ...stored, primaryRule: 'engine_error' })).toBe(false);
  });
});

describe('what was not gathered then', () => {
  const rate = (gt: number): RuleDocument => rule('flood', { when: { rate: { by: ['author'], window: '10m', count: { gt } } } });
  const judge = (plan: VersionPlan, facts: Facts): string => decide(plan.ruleSet, plan.factsFor(facts), { body: 'rain', format: 'text' }).action;

  it('is unknown and does nothing, though an error would hold', () => {
    const plan = planOf(rules(rule('gull')), rules(rate(1)));
    expect([...plan.lackingRules]).toEqual(['flood']);
    expect(plan.factsFor(FACTS).failed).toEqual(['submitted:author:600s']);
    expect(judge(plan, FACTS)).toBe('publish');
  });

  it('is known where it stands in the facts all the same', () => {
    const plan = planOf(rules(rule('gull')), rules(rate(1)));
    expect(judge(plan, { ...FACTS, rates: { 'submitted:author:600s': 2 } })).toBe('hold');
  });

  it('is not what was gathered and is missing: an anonymous comment has no author to count by', () => {
    const plan = planOf(rules(rate(5)), rules(rate(1)));
    expect([...plan.lackingRules]).toEqual([]);
    expect(plan.factsFor(FACTS)).toBe(FACTS);
  });

  it('are signals, standing, labels and languages, too', () => {
    const after = rules(rule('a', { when: { 'signal.bayes_spam': { gte: 0.9 } } }), rule('b', { when: { 'author.labels': { any_in: ['new'] } } }), rule('c', { when: { 'lang.code': 'en' } }), rule('d', { when: { 'author.reputation': { lt: 0.2 } } }));
    expect(planOf(rules(rule('gull')), after).factsFor(FACTS).failed).toEqual(['signal.bayes_spam', 'lang.code', 'lang.confidence', 'lang.expected', 'author.labels', 'author.reputation']);
  });
});
