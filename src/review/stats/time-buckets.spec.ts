import * as fc from 'fast-check';
import { bucketOf, percentile, secondsOf } from './time-buckets';

/** What half a bucket is off, and the rounding to a tenth of a second. */
const WITHIN = 2 ** (1 / 8);
const TENTH = 0.051;

function counted(seconds: readonly number[]): Map<number, number> {
  const times = new Map<number, number>();
  for (const one of seconds) times.set(bucketOf(one), (times.get(bucketOf(one)) ?? 0) + 1);
  return times;
}

const someTimes = fc.array(fc.double({ min: 0.25, max: 15_000_000, noNaN: true }), { minLength: 1, maxLength: 200 });

describe('percentiles of counted times', () => {
  it('are as close to the exact ones as they say', () => {
    fc.assert(fc.property(someTimes, fc.constantFrom(0.5, 0.9, 0.99), (seconds, share) => {
      const exact = [...seconds].sort((a, b) => a - b)[Math.ceil(share * seconds.length) - 1] ?? NaN;
      const told = percentile(counted(seconds), share) ?? NaN;
      expect(told).toBeLessThanOrEqual(exact * WITHIN + TENTH);
      expect(told).toBeGreaterThanOrEqual(exact / WITHIN - TENTH);
    }));
  });

  it('of sums are those of all times together', () => {
    fc.assert(fc.property(someTimes, someTimes, (one, other) => {
      const sum = counted(one);
      for (const [bucket, count] of counted(other)) sum.set(bucket, (sum.get(bucket) ?? 0) + count);
      expect(percentile(sum, 0.9)).toBe(percentile(counted([...one, ...other]), 0.9));
    }));
  });

  it('of nothing are nothing; of what took no time, next to nothing; what took for ever is the longest', () => {
    expect(percentile(new Map(), 0.5)).toBeNull();
    expect(percentile(counted([0, 0, 0]), 0.9)).toBe(0.1);
    expect(bucketOf(1e12)).toBe(bucketOf(3e7));
  });

  it('buckets lie side by side: each time is in the bucket whose middle is nearest to it by ratio', () => {
    fc.assert(fc.property(fc.double({ min: 0.25, max: 15_000_000, noNaN: true }), (seconds) => {
      const ratio = seconds / secondsOf(bucketOf(seconds));
      expect(ratio).toBeLessThanOrEqual(WITHIN * 1.000001);
      expect(ratio).toBeGreaterThanOrEqual(1 / WITHIN / 1.000001);
    }));
  });
});
