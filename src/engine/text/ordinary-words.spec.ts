import fc from 'fast-check';
import { foldView } from './fold';
import { hashWords, HashedWords, wordsOf, wordsOfAny, WordTable } from './ordinary-words';
import { identityView } from './view';

const letters = fc.string({ unit: fc.constantFrom(...'abcdé'.split('')), minLength: 1, maxLength: 8 });

describe('ordinary words', () => {
  it('are all known, folded', () => {
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 200 }), (words) => {
        const known = hashWords(words, words.length);
        expect(words.every((word) => known.has(word.replaceAll('é', 'e')))).toBe(true);
      }),
    );
  });

  it('are seldom mistaken', () => {
    const known = hashWords(Array.from({ length: 50_000 }, (_, i) => `w${i.toString(36)}`), 50_000);
    const mistaken = Array.from({ length: 50_000 }, (_, i) => `v${i.toString(36)}`).filter((word) => known.has(word));
    expect(mistaken.length).toBeLessThan(10);
  });

  it('are the same table every time, however often a word comes, and can be handed to a thread', () => {
    const words = ['one', 'two', 'three', 'two'];
    expect(hashWords(words, 10).table).toEqual(hashWords(words, 10).table);
    expect(new HashedWords(hashWords(words, 10).table).has('three')).toBe(true);
    expect(() => hashWords(words, 2)).toThrow(RangeError);
  });

  it('may come as the bytes of a JSON array', () => {
    const table = hashWords(['one', 'two', 'café', 'a-t-il'], 4).table;
    const bytes = new WordTable(4);
    bytes.addJson(new TextEncoder().encode('["one",\n "two", "café","a-t-il"]'), (word) => new TextDecoder().decode(word));
    expect(bytes.words().table).toEqual(table);
  });

  it('may come from several sources', () => {
    const known = wordsOfAny(new Set(['one']), hashWords(['two'], 1));
    expect(['one', 'two', 'three'].map((word) => known.has(word))).toEqual([true, true, false]);
  });

  it('of a text are its words without the punctuation around them', () => {
    expect(wordsOf(foldView(identityView('“Well, the T-shirt’s not C++ (b2b)!” – m*a*s*h\n東京')))).toEqual(['well', 'the', "t-shirt's", 'not', 'c', 'b2b', 'm*a*s*h', '東京']);
  });
});
