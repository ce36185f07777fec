import { checkRuleSet, type CheckResult } from './check';
import { type CheckOptions } from './check-options';
import { parseRuleSet } from './parse';

function check(text: string, options?: CheckOptions): CheckResult {
  const parsed = parseRuleSet(text);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return checkRuleSet(parsed.document, parsed.locate, options);
}

const HEAD = `version: 1
lists:
  - { id: tor-exits, kind: ips, entries: [192.0.2.0/24] }
  - { id: stems, kind: words, match: substring, entries: [eron, { term: weir, match: word }, { term: tork, except: [stork] }] }
rules:
`;
const withRule = (when: string, more = ''): string => `${HEAD}  - id: the-rule\n    name: The rule\n    mode: shadow\n    policy: a.b\n    reason: Because\n    when: ${when}\n    then: { score: 1 }\n    examples: { match: [x, y], no_match: [z, w] }\n${more}`;

describe('the check warns, with a place and what to write instead,', () => {
  it.each<[string, string, CheckOptions, string, RegExp]>([
    ['of a field the site never sent', '{ author.email_verified: true }', { neverSent: new Set(['author.email_verified']) }, '/rules/0/when/author.email_verified', /never had a value of `author\.email_verified`.*false/],
    ['of a field the site never sent, in what excuses', '{ all: [{ article.age: { gt: 3d, missing: true } }] }', { neverSent: new Set(['article.age']) }, '/rules/0/when/all/0/article.age', /missing:` says: true/],
    ['of a signal nobody computes', '{ signal.bayes_spm: { gte: 0.9 } }', { signals: ['bayes_spam'] }, '/rules/0/when/signal.bayes_spm', /Did you mean `bayes_spam`/],
    ['of a signal where there is none', '{ signal.toxicity: { gte: 0.9 } }', { signals: [] }, '/rules/0/when/signal.toxicity', /There are: none/],
    ['of percents written for a share', '{ stats.caps_ratio: { gte: 70 } }', {}, '/rules/0/when/stats.caps_ratio', /between 0 and 1.*Write 0\.7 for 70 %/],
    ['of what can never be', '{ time.hour: 24 }', {}, '/rules/0/when/time.hour', /between 0 and 23/],
    ['of a negative count', '{ author.approved: { gt: -1 } }', {}, '/rules/0/when/author.approved', /0 or more/],
    ['of an address list that is not there', '{ request.ip_lists: { any_in: [tor-exits, tor] } }', {}, '/rules/0/when/request.ip_lists/any_in', /no list `tor` of kind `ips`/],
    ['of near copies of short texts', '{ duplicate: { window: 1d, count: { gte: 1 }, min_length: 12 } }', {}, '/rules/0/when/duplicate/min_length', /similarity: 1/],
    ['of a window that was never counted', '{ rate: { by: [author], window: 7d, count: { gt: 3 } } }', { counted: new Map() }, '/rules/0/when/rate/window', /not been counted before.*7d/],
    ['of a window without full history', '{ rate: { by: [author], window: 7d, count: { gt: 3 } } }', { counted: new Map([['submitted:author:604800s', 200_000]]) }, '/rules/0/when/rate/window', /counted for 2 days of its 7d/],
    ['of near copies that were not kept so long', '{ duplicate: { window: 1d, count: { gte: 1 } } }', { counted: new Map([['near:recent:0.6:86400s:from-40', 60_000]]) }, '/rules/0/when/duplicate/window', /counted for 16 hours of its 1d/],
    ['of a pattern that runs on every comment', "{ body: { regex: '[a-z]\\d' } }", {}, '/rules/0/when/body/regex', /runs on every comment/],
    ['of `whole` without a pattern', '{ body: { words: heron, whole: true } }', {}, '/rules/0/when/body/whole', /for `regex`/],
    ['of `inflect` without a word', '{ body: { contains: heron, inflect: true } }', {}, '/rules/0/when/body/inflect', /nothing to inflect/],
    ['of disguises of exact words', '{ body: { words: heron, case: exact, evasion: normal } }', {}, '/rules/0/when/body/evasion', /Leave one of the two out/],
    ['of terms inside ordinary words', '{ any: [{ title: { contains: rain } }] }', { dictionary: ['rain', 'rainy', 'train', 'brain', 'grain', 'drain', 'strain', 'weir'] }, '/rules/0/when/any/0/title/contains', /`rain` also stands inside 6 ordinary words: rainy, train, brain, grain, drain …/],
  ])('%s', (...[, when, options, pointer, message]) => {
    const { problems, warnings } = check(withRule(when), options);
    expect(problems).toEqual([]);
    expect(warnings).toEqual([expect.objectContaining({ pointer, message: expect.stringMatching(message) as string })]);
    expect(warnings[0]?.line).toBeGreaterThan(5);
    expect(warnings[0]?.column).toBeGreaterThan(0);
  });

  it.each<[string, string, CheckOptions]>([
    ['a field that the site sends', '{ author.email_verified: true }', { neverSent: new Set(['author.reputation']) }],
    ['a signal that is computed', '{ signal.bayes_spam: { gte: 0.9 } }', { signals: ['bayes_spam'] }],
    ['a window with its history', '{ rate: { by: [author], window: 7d, count: { gt: 3 } } }', { counted: new Map([['submitted:author:604800s', 604_800]]) }],
    ['a list of addresses', '{ request.ip_lists: { any_in: tor-exits } }', {}],
    ['a term whose words are excepted', '{ body: { contains: rain, except: [train, brain, grain, drain, strain] } }', { dictionary: ['rainy', 'train', 'brain', 'grain', 'drain', 'strain'] }],
    ['whole words', '{ body: { words: rain } }', { dictionary: ['rainy', 'train', 'brain', 'grain', 'drain', 'strain'] }],
    ['a site of which nothing is told', '{ author.email_verified: true, signal.any: 0.5, rate: { by: [ip], window: 4w, count: 1 } }', {}],
  ])('not of %s', (_, when, options) => {
    expect(check(withRule(when), options)).toEqual({ problems: [], warnings: [] });
  });

  it('of list entries that stand inside ordinary words, by their own mode', () => {
    const dictionary = ['heron', 'herons', 'heronry', 'egeron', 'teron', 'beron', 'weirdo', 'weird', 'weirder', 'weirdest', 'weirdly', 'stork', 'storks'];
    expect(check(withRule('{ body: { lists: stems } }'), { dictionary }).warnings).toMatchObject([{ pointer: '/lists/1/entries/0', line: 4, message: expect.stringContaining('6 ordinary words') as string }]);
  });

  it('of events after which nothing is judged, and of rules that have ended', () => {
    const options: CheckOptions = { judges: new Set(['create', 'edit', 'report']), now: Date.parse('2027-01-02T00:00:00Z') };
    const more = "    on: [report, rescan]\n    expires_at: '2027-01-01T00:00:00Z'\n";
    expect(check(withRule('{ stats.words: 1 }', more), options).warnings).toMatchObject([{ pointer: '/rules/0/on', message: 'Comments of this site are not judged on rescan.' }, { pointer: '/rules/0/expires_at' }]);
    expect(check(withRule('{ stats.words: 1 }', more)).warnings).toEqual([]);
  });

  it('of each pattern that runs on every comment, and refuses more than thirty', () => {
    const patterns = (n: number): string => `{ body: { regex: [${Array.from({ length: n }, (_, i) => `'[a-z]{${String(i + 1)}}\\d'`).join(', ')}] } }`;
    expect(check(withRule(patterns(30)))).toMatchObject({ problems: [], warnings: { length: 30 } });
    expect(check(withRule(patterns(31))).problems).toMatchObject([{ pointer: '/rules/0/when/body/regex', message: expect.stringContaining('More than 30 patterns') as string }]);
  });

  it('in time on a big list and a big dictionary', () => {
    const dictionary = Array.from({ length: 60_000 }, (_, i) => `w${i.toString(36)}d`);
    const entries = Array.from({ length: 5_000 }, (_, i) => `q${i.toString(36)}z`);
    const text = `version: 1\nlists:\n  - { id: many, kind: words, match: substring, entries: [${entries.join(', ')}] }\nrules: []\n`;
    expect(check(text, { dictionary }).warnings).toEqual([]);
  });
});
