import type { Facts } from '../facts';
import { compileRuleSet, type CompileOptions } from '../language/compile';
import type { EffectDocument, RuleDocument } from '../language/document';
import type { Verdict } from '../verdict';
import { decide } from './decide';

const rule = (id: string, then: EffectDocument, more: Partial<RuleDocument> = {}): RuleDocument => ({ id, name: 'A rule', mode: 'active', policy: 'a.b', reason: 'Because', exempt: [], when: { body: { words: 'heron' } }, then, ...more });

function judged(rules: readonly RuleDocument[], facts: Partial<Facts>, { body = 'A heron', ...options }: CompileOptions & { body?: string } = {}): Verdict {
  const all: Facts = { event: 'create', receivedAt: '2026-11-23T10:00:00Z', base: 'publish', fields: {}, failed: [], rates: {}, sampleBuckets: {}, ...facts };
  return decide(compileRuleSet({ version: 1, rules }, options), all, { body, format: 'text' });
}

describe('E8 brakes', () => {
  const reject = rule('reject-it', { action: 'reject', queue: 'spam', tags: ['bird'] });

  it('a braked rule holds where it says reject, and says so', () => {
    expect(judged([reject], {})).toMatchObject({ action: 'reject', hits: [{ action: 'reject' }] });
    const said = judged([reject], { braked: ['reject-it'] });
    expect(said).toMatchObject({ action: 'hold', primaryRule: 'reject-it', queue: 'spam', tags: ['bird'], hits: [{ action: 'hold', braked: true }] });
    expect(judged([reject], {}).hits[0]).not.toHaveProperty('braked');
  });

  it('a brake is on one rule, and on hard rules as on others', () => {
    const other = rule('other', { action: 'reject' });
    expect(judged([reject, other], { braked: ['reject-it'] })).toMatchObject({ action: 'reject', primaryRule: 'other' });
    expect(judged([rule('hard-one', { action: 'reject', hard: true })], { braked: ['hard-one'] })).toMatchObject({ action: 'hold', hits: [{ hard: true, braked: true }] });
  });

  it.each(['none', 'flag', 'hold', 'allow'] as const)('a brake leaves %s as it is', (action) => {
    const it = rule('it-is', { action, score: 1, ...(action === 'allow' ? { allow_groups: ['ungrouped'] } : {}) });
    expect(judged([it], { braked: ['it-is'] })).toEqual(judged([it], {}));
  });

  it('a brake never publishes what the article holds or closes', () => {
    expect(judged([reject], { braked: ['reject-it'], base: 'reject' })).toMatchObject({ action: 'reject', primaryRule: 'article_closed' });
  });

  it('a score that rejects only with the points of a braked rule holds', () => {
    const options = { thresholds: { reject: 10 } };
    const [some, more] = [rule('some', { score: 8 }, { group: 'g1' }), rule('more', { score: 9 }, { group: 'g2' })];
    expect(judged([some, more], {}, options).action).toBe('reject');
    expect(judged([some, more], { braked: ['more'] }, options).action).toBe('reject');
    const acting = rule('more', { score: 9, action: 'reject' }, { group: 'g2' });
    expect(judged([some, acting], { braked: ['more'] }, options)).toMatchObject({ action: 'hold', score: { total: 1_700 } });
    expect(judged([rule('alone', { score: 12 }, { group: 'g3' }), acting], { braked: ['more'] }, options).action).toBe('reject');
  });

  it('tells who has to count the actions of a day, for rules that run', () => {
    const { needs } = compileRuleSet({ version: 1, rules: [rule('one', { action: 'reject' }, { max_actions_per_day: 500 }), rule('two', { action: 'reject' }), rule('off', { action: 'reject' }, { mode: 'paused', max_actions_per_day: 5 })] });
    expect([...needs.dailyMaximums]).toEqual([['one', 500]]);
  });
});

