import { compileRuleSet } from './compile';
import type { ExampleDocument, RuleDocument } from './document';
import { runExamples } from './examples';

function failures(rule: Pick<RuleDocument, 'when'> & Partial<RuleDocument>, match: readonly ExampleDocument[], no_match: readonly ExampleDocument[] = []) {
  const whole: RuleDocument = { id: 'the-rule', name: 'The rule', mode: 'draft', then: { score: 1 }, ...rule, examples: { match, no_match } };
  return runExamples(compileRuleSet({ version: 1, rules: [whole] }));
}

describe('runExamples', () => {
  it('is silent when every example does what its author says', () => {
    expect(failures({ when: { body: { words: 'heron' } } }, ['A heron', { body: 'heron' }], ['A stork'])).toEqual([]);
  });

  it('names the example that does not', () => {
    expect(failures({ when: { body: { words: 'heron' } } }, ['A heron', 'A stork'], ['Two herons', 'One heron'])).toMatchObject([
      { rule: 'the-rule', side: 'match', index: 1, body: 'A stork', message: 'The rule should fire on this example and does not.' },
      { rule: 'the-rule', side: 'no_match', index: 1, body: 'One heron', message: 'The rule should not fire on this example and does.' },
    ]);
  });

  it('sets facts as conditions write them, over what the text says', () => {
    const when = { 'article.age': { gt: '72h' }, 'article.tags': { any_in: 'court' }, 'stats.words': { gt: 100 }, 'request.ip_asn': '64500', title: { words: 'heron' } };
    expect(failures({ when }, [{ body: 'x', 'article.age': '100h', 'article.tags': ['court'], 'stats.words': 200, 'request.ip_asn': 64500, title: 'A heron' }], ['x'])).toEqual([]);
  });

  it('takes `rate` for every rate of the rule and `duplicate` for the number of earlier copies', () => {
    const when = { any: [{ rate: { by: ['author'], window: '5m', count: { gt: 6 } } }, { rate: { by: ['ip'], window: '10m', count: { gt: 15 }, distinct: 'author' } }] };
    expect(failures({ when }, [{ body: 'x', rate: 7 }], [{ body: 'x', rate: 6 }, { body: 'x', rate: 0 }, 'x'])).toEqual([]);
    const near = { duplicate: { window: '1d', count: { gte: 2 }, distinct: 'author' } };
    const long = 'A long enough text that somebody else has sent before';
    expect(failures({ when: near }, [{ body: long, duplicate: 2 }], [{ body: long, duplicate: 1 }, { body: 'short', duplicate: 9 }, long])).toEqual([]);
    const again = { duplicate: { similarity: 1, window: '1d', count: { gte: 2 }, min_length: 3 } };
    expect(failures({ when: again }, [{ body: 'again', duplicate: 2 }], [{ body: 'again', duplicate: 1 }, { body: 'a', duplicate: 9 }])).toEqual([]);
  });

  it('asks the condition alone: a paused, exempting, ended rule for another event is tried all the same', () => {
    expect(failures({ mode: 'paused', on: ['report'], expires_at: '1999-01-01T00:00:00Z', exempt: ['staff'], when: { 'author.kind': 'staff' } }, [{ body: 'x', 'author.kind': 'staff' }])).toEqual([]);
  });

  it('judges referenced rules on the same example', () => {
    const rules: RuleDocument[] = [
      { id: 'bird', name: 'Bird', mode: 'active', when: { body: { words: 'heron' } }, then: { score: 1 } },
      { id: 'no-bird', name: 'No bird', mode: 'active', when: { none: [{ rule: 'bird' }] }, then: { score: 1 }, examples: { match: ['fish'], no_match: ['heron'] } },
    ];
    expect(runExamples(compileRuleSet({ version: 1, rules }))).toEqual([]);
  });
});
