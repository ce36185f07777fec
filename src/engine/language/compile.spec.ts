import fc from 'fast-check';
import { canonicalJson } from './canonical';
import { compileRuleSet } from './compile';
import type { ConditionDocument, RuleDocument } from './document';
import { durationSeconds } from './duration';
import { FIELDS } from './fields';
import { nearest } from './nearest';
import { validateRuleSet } from './parse';
import { RULE_SET_SCHEMA } from './schema';

const rule = (id: string, when: ConditionDocument, more: Partial<RuleDocument> = {}): RuleDocument => ({ id, name: 'Rule', mode: 'active', when, then: { score: 1 }, ...more });

describe('compileRuleSet', () => {
  it('plans each counter once, whoever asks, under an id made of its content', () => {
    const rate = { rate: { by: ['ip', 'author'], window: '10m', count: { gt: 6 } } };
    const set = compileRuleSet({ version: 1, rules: [
      rule('one', rate), rule('two', { rate: { by: ['author', 'ip'], window: '600s', count: { gt: 9 } } }),
      rule('three', { any: [{ duplicate: { similarity: 1, window: '1d', count: 1 } }, { rate: { by: ['ip'], window: '1h', count: 1, distinct: 'author' } }] }),
    ] });
    expect(set.counters).toEqual([
      { id: 'submitted:author+ip:600s', by: ['author', 'ip'], windowSeconds: 600, of: 'submitted' },
      { id: 'submitted:ip:3600s:distinct-author', by: ['ip'], windowSeconds: 3600, distinct: 'author', of: 'submitted' },
      { id: 'submitted:text_hash:86400s', by: ['text_hash'], windowSeconds: 86_400, of: 'submitted' },
    ]);
  });

  it('tells which fields the rules ask and which rules are sampled', () => {
    const set = compileRuleSet({ version: 1, rules: [rule('one', { text: { words: 'x' }, 'author.approved': 1 }, { sample: 10, unless: { 'author.kind': 'staff' } }), rule('two', { rule: 'one' })] });
    expect(set).toMatchObject({ fieldsUsed: ['author.approved', 'author.kind', 'body', 'title'], sampled: ['one'] });
    expect(set.rules.find(({ id }) => id === 'two')?.asks).toEqual(['author.approved', 'author.kind', 'body', 'title']);
  });

  it('does not compile what the check refuses', () => {
    expect(() => compileRuleSet({ version: 1, rules: [rule('one', { rule: 'absent' })] })).toThrow('There is no rule `absent`.');
    expect(() => compileRuleSet({ version: 1, rules: [rule('one', { body: { lists: 'absent' } })] })).toThrow('There is no list `absent`.');
    expect(() => compileRuleSet({ version: 1, rules: [rule('one', { rule: 'two' }), rule('two', { rule: 'one' })] })).toThrow(/refers to itself/);
  });
});

describe('canonicalJson', () => {
  it('sorts keys at every depth and leaves lists alone', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }, 'x'], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1},"x"]}');
  });

  it('is the same however the keys stand, and reads back as the same value', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }));
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]));
}

describe('durations', () => {
  it.each([['30s', 30], ['10m', 600], ['2h', 7_200], ['7d', 604_800], ['4w', 2_419_200], ['2 h', undefined], ['h', undefined], ['-1s', undefined], ['1y', undefined]])('%s', (written, seconds) => {
    expect(durationSeconds(written)).toBe(seconds);
  });
});

describe('nearest', () => {
  it.each([['mod', 'mode'], ['raeson', 'reason'], ['approved', 'author.approved'], ['zebra', undefined]])('%s → %s', (name, expected) => {
    expect(nearest(name, ['mode', 'reason', 'author.approved'])).toBe(expected);
  });
});

describe('the schema', () => {
  it('knows every field of the table, with its sentence', () => {
    const defs = RULE_SET_SCHEMA['$defs'] as Record<string, { properties: Record<string, { description?: string }> }>;
    const properties = defs['condition']?.properties ?? {};
    expect(FIELDS.filter((field) => properties[field.name]?.description?.startsWith(field.about) !== true)).toEqual([]);
  });

  it('accepts the language as a whole', () => {
    const when = {
      all: [{ any: [{ none: [{ 'author.kind': { in: ['staff'], not_in: ['x'] } }] }] }, { at_least: { n: 1, of: [{ 'signal.toxicity': 0.9 }, { 'lang.code': ['de', 'en'] }] } }],
      text: { words: ['a', 'b'], near: { a: 'x', b: ['y'], within: 3, ordered: true }, evasion: 'aggressive', part: 'quoted', min_hits: 2, distinct: true, missing: false },
      'author.last_rejected': { gt: '60d', missing: true }, 'links.domains': { all_in_lists: ['la', 'lb'], empty: false }, 'article.comments_closed': { is: true },
      rate: { by: ['author', 'ip'], window: '5m', count: { between: [1, 2] }, distinct: 'article', of: 'held' }, duplicate: { window: '30d', count: { gte: 1 }, against: 'rejected', min_length: 40 }, rule: ['r1', 'r2'],
    };
    const then = { action: 'hold', hard: true, score: 1.25, per_hit: true, max_hits: 3, stop: true, queue: 'qq', urgency: 'high', tags: ['t1'], label: [{ entity: 'domain', add: 'seen', ttl: '30d' }], author_message: 'm', notify: ['desk'], close_article: true };
    const whole = { ...rule('whole', when), then, description: 'd', priority: -3, group: 'gg', policy: 'a.b_c', reason: 'r', on: ['report'], sites: ['main'], exempt: ['trusted'], sample: 5, on_error: 'flag', expires_at: '2026-12-31T00:00:00Z', max_actions_per_day: 500, unless: { 'site.surge': true }, examples: { match: ['x', { body: 'y', 'author.approved': 0 }], no_match: [] } };
    const list = { id: 'la', kind: 'words', match: 'prefix', inflect: true, entries: ['x', { term: 'y', match: 'suffix', except: ['z'], lang: 'en', note: 'n', evasion: 'normal', expires_at: '2026-12-31T00:00:00Z' }], source: 's', license: 'MIT' };
    expect(validateRuleSet({ version: 1, lists: [list], rules: [whole] })).not.toHaveProperty('problems');
  });
});