describe('E7 degraded rules', () => {
  const hold = rule('hold-it', { action: 'hold' }, { when: { 'author.approved': { lt: 5 }, body: { regex: 'her[a-z]+' } } });

  it('are not run: on_error applies where their cheap conditions do not already say no', () => {
    const degraded = ['hold-it'];
    expect(judged([hold], { degraded, fields: { 'author.approved': 9 } })).toMatchObject({ action: 'publish', errors: [], hits: [] });
    expect(judged([hold], { degraded, fields: { 'author.approved': 1 } }, { body: 'No bird at all' })).toMatchObject({
      action: 'hold', primaryRule: 'rule_error', queue: 'system', hits: [], errors: [{ rule: 'hold-it', applied: 'hold', detail: 'Not run: the rule broke too often.' }],
    });
    expect(judged([{ ...hold, on_error: 'flag' }], { degraded, fields: { 'author.approved': 1 } }).action).toBe('flag');
  });

  it.each([
    ['all', { all: [{ 'author.approved': 9 }, { body: { regex: 'her[a-z]+' } }] }, 'publish'], ['any', { any: [{ 'author.approved': 9 }, { body: { regex: 'her[a-z]+' } }] }, 'hold'],
    ['any that is certain', { any: [{ 'author.approved': 1 }, { body: { regex: 'her[a-z]+' } }] }, 'hold'], ['none', { none: [{ 'author.approved': 1 }, { body: { regex: 'her[a-z]+' } }] }, 'publish'],
    ['none in doubt', { none: [{ 'author.approved': 9 }, { body: { regex: 'her[a-z]+' } }] }, 'hold'], ['at least', { at_least: { n: 2, of: [{ 'author.approved': 9 }, { 'author.rejected': 1 }, { body: { regex: 'her[a-z]+' } }] } }, 'publish'],
    ['at least in doubt', { at_least: { n: 2, of: [{ 'author.approved': 1 }, { 'author.rejected': 1 }, { body: { regex: 'her[a-z]+' } }] } }, 'hold'],
    ['words, which are cheap', { body: { words: 'stork' } }, 'publish'], ['a count', { rate: { by: ['author'], window: '5m', count: { gt: 3 } } }, 'publish'], ['another rule', { rule: 'other' }, 'publish'],
  ] as const)('look at what is cheap: %s', (_, when, action) => {
    const rules = [rule('hold-it', { action: 'hold' }, { when }), rule('other', { score: 0, tags: ['x1'] }, { when: { body: { words: 'stork' } } })];
    expect(judged(rules, { degraded: ['hold-it'], fields: { 'author.approved': 1 } }).action).toBe(action);
  });

  it('do not allow, do not stop, and leave rules that refer to them in doubt', () => {
    const held = rule('held', { action: 'hold' });
    expect(judged([rule('allow-it', { action: 'allow', allow_groups: ['ungrouped'] }, { priority: 9 }), held], { degraded: ['allow-it'] }).action).toBe('hold');
    expect(judged([rule('stop-it', { stop: true, score: 0 }, { priority: 9 }), held], { degraded: ['stop-it'] }).action).toBe('hold');
    expect(judged([rule('part', { tags: ['x1'] }), rule('composite', { action: 'reject' }, { when: { rule: 'part' } })], { degraded: ['part'] })).toMatchObject({ action: 'hold', primaryRule: 'rule_error' });
  });
});

describe('E7 counted steps', () => {
  const greedy = (id: string, n: number, more: Partial<RuleDocument> = {}): RuleDocument =>
    rule(id, { action: 'reject' }, { when: { body: { regex: Array.from({ length: n }, (_, i) => `(?:[a-z]{1,20} ){1,5}heron[${String.fromCharCode(97 + i)}0-9]?zz`) } }, ...more });
  const plain = 'the quick brown birds of the weir '.repeat(300);
  /** Holds every string that the patterns need, but not what they look for. */
  const long = `heron and zz ${plain}`;

  it('a rule whose patterns would take too many steps on a text is in doubt there, and judges other texts', () => {
    expect(judged([greedy('many', 25)], {}, { body: long })).toMatchObject({ action: 'hold', errors: [{ rule: 'many', applied: 'hold', detail: 'Not run: its patterns would take too many steps on this text.' }] });
    expect(judged([greedy('many', 25)], {}, { body: plain })).toMatchObject({ action: 'publish', errors: [] });
    expect(judged([greedy('many', 25)], {}, { body: 'the quick heron7zz' })).toMatchObject({ action: 'reject', errors: [] });
  });

  it('what is cheap is still asked', () => {
    const cheap = greedy('many', 25, { unless: { 'author.kind': 'staff' } });
    expect(judged([cheap], { fields: { 'author.kind': 'staff' } }, { body: long })).toMatchObject({ action: 'publish', errors: [] });
  });

  it('the steps of one comment are spent in the order of the rules, and rules without patterns go on', () => {
    const rules = [...Array.from({ length: 9 }, (_, i) => greedy(`many-${String(i)}`, 5, { priority: 9 - i })), rule('words-only', { action: 'flag' })];
    const said = judged(rules, {}, { body: long });
    expect(said.errors.map((error) => error.rule)).toEqual(['many-3', 'many-4', 'many-5', 'many-6', 'many-7', 'many-8']);
    expect(said.hits).toMatchObject([{ rule: 'words-only' }]);
    expect(judged([...rules].reverse(), {}, { body: long })).toEqual(said);
  });

  it('does not depend on which conditions had to be asked', () => {
    const { when } = greedy('many', 25);
    const both = [{ body: { words: 'heron' } }, when];
    const said = judged([rule('either', { action: 'reject' }, { when: { any: both } })], {}, { body: long });
    expect(judged([rule('either', { action: 'reject' }, { when: { any: [...both].reverse() } })], {}, { body: long })).toEqual(said);
  });

  it('no comment takes long', () => {
    const compiled = compileRuleSet({ version: 1, rules: Array.from({ length: 40 }, (_, i) => greedy(`many-${String(i)}`, 5)) });
    const facts: Facts = { event: 'create', receivedAt: '2026-11-23T10:00:00Z', base: 'publish', fields: {}, failed: [], rates: {}, sampleBuckets: {} };
    const began = performance.now();
    decide(compiled, facts, { body: long, format: 'text' });
    // Some 60 ms; all of its patterns together would take seconds.
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
