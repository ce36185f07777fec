import { checkRuleSet, type CheckResult } from './check';
import { parseRuleSet } from './parse';

const HEAD = `version: 1
lists:
  - { id: birds, kind: words, entries: [heron] }
  - { id: hosts, kind: domains, entries: [bit.ly] }
  - { id: codes, kind: regex, entries: ['code \\d+'] }
rules:
  - { id: other-rule, name: Another rule, mode: draft, when: { stats.words: 1 }, then: { score: 1 } }
`;

function check(text: string): CheckResult {
  const parsed = parseRuleSet(text);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return checkRuleSet(parsed.document, parsed.locate);
}

const ruleWith = (when: string, then = '{ score: 1 }', more = ''): string => `${HEAD}  - id: the-rule\n    name: The rule\n    mode: draft\n    when: ${when}\n    then: ${then}\n${more}`;

describe('checkRuleSet', () => {
  it.each([
    ['{ body: { lists: bird } }', '/rules/1/when/body/lists', /no list `bird`\. Did you mean `birds`\?/],
    ['{ body: { lists: hosts } }', '/rules/1/when/body/lists', /`hosts` holds domains; here stands a list of words/],
    ['{ links.domains: { any_in_lists: birds } }', '/rules/1/when/links.domains/any_in_lists', /holds words; here stands a list of domains/],
    ['{ body: { words: x, except_lists: codes } }', '/rules/1/when/body/except_lists', /here stands a list of words/],
    ['{ rule: other-rul }', '/rules/1/when/rule', /no rule `other-rul`\. Did you mean `other-rule`\?/],
    ['{ rule: the-rule }', '/rules/1/when', /circle: the-rule → the-rule/],
    ["{ body: { regex: '(unclosed' } }", '/rules/1/when/body/regex', /./],
    ["{ body: { regex: '(?=ahead)x' } }", '/rules/1/when/body/regex', /./],
    ["{ body: { regex: 'x*' } }", '/rules/1/when/body/regex', /match nothing at all/],
    ['{ body: { words: "  " } }', '/rules/1/when/body/words', /no visible character/],
    ['{ body: { case: exact } }', '/rules/1/when/body', /Says nothing to look for/],
    ['{ author.approved: { between: [5, 2] } }', '/rules/1/when/author.approved/between', /smaller number first/],
    ['{ at_least: { n: 3, of: [{ stats.words: 1 }, { stats.words: 2 }] } }', '/rules/1/when/at_least/n', /can never hold/],
    ['{ rate: { by: [author], window: 5w, count: { gt: 3 } } }', '/rules/1/when/rate/window', /to 28 days/],
    ['{ duplicate: { window: 31d, count: { gte: 1 } } }', '/rules/1/when/duplicate/window', /to 30 days/],
    ['{ rate: { by: [author], window: 0m, count: { gt: 3 } } }', '/rules/1/when/rate/window', /one second/],
  ])('refuses %s', (when, pointer, message) => {
    const { problems } = check(ruleWith(when));
    expect(problems).toEqual([expect.objectContaining({ pointer, message: expect.stringMatching(message) as string })]);
    expect(problems[0]?.line).toBeGreaterThan(7);
  });

  it.each([
    ['{ action: allow }', '/rules/1/then/action', /allows nothing/],
    ['{ action: allow, hard: true, allow_groups: [spam] }', '/rules/1/then/hard', /no meaning/],
    ['{ action: hold, allow_groups: [spam] }', '/rules/1/then/allow_groups', /belongs to `action: allow`/],
    ['{ per_hit: true }', '/rules/1/then/per_hit', /needs a `score`/],
    ['{ score: 1, max_hits: 3 }', '/rules/1/then/max_hits', /needs `per_hit: true`/],
    ['{ score: 1.005 }', '/rules/1/then/score', /two decimals/],
  ])('refuses the effect %s', (then, pointer, message) => {
    expect(check(ruleWith('{ stats.words: 1 }', then)).problems).toEqual([expect.objectContaining({ pointer, message: expect.stringMatching(message) as string })]);
  });

  it('refuses two of one id', () => {
    const twice = `${ruleWith('{ stats.words: 1 }')}  - { id: the-rule, name: The rule, mode: draft, when: { stats.words: 1 }, then: { score: 1 } }\n`;
    expect(check(twice).problems).toEqual([expect.objectContaining({ pointer: '/rules/2/id' })]);
  });

  it('refuses a circle of several rules and names it', () => {
    const rules = [['aa', 'bb'], ['bb', 'cc'], ['cc', 'aa']].map(([id, next]) => `  - { id: ${String(id)}, name: Rule, mode: draft, when: { rule: ${String(next)} }, then: { score: 1 } }`);
    expect(check(`version: 1\nrules:\n${rules.join('\n')}\n`).problems).toEqual([expect.objectContaining({ pointer: '/rules/0/when', message: 'Rules refer to each other in a circle: aa → bb → cc → aa.' })]);
  });

  it('does not overflow on a long chain of rules', () => {
    const rules = Array.from({ length: 3_000 }, (_, i) => ({ id: `r-${String(i)}`, name: 'Rule', mode: 'draft' as const, when: { rule: `r-${String(i + 1)}` }, then: { score: 1 } }));
    const last = { id: 'r-3000', name: 'Rule', mode: 'draft' as const, when: { 'stats.words': 1 }, then: { score: 1 } };
    expect(checkRuleSet({ version: 1, rules: [...rules, last] }).problems).toEqual([]);
  });

  it('refuses examples that set what is not there', () => {
    const examples = '    examples: { match: [{ body: x, author.aproved: 1 }], no_match: [{ body: x, article.age: 3 }, { body: x, rate: many }] }\n';
    expect(check(ruleWith('{ stats.words: 1 }', undefined, examples)).problems).toMatchObject([
      { pointer: '/rules/1/examples/match/0/author.aproved', message: 'There is no field `author.aproved`. Did you mean `author.approved`?' },
      { pointer: '/rules/1/examples/no_match/0/article.age', message: '`article.age` takes a duration such as 30s, 10m, 2h, 7d, 4w.' },
      { pointer: '/rules/1/examples/no_match/1/rate', message: '`rate` in an example is a number.' },
    ]);
  });

  it('warns about thin examples and about rules that never fire, without refusing them', () => {
    const text = ruleWith('{ rule: other-rule }', undefined, '    examples: { match: [x, y], no_match: [z] }\n').replace('name: The rule\n    mode: draft', 'name: The rule\n    mode: active\n    policy: a.b\n    reason: Because');
    expect(check(text)).toMatchObject({ problems: [], warnings: [{ pointer: '/rules/1/examples/no_match' }, { message: expect.stringContaining('not running') as string }] });
  });

  it.each([
    ['ips', '10.0.0.0/40', /no address/],
    ['domains', 'https://example.org/page', /holds host names\. Write `example\.org`/],
    ['domains', 'Example.org/', /Write `example\.org`/],
  ])('refuses in a list of %s the entry %s', (kind, entry, message) => {
    const text = `version: 1\nlists:\n  - { id: the-list, kind: ${kind}, entries: ['${entry}'] }\nrules: []\n`;
    expect(check(text).problems).toEqual([expect.objectContaining({ pointer: '/lists/0/entries/0', message: expect.stringMatching(message) as string })]);
  });

  it('asks about a domain that covers a whole ending, and takes the ways to write one', () => {
    const text = `version: 1\nlists:\n  - { id: hosts, kind: domains, entries: [example.org, '*.example.com', .example.net, zip] }\nrules: []\n`;
    expect(check(text)).toMatchObject({ problems: [], warnings: [{ pointer: '/lists/0/entries/3' }] });
  });

  it('refuses list entries that cannot match', () => {
    const text = `version: 1\nlists:\n  - { id: codes, kind: regex, entries: [good, 'bad('] }\nrules: []\n`;
    expect(check(text).problems).toEqual([expect.objectContaining({ pointer: '/lists/0/entries/1', line: 3 })]);
  });
});
