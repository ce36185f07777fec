import type { Facts, FactValue, JudgedText } from '../facts';
import { compileRuleSet } from '../language/compile';
import type { ConditionDocument, ListDocument } from '../language/document';
import { RuleJudge } from './judge-rules';
import { FALSE, TRUE, UNKNOWN, type Truth } from './truth';

const LISTS: readonly ListDocument[] = [
  { id: 'hosts', kind: 'domains', entries: ['bit.ly', 'co.example', { term: 'old.example', expires_at: '2026-01-01T00:00:00Z' }] },
  { id: 'birds', kind: 'words', entries: ['heron', { term: 'crane', except: ['tower crane'] }, { term: 'dodo', expires_at: '2026-01-01T00:00:00Z' }] },
  { id: 'herons', kind: 'words', entries: ['heron', 'Heron'] },
  { id: 'codes', kind: 'regex', entries: ['x\\d{3}'] },
  { id: 'nothing', kind: 'words', entries: [] },
];

interface Known extends Partial<Omit<Facts, 'fields'>> {
  readonly fields?: Readonly<Record<string, FactValue>>;
  readonly text?: Partial<JudgedText>;
}

function truthOf(when: ConditionDocument, { text, fields = {}, ...facts }: Known = {}): Truth {
  const compiled = compileRuleSet({ version: 1, lists: LISTS, rules: [{ id: 'it-is', name: 'It is', mode: 'active', when, then: { score: 1 } }] });
  const all: Facts = { event: 'create', receivedAt: '2026-11-23T10:00:00Z', base: 'publish', failed: [], rates: {}, sampleBuckets: {}, ...facts, fields };
  const [rule] = compiled.rules;
  if (!rule) throw new Error('The rule is gone.');
  return new RuleJudge(compiled, all, { body: 'A comment', format: 'text', ...text }).result(rule).value;
}

/** Three conditions whose truth is known: approved is given, rejected is not computed. */
const T: ConditionDocument = { 'author.approved': { gte: 1 } };
const F: ConditionDocument = { 'author.approved': { gte: 9 } };
const U: ConditionDocument = { 'author.rejected': 1 };
const KNOWN = { fields: { 'author.approved': 1 }, failed: ['author.rejected'] };

describe('E2 three-valued conditions', () => {
  it.each([() => 'de', null, ['de'], Number.NaN])('do not take %p for a name: whatever it is, it is in no list, and that must not let a rule fire', (value) => {
    expect(truthOf({ 'lang.code': { not_in: ['de'] } }, { fields: { 'lang.code': value as unknown as FactValue } })).toBe(UNKNOWN);
  });

  it.each(['number', 'name'])('a null for a %s is unknown for every condition that asks, never missing for the second', (kind) => {
    const [field, value] = kind === 'number' ? ['author.approved', { gte: 5, missing: true }] as const : ['lang.code', { in: ['de'], missing: true }] as const;
    const asked: ConditionDocument = { [field]: value };
    expect(truthOf({ all: [asked, { any: [asked] }] }, { fields: { [field]: null as unknown as FactValue } })).toBe(UNKNOWN);
    expect(truthOf({ at_least: { n: 1, of: [asked, asked] } }, { fields: { [field]: null as unknown as FactValue } })).toBe(UNKNOWN);
  });

  it.each([
    ['all', [T, T], TRUE], ['all', [T, U], UNKNOWN], ['all', [F, U], FALSE], ['all', [U, F], FALSE], ['all', [U], UNKNOWN],
    ['any', [F, F], FALSE], ['any', [F, U], UNKNOWN], ['any', [U, T], TRUE], ['any', [T, U], TRUE], ['any', [U], UNKNOWN],
    ['none', [F, F], TRUE], ['none', [F, U], UNKNOWN], ['none', [U, T], FALSE], ['none', [T], FALSE],
  ] as const)('%s %j', (key, parts, expected) => {
    expect(truthOf({ [key]: parts }, KNOWN)).toBe(expected);
  });

  it.each([
    [1, [F, F], FALSE], [1, [F, U], UNKNOWN], [2, [T, U], UNKNOWN], [2, [T, T, U], TRUE], [2, [U, T, T], TRUE], [2, [F, F, U], FALSE], [3, [T, T, U], UNKNOWN], [2, [T, F, U], UNKNOWN],
  ] as const)('at least %d of %j', (n, of, expected) => {
    expect(truthOf({ at_least: { n, of } }, KNOWN)).toBe(expected);
  });

  it('joins several keys of one map by and', () => {
    expect(truthOf({ ...T, 'author.kind': 'staff' }, { fields: { 'author.approved': 1, 'author.kind': 'staff' } })).toBe(TRUE);
    expect(truthOf({ ...T, 'author.kind': 'staff' }, { fields: { 'author.approved': 1, 'author.kind': 'registered' } })).toBe(FALSE);
  });
});

