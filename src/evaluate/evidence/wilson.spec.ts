import * as fc from 'fast-check';
import { weighedPrecision, wilson } from './wilson';

const trials = fc.integer({ min: 1, max: 5_000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('the interval of Wilson', () => {
  // Computed by hand from the formula of 1927, and agreeing with published tables.
  it.each([
    [0, 1, 0, 0.7935],
    [1, 1, 0.2065, 1],
    [10, 10, 0.7225, 1],
    [9, 10, 0.5958, 0.9821],
    [5, 10, 0.2366, 0.7634],
    [81, 263, 0.2553, 0.3662],
    [95, 100, 0.8882, 0.9785],
    [500, 1_000, 0.4691, 0.5309],
  ])('of %d in %d is from %d to %d', (agreed, n, low, high) => {
    const found = wilson(agreed, n);
    expect(found?.value).toBeCloseTo(agreed / n, 12);
    expect(found?.low).toBeCloseTo(low, 4);
    expect(found?.high).toBeCloseTo(high, 4);
  });

  it('is nothing without a trial', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(0, Number.NaN)).toBeNull();
  });

  it('stays inside 0 to 1 and around its share', () => {
    fc.assert(fc.property(trials, ([k, n]) => {
      const { value, low, high } = wilson(k, n) ?? { value: NaN, low: NaN, high: NaN };
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }));
  });

  it('looks the same from the other side', () => {
    fc.assert(fc.property(trials, ([k, n]) => {
      expect(wilson(k, n)?.low).toBeCloseTo(1 - (wilson(n - k, n)?.high ?? NaN), 10);
    }));
  });

  it('is narrower the more trials there are', () => {
    fc.assert(fc.property(trials, ([k, n]) => {
      const [few, many] = [wilson(k, n), wilson(k * 4, n * 4)];
      expect((many?.high ?? 1) - (many?.low ?? 0)).toBeLessThan((few?.high ?? 0) - (few?.low ?? 0));
    }));
  });
});

describe('precision from reviews of unequal weight', () => {
  it('is that of plain counts when all weigh the same', () => {
    for (const weight of [1, 20]) {
      const found = weighedPrecision({ confirmed: 9 * weight, overturned: weight, squared: 10 * weight * weight });
      expect(found?.value).toBeCloseTo(0.9, 12);
      expect(found?.low).toBeCloseTo(wilson(9, 10)?.low ?? NaN, 10);
    }
  });

  it('knows less than its number of reviews when some weigh much more than others', () => {
    // 20 light confirmations and one heavy reversal that stands for 33 automatic rejections.
    const found = weighedPrecision({ confirmed: 20, overturned: 100 / 3, squared: 20 + (100 / 3) ** 2 });
    expect(found?.value).toBeCloseTo(20 / (20 + 100 / 3), 12);
    expect((found?.high ?? 0) - (found?.low ?? 0)).toBeGreaterThan(0.6);
  });

  it('is nothing before the first review', () => {
    expect(weighedPrecision({ confirmed: 0, overturned: 0, squared: 0 })).toBeNull();
  });

  it('survives what is left of sums when a review was taken back', () => {
    expect(weighedPrecision({ confirmed: 1e-16, overturned: 0, squared: 0 })).toBeNull();
  });
});
