import { compileRuleSet } from '../language/compile';
import type { JudgedText } from '../facts';
import { countedValues } from './counted-values';

const counting = (...by: readonly string[]) => compileRuleSet({ version: 1, rules: by.map((key) => ({ id: `by-${key}`, name: 'Counts', mode: 'active' as const, when: { rate: { by: [key], window: '1h', count: { gt: 3 } } }, then: { score: 1 } })) });
const text = (body: string, format: JudgedText['format'] = 'text'): JudgedText => ({ body, format });

describe('countedValues', () => {
  it('names each registrable domain once', () => {
    expect(countedValues(counting('domain'), text('https://a.shop.example.co.uk/x www.example.co.uk and http://192.0.2.7/ too')).domains).toEqual(['192.0.2.7', 'example.co.uk']);
  });

  it('writes the same contact the same way', () => {
    const { contacts } = countedValues(counting('contact'), text('call +44 20 7946 0000 or 020 7946 0000, Sam@Example.org, t.me/FastLane'));
    expect(contacts).toEqual(['email:sam@example.org', 'handle:t.me/fastlane', 'phone:079460000']);
  });

  it('does not take markup for a number', () => {
    expect(countedValues(counting('contact'), text('<p>call +44 20 <b class="x9">7946</b> 0000</p>', 'html')).contacts).toEqual(['phone:079460000']);
  });

  it('looks for nothing that no running rule counts', () => {
    expect(countedValues(counting('author'), text('https://example.org +44 20 7946 0000'))).toEqual({ domains: [], contacts: [] });
    expect(countedValues(counting('domain'), text('https://example.org +44 20 7946 0000'))).toEqual({ domains: ['example.org'], contacts: [] });
  });

  it('stays small, and the same, for a comment of many links', () => {
    const links = Array.from({ length: 50 }, (_, i) => `https://site-${String(i)}.example`);
    const { domains } = countedValues(counting('domain'), text(links.join(' ')));
    expect(domains).toHaveLength(10);
    expect(countedValues(counting('domain'), text(links.reverse().join(' '))).domains).toEqual(domains);
  });
});