describe('number operators', () => {
  it.each([
    [3, 3, TRUE], [3, 4, FALSE], [{ eq: 3 }, 3, TRUE], [{ eq: 3 }, 4, FALSE], [{ ne: 3 }, 4, TRUE], [{ ne: 3 }, 3, FALSE],
    [{ lt: 3 }, 2, TRUE], [{ lt: 3 }, 3, FALSE], [{ lte: 3 }, 3, TRUE], [{ lte: 3 }, 4, FALSE],
    [{ gt: 3 }, 4, TRUE], [{ gt: 3 }, 3, FALSE], [{ gte: 3 }, 3, TRUE], [{ gte: 3 }, 2, FALSE],
    [{ between: [2, 4] }, 2, TRUE], [{ between: [2, 4] }, 4, TRUE], [{ between: [2, 4] }, 5, FALSE], [{ gt: 1, lt: 3 }, 2, TRUE], [{ gt: 1, lt: 3 }, 3, FALSE],
    [{ gt: 1 }, 'many', UNKNOWN], [{ gt: 1 }, Number.NaN, UNKNOWN], [{ lt: 1 }, -1, UNKNOWN], [{ gt: 1 }, Infinity, UNKNOWN], [{ gt: 1 }, true, UNKNOWN], [{ gt: 1 }, ['3'], UNKNOWN],
  ] as const)('%j on %j', (operand, value, expected) => {
    expect(truthOf({ 'author.approved': operand }, { fields: { 'author.approved': value } })).toBe(expected);
  });

  it('says what it is told to when the datum is missing, and unknown when it failed', () => {
    expect(truthOf({ 'author.approved': { lt: 5 } })).toBe(FALSE);
    expect(truthOf({ 'author.approved': { lt: 5, missing: true } })).toBe(TRUE);
    expect(truthOf({ 'author.approved': { lt: 5, missing: true } }, { failed: ['author.approved'] })).toBe(UNKNOWN);
  });
});

describe('shares', () => {
  it.each([
    ['author.reputation', 1.5], ['links.reputation_min', -0.1], ['lang.confidence', 80], ['signal.bayes_spam', 1.01], ['edit.changed_ratio', 2], ['author.approval_rate', 97], ['time.hour', 24],
  ] as const)('of %s there is no %d', (field, value) => {
    expect(truthOf({ [field]: { gte: 0 } }, { fields: { [field]: value } })).toBe(UNKNOWN);
    expect(truthOf({ [field]: { gte: 0 } }, { fields: { [field]: 1 } })).toBe(TRUE);
  });
});

describe('duration operators', () => {
  it.each([
    [{ gt: '72h' }, 72 * 3600 + 1, TRUE], [{ gt: '72h' }, 72 * 3600, FALSE], [{ lte: '3d' }, 72 * 3600, TRUE], [{ lt: '1w' }, 604_799, TRUE], [{ gte: '10m' }, 600, TRUE], [{ gte: '30s' }, 29.5, FALSE],
  ] as const)('%j on %d seconds', (operand, seconds, expected) => {
    expect(truthOf({ 'article.age': operand }, { fields: { 'article.age': seconds } })).toBe(expected);
  });
});

describe('boolean and enum operators', () => {
  it.each([
    [true, true, TRUE], [true, false, FALSE], [{ is: false }, false, TRUE], [{ is: false }, true, FALSE], [true, 'yes', UNKNOWN], [{ is: true }, 1, UNKNOWN],
  ] as const)('boolean %j on %j', (operand, value, expected) => {
    expect(truthOf({ 'request.honeypot': operand }, { fields: { 'request.honeypot': value } })).toBe(expected);
  });

  it.each([
    ['world', 'world', TRUE], ['world', 'sport', FALSE], [['world', 'sport'], 'sport', TRUE], [{ in: ['world'] }, 'sport', FALSE],
    [{ not_in: ['world'] }, 'sport', TRUE], [{ not_in: ['world'] }, 'world', FALSE], [{ in: ['a', 'b'], not_in: ['b'] }, 'b', FALSE], ['World', 'world', FALSE],
  ] as const)('enum %j on %j', (operand, value, expected) => {
    expect(truthOf({ 'article.section': operand }, { fields: { 'article.section': value } })).toBe(expected);
  });
});

