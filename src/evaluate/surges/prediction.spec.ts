import fc from 'fast-check';
import { atLeast } from '../evidence/binomial';
import { atLeastGiven, atLeastOf } from './prediction';

/** The same sums term by term, for whole numbers, without a logarithm: what the quick ones are held against. */
function negativeBinomialTail(k: number, shape: number, rate: number): number {
  const step = 1 / (rate + 1);
  let [term, below] = [(rate * step) ** shape, 0];
  for (let x = 0; x < k; x++) {
    below += term;
    term *= ((shape + x) / (x + 1)) * step;
  }
  return 1 - below;
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways *= (n - k + i) / i;
  return ways;
}

/** The chance of x of n, as a product of rising factorials. */
function betaBinomial(x: number, n: number, alpha: number, beta: number): number {
  let chance = choose(n, x);
  for (let i = 0; i < x; i++) chance *= (alpha + i) / (alpha + beta + i);
  for (let i = 0; i < n - x; i++) chance *= (beta + i) / (alpha + beta + x + i);
  return chance;
}

describe('the chance of so many in an hour', () => {
  it('is that of a negative binomial', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 20 }), (shape, rate, more) => {
      const k = Math.ceil(shape / rate) + more;
      expect(atLeastGiven(k, { shape, rate })).toBeCloseTo(negativeBinomialTail(k, shape, rate), 8);
    }));
  });

  it('falls the more there are, and the better the past is known', () => {
    expect(atLeastGiven(30, { shape: 50, rate: 10 })).toBeLessThan(atLeastGiven(20, { shape: 50, rate: 10 }));
    expect(atLeastGiven(20, { shape: 50, rate: 10 })).toBeLessThan(atLeastGiven(20, { shape: 5, rate: 1 }));
    expect(atLeastGiven(0, { shape: 5, rate: 1 })).toBe(1);
    expect(atLeastGiven(100_000, { shape: 0.5, rate: 200 })).toBe(0);
  });
});

describe('the chance of so many of so many', () => {
  it('is that of a beta-binomial', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (n, some, alpha, beta) => {
      const k = Math.min(some, n);
      const tail = Array.from({ length: n - k + 1 }, (_, at) => betaBinomial(k + at, n, alpha, beta)).reduce((sum, one) => sum + one, 0);
      expect(atLeastOf(k, n, { alpha, beta })).toBeCloseTo(tail, 8);
    }));
  });

  it('becomes the binomial one when the past is known well, and is never more than certain', () => {
    expect(atLeastOf(8, 20, { alpha: 200_000, beta: 800_000 })).toBeCloseTo(atLeast(8, 20, 0.2), 4);
    expect([atLeastOf(0, 5, { alpha: 1, beta: 1 }), atLeastOf(6, 5, { alpha: 1, beta: 1 })]).toEqual([1, 0]);
  });
});
