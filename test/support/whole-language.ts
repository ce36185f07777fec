import fc from 'fast-check';
import type { Facts, FactValue, JudgedText } from '../../src/engine/facts';
import type { ConditionDocument, EffectDocument, RuleDocument, RuleSetDocument } from '../../src/engine/language/document';
import { FIELDS, type Field, type FieldKind } from '../../src/engine/language/fields';
import type { CompiledRuleSet } from '../../src/engine/decide/compiled-rule-set';

/** Operands of each kind; together they say everything that the kind can say. */
const OPERANDS: Readonly<Record<FieldKind, readonly unknown[]>> = {
  text: [
    { words: 'heron', inflect: true }, { contains: ['weir'], min_hits: 2, distinct: true, missing: true }, { starts_with: 'the', ends_with: '!', equals: 'so?' },
    { regex: 'her[a-z]+', whole: true, part: 'unquoted' }, { lists: 'birds', evasion: 'aggressive', except: 'white stork', except_lists: 'places' },
    { near: { a: 'heron', b: ['weir', 'stork'], within: 4, ordered: true }, part: 'quoted' }, { words: 'Heron', case: 'exact' },
  ],
  number: [{ gte: 1, missing: true }, { lt: 1 }, { gt: 0.4, lte: 3 }, { eq: 1 }, { ne: 2 }, { between: [0, 2] }, 2],
  duration: [{ lt: '10m', missing: true }, { gte: '30s', lte: '2h' }, { gt: '1d' }],
  boolean: [true, { is: false, missing: true }],
  enum: ['one', ['one', 'two'], { in: ['two'], not_in: ['one'], missing: true }, { not_in: ['two'] }],
  set: [{ any_in: 'one' }, { all_in: ['one', 'two'], missing: true }, { none_in: ['three'] }, { empty: true }],
};
const DOMAINS = [{ any_in_lists: 'hosts' }, { all_in_lists: 'hosts' }, { none_in_lists: ['hosts'], empty: false }];

/** Every kind of effect in turn. */
const EFFECTS: readonly EffectDocument[] = [
  { action: 'none', score: 0.25, per_hit: true, max_hits: 3 }, { action: 'flag', queue: 'birds', urgency: 'high', tags: ['seen'] }, { action: 'hold', hard: true, author_message: 'We look at it.' },
  { score: -1.5, label: [{ entity: 'author', add: 'watched', ttl: '30d' }], notify: ['desk'] }, { action: 'reject', score: 6 }, { action: 'none', close_article: true },
];

/** What joins conditions, and what counts. */
const WHOLE: readonly ConditionDocument[] = [
  { all: [{ text: { words: 'heron' } }, { any: [{ 'links.count': 1 }, { none: [{ 'author.kind': 'one' }] }] }] },
  { at_least: { n: 2, of: [{ body: { contains: 'stork' } }, { 'signal.bayes_spam': { gte: 0.5 } }, { 'site.surge': true }] } },
  { rate: { by: ['author', 'ip'], window: '5m', count: { gte: 2 } } }, { rate: { by: ['domain'], window: '1d', count: { gt: 1 }, distinct: 'author', of: 'held' } },
  { duplicate: { similarity: 0.7, window: '1d', count: { gte: 1 }, distinct: 'author', against: 'rejected', min_length: 40 } }, { duplicate: { similarity: 1, window: '1d', count: { gte: 2 } } },
  { rule: ['rule-1', 'rule-2'] },
];

function conditions(): ConditionDocument[] {
  const ofKind = Object.keys(OPERANDS).flatMap((kind) => {
    const fields = FIELDS.filter((field) => field.kind === kind);
    const operands = OPERANDS[kind as FieldKind];
    return Array.from({ length: Math.max(fields.length, operands.length) }, (_, i) => ({ [fields[i % fields.length]?.name ?? '']: operands[i % operands.length] }));
  });
  return [...ofKind, ...DOMAINS.map((operand) => ({ 'links.domains': operand })), ...WHOLE];
}

const ruleOf = (when: ConditionDocument, i: number): RuleDocument => ({
  id: `rule-${String(i)}`, name: `Rule ${String(i)}`, mode: i % 5 === 4 ? 'shadow' : 'active', group: `g${String(i % 3)}`, priority: i % 7, reason: '{count} times {match}', policy: 'birds.seen',
  on_error: (['hold', 'flag', 'ignore'] as const)[i % 3] ?? 'hold', sample: i % 9 === 8 ? 50 : 100, when, then: EFFECTS[i % EFFECTS.length] ?? {}, ...(i % 11 === 10 ? { unless: { title: { words: 'heron' } } } : {}),
});