describe('set operators', () => {
  it.each([
    [{ any_in: ['a', 'b'] }, ['b', 'c'], TRUE], [{ any_in: 'a' }, ['c'], FALSE], [{ any_in: ['A'] }, ['a'], TRUE], [{ any_in: ['a'] }, [], FALSE],
    [{ all_in: ['a', 'b'] }, ['b'], TRUE], [{ all_in: ['a', 'b'] }, ['b', 'c'], FALSE], [{ all_in: ['a'] }, [], FALSE],
    [{ none_in: ['a'] }, ['b'], TRUE], [{ none_in: ['a'] }, ['a', 'b'], FALSE], [{ none_in: ['a'] }, [], TRUE],
    [{ empty: true }, [], TRUE], [{ empty: true }, ['a'], FALSE], [{ empty: false }, ['a'], TRUE], [{ any_in: ['a'], none_in: ['b'] }, ['a', 'b'], FALSE],
  ] as const)('%j on %j', (operand, value, expected) => {
    expect(truthOf({ 'article.tags': operand }, { fields: { 'article.tags': value } })).toBe(expected);
  });

  it.each([
    [{ any_in_lists: 'hosts' }, ['bit.ly'], TRUE], [{ any_in_lists: 'hosts' }, ['www.bit.ly'], TRUE], [{ any_in_lists: 'hosts' }, ['rabbit.ly'], FALSE], [{ any_in_lists: 'hosts' }, ['bit.ly.example'], FALSE],
    [{ any_in: ['news.example'] }, ['www.news.example'], TRUE], [{ all_in_lists: 'hosts' }, ['bit.ly', 'a.b.co.example'], TRUE], [{ all_in_lists: 'hosts' }, ['bit.ly', 'other.example'], FALSE],
    [{ none_in_lists: ['hosts'] }, ['other.example'], TRUE], [{ any_in_lists: 'hosts' }, ['old.example'], FALSE],
  ] as const)('domains: %j on %j', (operand, value, expected) => {
    expect(truthOf({ 'links.domains': operand }, { fields: { 'links.domains': value } })).toBe(expected);
  });
});

describe('what is missing', () => {
  it.each([
    ['boolean', { 'request.honeypot': { is: true } }], ['enum', { 'article.section': { in: ['world'] } }], ['set', { 'article.tags': { any_in: ['a'] } }], ['number', { 'reports.count': { gte: 1 } }],
    ['duration', { 'article.age': { gt: '1h' } }], ['text', { title: { words: 'heron' } }], ['text of several', { 'parent.body': { regex: 'heron' } }],
  ] as const)('is what `missing` says: %s', (_, when) => {
    const [[field, operand] = ['', {}]] = Object.entries<object>(when);
    expect(truthOf(when)).toBe(FALSE);
    expect(truthOf({ [field]: { ...operand, missing: false } })).toBe(FALSE);
    expect(truthOf({ [field]: { ...operand, missing: true } })).toBe(TRUE);
    expect(truthOf({ [field]: { ...operand, missing: true } }, { failed: [field] })).toBe(UNKNOWN);
  });

  it('of a counter is said in its count', () => {
    expect(truthOf({ rate: { by: ['author'], window: '5m', count: { gt: 6, missing: true } } })).toBe(TRUE);
    expect(truthOf({ duplicate: { window: '1d', count: { gt: 6, missing: true } } }, { text: { body: 'A body that is long enough to have near copies' } })).toBe(TRUE);
  });
});

