import fc from 'fast-check';
import type { Facts, FactValue, JudgedText } from '../../src/engine/facts';
import type { ConditionDocument, ListDocument, RuleDocument, RuleSetDocument } from '../../src/engine/language/document';

/** Field → values it may have. Every kind of datum that a rule may ask the caller for is here. */
const FIELDS: Readonly<Record<string, fc.Arbitrary<FactValue>>> = {
  'author.approved': fc.nat(3), 'author.reputation': fc.constantFrom(0, 0.25, 0.5, 1), 'author.account_age': fc.constantFrom(0, 60, 7_200),
  'author.email_verified': fc.boolean(), 'author.labels': fc.subarray(['watched', 'known']), 'article.section': fc.constantFrom('world', 'sport'),
  'article.tags': fc.subarray(['a', 'b', 'c']), 'article.comment_count': fc.nat(3), 'links.reputation_min': fc.constantFrom(0, 0.3, 0.9), 'lang.expected': fc.boolean(),
  'lang.code': fc.constantFrom('en', 'de'), 'thread.depth': fc.nat(3), 'reports.count': fc.nat(3), 'reports.reasons': fc.subarray(['spam', 'hate']),
  'request.honeypot': fc.boolean(), 'request.ip_lists': fc.subarray(['tor']), 'request.form_time': fc.constantFrom(0.5, 4, 90), 'site.surge': fc.boolean(),
  'signal.bayes_spam': fc.constantFrom(0, 0.4, 0.99), 'author.roles': fc.subarray(['trusted', 'staff']), 'author.kind': fc.constantFrom('registered', 'staff'), 'site.id': fc.constantFrom('main', 'other'),
};

export const GENERATED_FIELDS: readonly string[] = Object.keys(FIELDS);

const missing = fc.boolean();
const numbers = (name: string, n: fc.Arbitrary<number>): fc.Arbitrary<ConditionDocument> =>
  fc.record({ op: fc.constantFrom('lt', 'lte', 'gt', 'gte', 'eq', 'ne'), n, missing }).map(({ op, n: value, missing: or }) => ({ [name]: { [op]: value, missing: or } }));

const counts = fc.record({ gte: fc.integer({ min: 1, max: 3 }), missing });
const words = fc.constantFrom('heron', 'stork', 'eagle');

const leaf: fc.Arbitrary<ConditionDocument> = fc.oneof(
  ...['author.approved', 'article.comment_count', 'thread.depth', 'reports.count'].map((name) => numbers(name, fc.nat(3))),
  ...['author.reputation', 'links.reputation_min', 'signal.bayes_spam'].map((name) => numbers(name, fc.constantFrom(0, 0.3, 0.5, 1))),
  ...['author.account_age', 'request.form_time'].map((name) => fc.record({ op: fc.constantFrom('lt', 'gte'), at: fc.constantFrom('3s', '10m', '2h'), missing }).map(({ op, at, missing: or }) => ({ [name]: { [op]: at, missing: or } }))),
  ...['author.email_verified', 'lang.expected', 'request.honeypot', 'site.surge'].map((name) => fc.record({ is: fc.boolean(), missing }).map((operand) => ({ [name]: operand }))),
  fc.record({ in: fc.subarray(['world', 'sport'], { minLength: 1 }), missing }).map((operand) => ({ 'article.section': operand })),
  fc.record({ not_in: fc.subarray(['en', 'de'], { minLength: 1 }), missing }).map((operand) => ({ 'lang.code': operand })),
  ...['any_in', 'all_in', 'none_in'].map((op) => fc.record({ values: fc.subarray(['a', 'b', 'c'], { minLength: 1 }), missing }).map(({ values, missing: or }) => ({ 'article.tags': { [op]: values, missing: or } }))),
  fc.constantFrom<ConditionDocument>({ 'author.labels': { any_in: 'watched' } }, { 'reports.reasons': { empty: true } }, { 'request.ip_lists': { any_in: 'tor', missing: true } }),
  words.map((word) => ({ body: { words: word } })),
  words.map((word) => ({ text: { contains: word, min_hits: 2, missing: true } })),
  words.map((word) => ({ body: { regex: `${word.slice(0, 3)}[a-z]+`, whole: true } })),
  fc.constantFrom<ConditionDocument>({ body: { lists: 'birds', evasion: 'normal', part: 'unquoted' } }, { body: { near: { a: 'heron', b: ['weir', 'stork'], within: 4 } } }, { title: { ends_with: '!', missing: true } }, { 'parent.body': { words: 'heron' } }),
  fc.constantFrom<ConditionDocument>({ 'stats.words': { gte: 8 } }, { 'links.count': { gte: 1 } }, { 'links.domains': { any_in_lists: 'hosts' } }, { 'contacts.emails': 1 }),
  fc.record({ by: fc.constantFrom(['author'], ['ip', 'author']), count: counts }).map(({ by, count }) => ({ rate: { by, window: '5m', count } })),
  fc.record({ of: fc.constantFrom('held', 'rejected'), count: counts }).map(({ of, count }) => ({ rate: { by: ['author'], window: '1d', count, of } })),
  counts.map((count) => ({ duplicate: { similarity: 1, window: '1d', count, min_length: 10 } })),
  fc.record({ against: fc.constantFrom('recent', 'rejected'), count: counts }).map(({ against, count }) => ({ duplicate: { window: '1d', count, against } })),
);

