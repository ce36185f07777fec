import * as fc from 'fast-check';
import { atLeast, atMost } from './binomial';

/** Term by term with Pascal's rule: slow, and right for small numbers. */
function slowly(k: number, n: number, p: number): number {
  let row = [1];
  for (let i = 0; i < n; i++) row = Array.from({ length: row.length + 1 }, (_, j) => (row[j] ?? 0) * (1 - p) + (row[j - 1] ?? 0) * p);
  return row.slice(Math.max(0, k)).reduce((sum, term) => sum + term, 0);
}

describe('the tails of the binomial distribution', () => {
  it.each([
    [1, 1, 0.5, 0.5],
    [10, 10, 0.5, 2 ** -10],
    [60, 100, 0.5, 0.028443966820490392],
    [8, 100, 0.02, 0.00093194],
    [1, 1_000_000, 1e-6, 1 - Math.exp(-1)],
  ])('at least %d of %d with chance %d: %d', (k, n, p, expected) => {
    expect(atLeast(k, n, p)).toBeCloseTo(expected, 6);
  });

  it('are what adding up all the terms gives', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: -1, max: 61 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (n, k, p) => {
      expect(atLeast(k, n, p)).toBeCloseTo(slowly(k, n, p), 9);
      expect(atMost(k, n, p)).toBeCloseTo(k >= n ? 1 : 1 - slowly(k + 1, n, p), 9);
    }));
  });

  it('fall as more is asked for, and together with what is left make one', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 20_000 }), fc.double({ min: 0.0005, max: 0.9995, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p, share) => {
      const k = Math.round(n * share);
      expect(atLeast(k, n, p)).toBeGreaterThanOrEqual(atLeast(k + 1, n, p) - 1e-12);
      expect(atLeast(k, n, p) + atMost(k - 1, n, p)).toBeCloseTo(1, 9);
    }));
  });

  it('are certain where chance is', () => {
    expect([atLeast(3, 5, 0), atLeast(3, 5, 1), atLeast(0, 5, 0), atLeast(6, 5, 0.5)]).toEqual([0, 1, 1, 0]);
    expect([atMost(3, 5, 0), atMost(3, 5, 1), atMost(5, 5, 1), atMost(-1, 5, 0.5)]).toEqual([1, 0, 1, 0]);
  });
});