describe('text operators', () => {
  it.each([
    [{ words: 'heron' }, 'A heron stood there', TRUE], [{ words: 'heron' }, 'Two herons', FALSE], [{ words: 'heron', inflect: true }, 'Two herons', TRUE], [{ words: ['stork', 'heron'] }, 'a heron', TRUE],
    [{ contains: 'ero' }, 'heroic', TRUE], [{ contains: 'zzz' }, 'heroic', FALSE],
    [{ starts_with: 'first' }, '  First!', TRUE], [{ starts_with: 'first' }, 'The first', FALSE], [{ ends_with: 'amen' }, 'So be it, amen\n', TRUE], [{ ends_with: 'amen' }, 'Amen to that', FALSE],
    [{ equals: 'first' }, ' FIRST ', TRUE], [{ equals: 'first' }, 'first one', FALSE],
    [{ regex: 'h\\w+n' }, 'a heron', TRUE], [{ regex: 'her', whole: true }, 'a heron', FALSE], [{ regex: 'her' }, 'a heron', TRUE],
    [{ words: 'nato', case: 'exact' }, 'NATO', FALSE], [{ words: 'NATO', case: 'exact' }, 'NATO', TRUE],
    [{ words: 'heron', except: 'blue heron' }, 'a blue heron', FALSE], [{ words: 'heron', except: 'blue heron' }, 'a blue heron and a heron', TRUE],
    [{ regex: 'her.n', except_lists: 'birds' }, 'a heron', FALSE],
    [{ words: 'heron', min_hits: 2 }, 'heron', FALSE], [{ words: 'heron', min_hits: 2 }, 'heron, heron', TRUE],
    [{ words: ['heron', 'stork'], min_hits: 2, distinct: true }, 'heron, heron', FALSE], [{ words: ['heron', 'stork'], min_hits: 2, distinct: true }, 'heron, stork', TRUE],
    [{ words: ['heron'], lists: 'herons', min_hits: 2 }, 'heron', FALSE], [{ words: ['heron'], lists: 'herons', min_hits: 2, distinct: true }, 'heron and Heron', FALSE],
    [{ words: ['heron', 'herons'], inflect: true, min_hits: 2 }, 'herons', FALSE], [{ words: ['heron', 'herons'], inflect: true, min_hits: 2 }, 'herons, heron', TRUE],
    [{ words: ['heron', 'herons'], inflect: true, min_hits: 2, distinct: true }, 'herons, herons', FALSE], [{ words: ['heron'], lists: ['herons', 'birds'], min_hits: 2, distinct: true }, 'heron, crane', TRUE],
    [{ words: ['chapter:one', 'verse:one'], min_hits: 2, distinct: true }, 'chapter:one, verse:one', TRUE],
    [{ words: 'jose', case: 'exact' }, 'josé', FALSE], [{ words: 'José', case: 'exact' }, 'Jose\u0301', TRUE], [{ words: 'José', case: 'exact' }, 'Jose', FALSE], [{ regex: 'a[ñn]o', case: 'exact' }, 'año', TRUE], [{ regex: 'ano', case: 'exact' }, 'año', FALSE],
    [{ words: 'heron', part: 'unquoted' }, '‘A heron,’ he said', FALSE], [{ words: 'heron', part: 'unquoted' }, '‘It isn’t a heron’, he said', FALSE], [{ words: 'heron', part: 'unquoted' }, 'the storks’ heron isn’t’ one', TRUE],
    [{ words: 'heron', part: 'quoted' }, '›A heron‹, ‚or not‘', TRUE], [{ words: 'heron', part: 'quoted' }, '‚Ein Heron‘ sei das', TRUE], [{ words: 'heron', part: 'quoted' }, 'rock ‘n’ roll heron', FALSE],
    [{ words: 'heron', part: 'unquoted' }, '> a heron\nindeed', FALSE], [{ words: 'heron', part: 'quoted' }, '> a heron\nindeed', TRUE],
    [{ lists: 'birds' }, 'a crane', TRUE], [{ lists: 'birds' }, 'a tower crane', FALSE], [{ lists: 'birds' }, 'a dodo', FALSE], [{ lists: ['codes', 'birds'] }, 'x123', TRUE],
    [{ lists: 'nothing' }, 'anything', FALSE], [{ lists: 'nothing', words: 'any' }, 'any', TRUE],
  ] as const)('%j on %j', (operand, body, expected) => {
    expect(truthOf({ body: operand }, { text: { body } })).toBe(expected);
  });

  it.each([
    ['off', 'h e r o n', FALSE], ['normal', 'h e r o n', TRUE], ['normal', 'h3ron', TRUE], ['normal', 'heeeron', TRUE], ['normal', 'h*ron', TRUE], ['normal', 'hеrоn', TRUE],
    ['off', 'HÉRON', TRUE], ['normal', 'superherons', FALSE], ['aggressive', 'superherons', TRUE],
  ] as const)('evasion: %s on %j', (evasion, body, expected) => {
    expect(truthOf({ body: { words: 'heron', evasion } }, { text: { body } })).toBe(expected);
  });

  it.each([
    [{ words: ['heron'], contains: 'zz', regex: 'yy+' }, 'a heron', TRUE], [{ words: ['heron'], contains: 'zz' }, 'jazz', TRUE], [{ words: 'x', near: { a: 'a', b: 'b', within: 2 } }, 'a b', TRUE], [{ words: 'heron', lists: 'birds' }, 'crane', TRUE],
  ] as const)('several matchers are joined by or: %j on %j', (operand, body, expected) => {
    expect(truthOf({ body: operand }, { text: { body } })).toBe(expected);
  });

  it.each([
    [{ a: 'join', b: 'group', within: 3 }, 'join our secret group', TRUE], [{ a: 'join', b: 'group', within: 2 }, 'join our secret group', FALSE],
    [{ a: 'join', b: 'group', within: 1 }, 'join group', TRUE], [{ a: 'join', b: 'group', within: 3 }, 'a group to join', TRUE],
    [{ a: 'join', b: 'group', within: 3, ordered: true }, 'a group to join', FALSE], [{ a: 'join', b: 'group', within: 3, ordered: true }, 'group: join the group', TRUE],
    [{ a: 'join', b: 'group', within: 5 }, 'join', FALSE],
    [{ a: 'doctor', b: 'cure', within: 1 }, "a doctor's cure", TRUE], [{ a: 'doctor', b: 'cure', within: 1 }, "a doctor's own cure", FALSE], [{ a: 'doctor', b: 'idea', within: 1 }, "doctor l'idea", TRUE],
  ] as const)('near %j on %j', (near, body, expected) => {
    expect(truthOf({ body: { near } }, { text: { body } })).toBe(expected);
  });

  it('looks for `text` in title and body, and tells missing from failed', () => {
    expect(truthOf({ text: { words: 'heron' } }, { text: { title: 'The heron' } })).toBe(TRUE);
    expect(truthOf({ title: { words: 'heron' } })).toBe(FALSE);
    expect(truthOf({ title: { words: 'heron', missing: true } })).toBe(TRUE);
    expect(truthOf({ 'parent.body': { words: 'heron' } }, { failed: ['parent.body'] })).toBe(UNKNOWN);
    expect(truthOf({ text: { words: 'comment' } }, { failed: ['title'] })).toBe(TRUE);
    expect(truthOf({ text: { words: 'heron' } }, { failed: ['title'] })).toBe(UNKNOWN);
  });

  it.each(['parent.body', 'author.name', 'article.title', 'request.user_agent'] as const)('reads %s', (field) => {
    const text = { parentBody: 'one heron', authorName: 'Heron Fan', articleTitle: 'A heron returns', userAgent: 'heron/1.0' };
    expect(truthOf({ [field]: { words: 'heron' } }, { text })).toBe(TRUE);
    expect(truthOf({ [field]: { words: 'stork' } }, { text })).toBe(FALSE);
  });
});

