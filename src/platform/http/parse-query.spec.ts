import fc from 'fast-check';
import { parse } from 'qs';
import { parseQuery } from './parse-query';

const asText = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));

describe('a query', () => {
  it.each([
    ['', {}],
    ['limit=20&cursor=abc', { limit: '20', cursor: 'abc' }],
    ['status=held&status=published', { status: ['held', 'published'] }],
    ['q=caf%C3%A9+noir', { q: 'café noir' }],
    ['q=a+b', { q: 'a b' }],
    ['flag&x=', { flag: '', x: '' }],
    ['a[b][c]=1&list[]=x&list[]=y', { a: { b: { c: '1' } }, list: ['x', 'y'] }],
    ['__proto__=x&constructor=y&toString=z&a=1', { a: '1' }],
    ['__proto__[admin]=1&a=1', { a: '1' }],
    ['q=%zz', { q: '%zz' }],
  ])('%s', (query, expected) => {
    expect({ ...parseQuery(query) }).toEqual(expected);
  });

  it('is read to its hundredth parameter', () => {
    for (const wrapped of ['', '%20']) {
      const query = Array.from({ length: 101 }, (_, n) => `p${String(n)}=${wrapped}`).join('&');
      expect(Object.keys(parseQuery(query))).toHaveLength(100);
      expect(parseQuery(query)).not.toHaveProperty('p100');
    }
  });

  it('means the same whoever reads it', () => {
    const name = fc.constantFrom('a', 'b', 'limit', 'toString', '__proto__', 'a.b', '');
    const value = fc.string({ unit: fc.constantFrom('x', '1', '=', '+', '-', '.', ',', 'é', '[', ']', '%', '%41') , maxLength: 4 });
    fc.assert(fc.property(fc.array(fc.oneof(fc.tuple(name, value).map(([key, text]) => `${key}=${text}`), name), { maxLength: 6 }), (parts) => {
      const query = parts.join('&');
      expect(asText(parseQuery(query))).toBe(asText(parse(query, { depth: 3, parameterLimit: 100, allowPrototypes: false })));
    }), { numRuns: 2_000 });
  });
});