/** A rule on each field, operator, modifier and effect of the language. */
export function wholeLanguage(): RuleSetDocument {
  const rules = conditions().map(ruleOf);
  const last: readonly RuleDocument[] = [
    { ...ruleOf({ body: { words: 'eagle' } }, 900), mode: 'active', then: { action: 'allow', allow_groups: ['g0', 'g1'] } },
    { ...ruleOf({ body: { words: 'kestrel' } }, 901), mode: 'active', priority: 3, then: { action: 'flag', stop: true } },
  ];
  return {
    version: 1,
    lists: [
      { id: 'birds', kind: 'words', inflect: true, entries: ['heron', { term: 'stork', match: 'prefix', except: ['white stork'], evasion: 'normal', lang: 'en' }] },
      { id: 'places', kind: 'words', entries: ['heron street'] }, { id: 'hosts', kind: 'domains', entries: ['example.org'] },
    ],
    rules: [...rules, ...last],
  };
}

const VALUES: Readonly<Record<Exclude<FieldKind, 'text'>, fc.Arbitrary<FactValue>>> = {
  number: fc.constantFrom(0, 0.3, 0.5, 1, 2, 7), duration: fc.constantFrom(0, 0.5, 60, 7_200, 200_000), boolean: fc.boolean(),
  enum: fc.constantFrom('one', 'two', 'three'), set: fc.subarray(['one', 'two', 'three']),
};
const valueOf = ({ kind }: Field): fc.Arbitrary<FactValue> => VALUES[kind === 'text' ? 'enum' : kind];

/** Facts of every kind that such a rule set asks for: some missing, some failed. */
export function factsFor({ counters, needs }: CompiledRuleSet): fc.Arbitrary<Facts> {
  const asked = FIELDS.filter(({ source }) => source === 'facts');
  const names = [...asked.map(({ name }) => name), 'signal.bayes_spam'];
  const some = (ids: readonly string[]): fc.Arbitrary<Record<string, number>> => fc.record(Object.fromEntries(ids.map((id) => [id, fc.nat(4)])), { requiredKeys: [] }) as fc.Arbitrary<Record<string, number>>;
  const fields = fc.record({ ...Object.fromEntries(asked.map((field) => [field.name, valueOf(field)])), 'signal.bayes_spam': fc.constantFrom(0, 0.5, 0.99) }, { requiredKeys: [] }) as fc.Arbitrary<Record<string, FactValue>>;
  return fc.record({
    event: fc.constantFrom('create' as const, 'edit' as const), receivedAt: fc.constant('2026-11-23T10:00:00.000Z'), base: fc.constantFrom('publish' as const, 'hold' as const, 'reject' as const),
    fields, failed: fc.array(fc.constantFrom(...names, 'rate', 'duplicate'), { maxLength: 3 }),
    rates: some(counters.map(({ id }) => id)), duplicates: some(needs.nearDuplicates.map(({ id }) => id)), sampleBuckets: fc.constant({}),
    braked: fc.subarray(['rule-4', 'rule-10', 'rule-16']), degraded: fc.subarray(['rule-0', 'rule-30']),
  });
}

const PIECES = ['The herons', 'a white stork', 'h e r o n', '> an eagle by the weir\n', 'kestrel', 'https://example.org/x', 'sam@example.org', 'st0rk', 'Heron street', 'weir, weir', '\u{1f426}', '\ud83d', 'нeron', '+49 30 901820'];
const piece = fc.oneof({ arbitrary: fc.constantFrom(...PIECES), weight: 4 }, { arbitrary: fc.string({ unit: 'binary', maxLength: 8 }), weight: 1 });
const written = fc.array(piece, { maxLength: 7 }).map((parts) => parts.join(' '));

/** Texts in every format, with what the rules look for and what they do not. */
export const anyText: fc.Arbitrary<JudgedText> = fc.record(
  { body: written, format: fc.constantFrom('text' as const, 'markdown' as const, 'html' as const), title: written, parentBody: written, authorName: written, articleTitle: written, userAgent: written },
  { requiredKeys: ['body', 'format'] },
);
