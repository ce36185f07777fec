import fc from 'fast-check';
import { type DisguisableTerm } from './evasion-index';
import { isOneOff, NearMisses } from './near-misses';

/** The textbook's edit distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 5, maxLength: 9 });

describe('near misses', () => {
  it('are one edit away', () => {
    fc.assert(fc.property(word, word, (a, b) => { expect(isOneOff(a, b)).toBe(distance(a, b) === 1); }), { numRuns: 2000 });
  });

  it('are all found, and nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 30 }), word, (keys, written) => {
        const misses = new NearMisses(keys.map((key) => ({ key }) as DisguisableTerm));
        const expected = keys.filter((key) => key.length >= 6 && distance(key, written) === 1);
        expect(misses.of(written).map(({ key }) => key).sort()).toEqual(expected.sort());
      }),
      { numRuns: 500 },
    );
  });
});
