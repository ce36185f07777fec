import { parseRuleSet, validateRuleSet } from './parse';

const RULE = 'version: 1\nrules:\n  - id: long-words\n    name: Long words\n    mode: draft\n    when: { stats.words: { gt: 3 } }\n    then: { score: 1 }\n';

function problems(text: string) {
  const result = parseRuleSet(text);
  return 'problems' in result ? result.problems : [];
}

describe('parseRuleSet', () => {
  it('reads YAML', () => {
    const result = parseRuleSet(RULE);
    expect(result).toMatchObject({ document: { version: 1, rules: [{ id: 'long-words', when: { 'stats.words': { gt: 3 } } }] } });
  });

  it('reads JSON', () => {
    const result = parseRuleSet('{"version": 1, "rules": []}');
    expect(result).toMatchObject({ document: { version: 1, rules: [] } });
  });

  it.each([
    { what: 'an unknown field', from: 'stats.words: { gt: 3 }', to: 'stats.word: { gt: 3 }', at: { pointer: '/rules/0/when/stats.word', line: 6, column: 13 }, message: /`stats\.word` is not known here\. Did you mean `stats\.words`\?/ },
    { what: 'a field without its group', from: 'stats.words: { gt: 3 }', to: 'caps_ratio: { gt: 3 }', at: { pointer: '/rules/0/when/caps_ratio', line: 6, column: 13 }, message: /Did you mean `stats\.caps_ratio`\?/ },
    { what: 'an unknown operator', from: '{ gt: 3 }', to: '{ over: 3 }', at: { pointer: '/rules/0/when/stats.words/over', line: 6, column: 28 }, message: /`over` is not known here\. Known here: eq, ne, lt/ },
    { what: 'a wrong type', from: '{ gt: 3 }', to: 'many', at: { pointer: '/rules/0/when/stats.words', line: 6, column: 13 }, message: /Expected a number or a map of keys and values, found `many`\./ },
    { what: 'a wrong type inside', from: '{ gt: 3 }', to: '{ gt: many }', at: { pointer: '/rules/0/when/stats.words/gt', line: 6, column: 28 }, message: /Expected a number, found `many`\./ },
    { what: 'an unknown value', from: 'mode: draft', to: 'mode: activ', at: { pointer: '/rules/0/mode', line: 5, column: 5 }, message: /`activ` is not one of: draft, shadow, active, paused\. Did you mean `active`\?/ },
    { what: 'a bad id', from: 'id: long-words', to: 'id: Long Words', at: { pointer: '/rules/0/id', line: 3, column: 5 }, message: /`Long Words` is not an id\./ },
    { what: 'a bad duration', from: 'stats.words: { gt: 3 }', to: 'author.account_age: { lt: 3 days }', at: { pointer: '/rules/0/when/author.account_age/lt', line: 6, column: 35 }, message: /is not a duration/ },
    { what: 'a score out of range', from: 'score: 1', to: 'score: 51', at: { pointer: '/rules/0/then/score', line: 7, column: 13 }, message: /at most 50/ },
    { what: 'an active rule without examples', from: 'mode: draft', to: 'mode: active', at: { pointer: '/rules/0', line: 3, column: 5 }, message: /`policy` is missing\. A rule in mode active/ },
    { what: 'an empty condition', from: '{ stats.words: { gt: 3 } }', to: '{}', at: { pointer: '/rules/0/when', line: 6, column: 5 }, message: /Must not be empty/ },
    { what: 'an empty list of conditions', from: 'stats.words: { gt: 3 }', to: 'all: []', at: { pointer: '/rules/0/when/all', line: 6, column: 13 }, message: /at least 1 entry/ },
    { what: 'text where a list of ids stands', from: 'stats.words: { gt: 3 }', to: 'text: { lists: 7 }', at: { pointer: '/rules/0/when/text/lists', line: 6, column: 21 }, message: /Expected text or a list, found `7`/ },
  ])('tells $what with its place', ({ from, to, at, message }) => {
    const all = problems(RULE.replace(from, to));
    expect(all[0]).toMatchObject(at);
    expect(all[0]?.message).toMatch(message);
  });

  it('tells every problem once, not every branch of a choice', () => {
    const all = problems(RULE.replace('{ gt: 3 }', '{ gt: many }'));
    expect(all).toHaveLength(1);
  });

  it('tells where the syntax breaks', () => {
    const [first] = problems('version: 1\nrules: [\n');
    expect(first).toMatchObject({ line: 3 });
  });

  it('refuses a key that stands twice', () => {
    expect(problems(`${RULE}version: 1\n`)[0]?.message).toMatch(/unique/i);
  });

  it('refuses a text above one megabyte, counted in UTF-8', () => {
    expect(problems(`# ${'x'.repeat(1_000_000)}\n${RULE}`)[0]?.message).toMatch(/1 MB/);
    expect(problems(`# ${'é'.repeat(500_001)}\n${RULE}`)[0]?.message).toMatch(/1 MB/);
    expect(problems(`# ${'é'.repeat(400_000)}\n${RULE}`)).toEqual([]);
  });

  it('refuses aliases that multiply', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 9; i++) lines.push(`a${String(i)}: &a${String(i)} [${Array(9).fill(`*a${String(i - 1)}`).join(', ')}]`);
    expect(problems(lines.join('\n'))[0]?.message).toMatch(/Aliases/);
  });

  it('refuses deep nesting without running out of stack', () => {
    expect(problems('['.repeat(20_000))).not.toEqual([]);
    expect(problems(RULE.replace('stats.words: { gt: 3 }', `${'none: [ { '.repeat(20)}stats.words: 1${' } ]'.repeat(20)}`))[0]?.message).toMatch(/nested/);
  });
});

describe('validateRuleSet', () => {
  it('takes a value that is already parsed', () => {
    expect(validateRuleSet({ version: 1, rules: [] })).toMatchObject({ document: { version: 1 } });
    expect(validateRuleSet({ version: 2, rules: [] })).toMatchObject({ problems: [{ pointer: '/version', message: 'Must be 1.' }] });
  });
});