describe('counters', () => {
  const rate = { rate: { by: ['ip', 'author'], window: '5m', count: { gt: 6 } } };
  const id = 'submitted:author+ip:300s';

  it('compares the count the caller supplies, the judged comment included', () => {
    expect(truthOf(rate, { rates: { [id]: 7 } })).toBe(TRUE);
    expect(truthOf(rate, { rates: { [id]: 6 } })).toBe(FALSE);
    expect(truthOf(rate)).toBe(FALSE);
    expect(truthOf(rate, { failed: [id] })).toBe(UNKNOWN);
    expect(truthOf(rate, { failed: ['rate'] })).toBe(UNKNOWN);
  });

  it.each([Number.NaN, -1, Infinity, 0, 'many', null, {}])('does not take %p for a count of what was submitted, this comment included', (value) => {
    expect(truthOf(rate, { rates: { [id]: value as number } })).toBe(UNKNOWN);
  });

  it.each(['held', 'rejected', 'reported'] as const)('counts what was %s, from none on', (of) => {
    const when = { rate: { by: ['author'], window: '1d', count: { lte: 1 }, of } };
    expect(truthOf(when, { rates: { [`${of}:author:86400s`]: 0 } })).toBe(TRUE);
    expect(truthOf(when, { rates: { [`${of}:author:86400s`]: 2 } })).toBe(FALSE);
    expect(truthOf(when)).toBe(FALSE);
  });

  it.each([
    [{ by: ['author'], distinct: 'article' }, 'submitted:author:300s:distinct-article'], [{ by: ['domain'] }, 'submitted:domain:300s'], [{ by: ['contact', 'article'] }, 'submitted:article+contact:300s'],
    [{ by: ['near_dup'], distinct: 'author' }, 'submitted:near_dup:300s:distinct-author'], [{ by: ['ip'], distinct: 'domain' }, 'submitted:ip:300s:distinct-domain'],
    [{ by: ['ip_range', 'device', 'section'] }, 'submitted:device+ip_range+section:300s'], [{ by: ['site', 'account_age_bucket'] }, 'submitted:account_age_bucket+site:300s'],
  ] as const)('counts by %j', (operand, counter) => {
    expect(truthOf({ rate: { ...operand, window: '5m', count: { gt: 3 } } }, { rates: { [counter]: 4 } })).toBe(TRUE);
    expect(truthOf({ rate: { ...operand, window: '5m', count: { gt: 3 } } }, { rates: { [counter]: 3 } })).toBe(FALSE);
  });

  const long = { body: 'A body that is long enough to have near copies' };

  it.each([
    [{}, 'near:recent:0.6:86400s:from-40'], [{ similarity: 0.8, against: 'same_author' }, 'near:same_author:0.8:86400s:from-40'], [{ against: 'rejected', distinct: 'author' }, 'near:rejected:0.6:86400s:from-40:distinct-author'],
    [{ against: 'article_text', similarity: 1 }, 'near:article_text:1:86400s:from-40'], [{ min_length: 45, distinct: 'ip' }, 'near:recent:0.6:86400s:from-45:distinct-ip'],
  ] as const)('near copies %j are found by the caller', (operand, plan) => {
    const when = { duplicate: { ...operand, window: '1d', count: { gte: 1 } } };
    expect(truthOf(when, { text: long, duplicates: { [plan]: 1 } })).toBe(TRUE);
    expect(truthOf(when, { text: long, duplicates: { [plan]: 0 } })).toBe(FALSE);
    expect(truthOf(when, { text: long })).toBe(FALSE);
    expect(truthOf(when, { text: { body: 'too short' }, duplicates: { [plan]: 1 } })).toBe(FALSE);
    expect(truthOf(when, { text: long, duplicates: { [plan]: Number.NaN } })).toBe(UNKNOWN);
    expect(truthOf(when, { text: long, failed: [plan], duplicates: { [plan]: 0 } })).toBe(UNKNOWN);
    expect(truthOf(when, { text: long, failed: ['duplicate'] })).toBe(UNKNOWN);
  });

  it.each([
    [{ against: 'rejected' }, 'rejected:text_hash:86400s', 1], [{ against: 'same_author' }, 'submitted:author+text_hash:86400s', 2], [{ distinct: 'article' }, 'submitted:text_hash:86400s:distinct-article', 2],
  ] as const)('the same text %j is counted by its hash', (operand, counter, count) => {
    const when = { duplicate: { similarity: 1, ...operand, window: '1d', count: { gte: 1 } } };
    expect(truthOf(when, { rates: { [counter]: count } })).toBe(TRUE);
    expect(truthOf(when, { rates: { [counter]: count - 1 } })).not.toBe(TRUE);
  });

  it('counts earlier copies only, of texts long enough', () => {
    const again: ConditionDocument = { duplicate: { similarity: 1, window: '1d', count: { gte: 1 }, min_length: 5 } };
    const copies = (count: number, body: string): Truth => truthOf(again, { rates: { 'submitted:text_hash:86400s': count }, fields: { 'stats.length': body.length }, text: { body } });
    expect(copies(1, 'long enough')).toBe(FALSE);
    expect(copies(2, 'long enough')).toBe(TRUE);
    expect(copies(2, 'no')).toBe(FALSE);
    expect(truthOf(again, { rates: { 'submitted:text_hash:86400s': 2 }, failed: ['stats.length'] })).toBe(UNKNOWN);
    expect(truthOf(again, { rates: { 'submitted:text_hash:86400s': 1 }, failed: ['stats.length'] })).toBe(FALSE);
  });
});
