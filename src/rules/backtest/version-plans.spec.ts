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
import { glanceAt } from './verdict-glance';
import { type SeenText, type VersionPlan, VersionPlans } from './version-plans';

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
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    mode: fc.constantFrom('active' as const, 'shadow' as const, 'paused' as const),
    priority: fc.integer({ min: 0, max: 2 }),
    group: fc.constantFrom('x', 'y'),
    words: fc.subarray(WORDS, { minLength: 1 }),
    then: fc.constantFrom<RuleDocument['then']>({ action: 'flag' }, { action: 'hold', score: 3 }, { action: 'reject', hard: true }, { action: 'allow', allow_groups: ['x'] }, { action: 'none', score: 4 }, { action: 'none', score: 2, per_hit: true }, { action: 'hold', stop: true }),
    when: fc.constantFrom<(words: string[]) => RuleDocument['when']>(
      (words) => ({ body: { words } }),
      (words) => ({ all: [{ body: { words } }, { 'author.approved': { lt: 3 } }] }),
      (words) => ({ any: [{ body: { words } }, { 'author.approved': { lt: 3 } }] }),
      (words) => ({ none: [{ body: { words } }] }),
      (words) => ({ all: [{ body: { words } }, { none: [{ 'article.section': 'sport' }] }] }),
    ),
    exempt: fc.constantFrom<NonNullable<RuleDocument['exempt']>>([], ['staff'], ['trusted']),
    on: fc.constantFrom<NonNullable<RuleDocument['on']>>(['create'], ['create', 'edit'], ['edit']),
  }).map(({ id, words, when, ...more }) => rule(id, { ...more, when: when(words) }));
  const setOf = fc.uniqueArray(ruleOf, { selector: ({ id }) => id, minLength: 3, maxLength: 7 }).map((all) => rules(...all));
  const factsOf = fc.record({ approved: fc.option(fc.integer({ min: 0, max: 5 })), section: fc.constantFrom('sport', 'world'), roles: fc.constantFrom([], ['staff'], ['trusted']), failed: fc.subarray(['author.approved', 'article.section', 'author.roles']), base: fc.constantFrom('publish' as const, 'hold' as const), event: fc.constantFrom('create' as const, 'edit' as const) })
    .map(({ approved, section, roles, failed, base, event }): KeptFacts => ({ ...FACTS, event, base, failed, fields: { 'author.kind': 'registered', 'author.roles': roles, 'article.section': section, ...(approved === null ? {} : { 'author.approved': approved }) } }));
  const text = fc.array(fc.constantFrom(...WORDS, 'rain'), { maxLength: 4 }).map((words) => ({ body: words.join(' '), format: 'text' as const }));

  it('that is taken on trust, or of which only some rules are judged again, is the one that the rules under test come to', () => {
    const ways = { line: 0, facts: 0, changed: 0 };
    fc.assert(
      fc.property(setOf, setOf, fc.array(text, { minLength: 1, maxLength: 6 }), factsOf, (before, after, texts, facts) => {
        const changed = after.rules.slice(0, 2);
        const plan = planOf(before, { version: 1, rules: [...changed, ...before.rules.filter(({ id }) => !changed.some((other) => other.id === id))] });
        const then = compileRuleSet(before);
        for (const one of texts) {
          const judgement = { facts, text: one };
          const stored = decide(then, facts, one);
          const verdict = JSON.stringify(stored);
          const [glance, judged] = [glanceAt(verdict), plan.judge(judgement)];
          const now = { ...judged, evaluated: 0 };
          const mayKeep = plan.mayKeep(glance);
          const [byLine, byFacts] = [mayKeep && plan.isQuiet({ ...one, title: null }), mayKeep && plan.isQuietWith(judgement)];
          if (byLine) ways.line++;
          if (byFacts) ways.facts++;
          expect(byLine || byFacts ? now : { ...stored, evaluated: 0 }).toEqual({ ...stored, evaluated: 0 });
          const short = plan.judgeChanged(judgement, glance, verdict);
          if (short.evaluated < judged.evaluated) ways.changed++;
          expect({ ...short, evaluated: 0 }).toEqual(now);
        }
      }),
      { numRuns: 40 },
    );
    expect(Math.min(ways.line, ways.facts, ways.changed)).toBeGreaterThan(5);
  });

  it('is not taken on trust of another engine, on a long text, or when judging failed', () => {
    const [before, after] = [rules(rule('gull'), rule('crab')), rules(rule('gull'), rule('crab', { when: { body: { words: 'crabs' } } }))];
    const line = (body: string): SeenText => ({ body, format: 'text', title: null });
    const judged = (body: string): StoredJudgement => ({ facts: FACTS, text: { body, format: 'text' } });
    const stored = decide(compileRuleSet(before), FACTS, judged('rain').text);
    const [plain, long] = [glanceAt(JSON.stringify(stored)), 'rain '.repeat(500)];
    const plan = planOf(before, after);
    expect([plan.mayKeep(plain), plan.isQuiet(line('rain')), plan.isQuietWith(judged('rain'))]).toEqual([true, true, true]);
    expect(planOf(before, after, '0').mayKeep(plain)).toBe(false);
    expect([plan.isQuiet(line(long)), plan.isQuietWith(judged(long))]).toEqual([false, false]);
    expect(plan.mayKeep(glanceAt(JSON.stringify({ ...stored, primaryRule: 'engine_error' })))).toBe(false);
  });

  it('is not taken on trust without the facts where they could make a rule fire', () => {
    const before = rules(rule('gull'), rule('crab'), rule('eel'));
    const line: SeenText = { body: 'rain', format: 'text', title: null };
    const quietOf = (changed: Partial<RuleDocument>, more: Partial<RuleSetDocument> = {}): boolean => planOf(before, { ...rules(rule('gull'), rule('crab', changed), rule('eel')), ...more }).isQuiet(line);
    expect(quietOf({ when: { all: [{ body: { words: 'crabs' } }, { 'author.approved': { lt: 3 } }] } })).toBe(true);
    expect(quietOf({ when: { any: [{ body: { words: 'crabs' } }, { 'author.approved': { lt: 3 } }] } })).toBe(false);
    expect(quietOf({ when: { none: [{ 'article.section': 'sport' }] } })).toBe(false);
    expect(quietOf({ when: { rate: { by: ['author'], window: '10m', count: { gt: 3 } } } })).toBe(false);
    expect(quietOf({ when: { 'author.name': { words: 'rain' } } })).toBe(false);
    expect(quietOf({ when: { 'stats.length': { gt: 3 } } })).toBe(false);
    expect(quietOf({ when: { 'stats.length': { gt: 300 } } })).toBe(true);
    expect(quietOf({ when: { none: [{ rule: ['gull'] }] } })).toBe(false);
    expect(quietOf({ when: { body: { lists: 'fish' } } }, { lists: [{ id: 'fish', kind: 'words', entries: ['pike'] }] })).toBe(true);
    expect(quietOf({ when: { body: { lists: 'fish' } } }, { lists: [{ id: 'fish', kind: 'words', entries: [{ term: 'pike', expires_at: '2026-03-01T00:00:00Z' }] }] })).toBe(false);
  });

  it('does not keep a rule from being tried that was not run then, but asks something else now', () => {
    const plan = planOf(rules(rule('gull'), rule('crab'), rule('eel')), rules(rule('gull'), rule('crab', { when: { body: { words: 'rain' } } }), rule('eel')));
    const facts = { ...FACTS, degraded: ['crab', 'eel'] };
    expect(plan.factsFor(facts).degraded).toEqual(['eel']);
    expect(plan.judge({ facts, text: { body: 'rain', format: 'text' } }).hits.map(({ rule: id }) => id)).toEqual(['crab']);
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