/** Conditions of every shape, three deep. */
export const generatedCondition = fc.letrec<{ condition: ConditionDocument }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.record({ key: fc.constantFrom('all', 'any', 'none'), parts: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }).map(({ key, parts }) => ({ [key]: parts })),
    fc.record({ n: fc.integer({ min: 1, max: 3 }), of: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }) }).map(({ n, of }) => ({ at_least: { n, of } })),
  ),
})).condition;

const effect = fc.oneof(
  { arbitrary: fc.record({ action: fc.constantFrom('none' as const, 'flag' as const, 'hold' as const, 'reject' as const), hard: fc.boolean(), stop: fc.boolean(), score: fc.integer({ min: -6, max: 6 }), per_hit: fc.boolean() }), weight: 3 },
  { arbitrary: fc.record({ groups: fc.subarray(['g1', 'g2'], { minLength: 1 }), score: fc.constantFrom(0, -4) }).map(({ groups, score }) => ({ action: 'allow' as const, allow_groups: groups, score })), weight: 1 },
);

const LISTS: readonly ListDocument[] = [
  { id: 'birds', kind: 'words', entries: ['heron', { term: 'stork', except: ['white stork'] }, { term: 'eagle', expires_at: '2026-01-01T00:00:00Z' }] },
  { id: 'hosts', kind: 'domains', entries: ['example.org'] },
  { id: 'tor', kind: 'ips', entries: ['192.0.2.0/24'] },
];

const rule = fc.record({
  when: generatedCondition, unless: fc.option(generatedCondition, { nil: undefined, freq: 6 }), then: effect, group: fc.constantFrom('g1', 'g2', 'g3'), priority: fc.integer({ min: 0, max: 2 }),
  mode: fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'shadow' as const, 'paused' as const), refers: fc.boolean(),
  exempt: fc.subarray(['staff' as const, 'trusted' as const]), sites: fc.option(fc.constant(['main']), { nil: undefined, freq: 6 }), sample: fc.constantFrom(100, 100, 40),
});

/** Rule sets of up to six rules that suppress, allow, refer to each other, score, and act. They compile. */
export const generatedRuleSet: fc.Arbitrary<RuleSetDocument> = fc.array(rule, { minLength: 1, maxLength: 6 }).map((drawn) => ({
  version: 1,
  lists: LISTS,
  rules: drawn.map(({ refers, unless, sites, ...kept }, i): RuleDocument => ({
    id: `rule-${String(i)}`, name: `Rule ${String(i)}`, ...kept, ...(unless ? { unless } : {}), ...(sites ? { sites } : {}),
    // A rule may look at the one before it, so there is no circle.
    when: refers && i > 0 ? { any: [kept.when, { rule: `rule-${String(i - 1)}` }] } : kept.when,
  })),
}));

const RATES = ['submitted:author:300s', 'submitted:author+ip:300s', 'held:author:86400s', 'rejected:author:86400s', 'submitted:text_hash:86400s'];
const DUPLICATES = ['near:recent:0.6:86400s:from-40', 'near:rejected:0.6:86400s:from-40'];

/** The names under which what {@link generatedFacts} makes can be said to have failed. */
export const GENERATED_COUNTS: readonly string[] = [...RATES, ...DUPLICATES];

const someOf = (ids: readonly string[]): fc.Arbitrary<Record<string, number>> => fc.record(Object.fromEntries(ids.map((id) => [id, fc.integer({ min: 1, max: 4 })])), { requiredKeys: [] }) as fc.Arbitrary<Record<string, number>>;

const ruleIds = fc.subarray(['rule-0', 'rule-1', 'rule-2']);

/** Sound facts for any of these rule sets. */
export const generatedFacts: fc.Arbitrary<Facts> = fc.record({
  fields: fc.record(FIELDS, { requiredKeys: [] }) as fc.Arbitrary<Record<string, FactValue>>,
  base: fc.constantFrom('publish' as const, 'publish' as const, 'hold' as const),
  decided: fc.option(fc.record({ action: fc.constantFrom('approve' as const, 'reject' as const), textChanged: fc.boolean() }), { nil: undefined, freq: 5 }),
  rates: someOf(RATES),
  duplicates: someOf(DUPLICATES),
  sampleBuckets: fc.record({ 'rule-0': fc.nat(99), 'rule-1': fc.nat(99) }, { requiredKeys: [] }),
  braked: fc.option(ruleIds, { nil: undefined, freq: 3 }),
}).map(({ decided, braked, ...known }) => ({
  event: 'create' as const, receivedAt: '2026-11-23T10:00:00Z', failed: [], ...known, ...(decided ? { decided } : {}), ...(braked ? { braked } : {}),
}));

/** Texts that some of the conditions match. */
export const generatedText: fc.Arbitrary<JudgedText> = fc.record({
  body: fc.array(fc.constantFrom('The heron', 'a white stork', 'h e r o n', '> an eagle\n', 'by the weir', 'https://example.org/x', 'mail to sam@example.org', 'st0rk', 'said nothing at all'), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' ')),
  title: fc.option(fc.constantFrom('A heron!', 'News'), { nil: undefined }),
  parentBody: fc.option(fc.constantFrom('Which heron?', 'So?'), { nil: undefined }),
}).map(({ body, title, parentBody }) => ({ body, format: 'text' as const, ...(title === undefined ? {} : { title }), ...(parentBody === undefined ? {} : { parentBody }) }));
