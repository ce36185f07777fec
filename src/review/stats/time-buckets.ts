/** Times below this are all the same. */
const LEAST_SECONDS = 0.25;
/** Buckets from one time to its double: each is 2^(1/4), 19 %, wider than the one before. */
const PER_DOUBLING = 4;
/** Half a year; longer times count as this. */
const MOST_BUCKET = 104;

/** How often which time was needed: bucket → count. */
export type Times = ReadonlyMap<number, number>;

/** The bucket of a time. Buckets are part of what is stored: they never change. */
export function bucketOf(seconds: number): number {
  if (seconds < LEAST_SECONDS) return 0;
  return Math.min(MOST_BUCKET, 1 + Math.floor(PER_DOUBLING * Math.log2(seconds / LEAST_SECONDS)));
}

/** The time that stands for a bucket, its geometric middle: no time in it is further off than 2^(1/8), 9.1 %. */
export function secondsOf(bucket: number): number {
  return bucket === 0 ? LEAST_SECONDS / 2 : LEAST_SECONDS * 2 ** ((bucket - 0.5) / PER_DOUBLING);
}

/**
 * The time that this share of all needed at most (the smallest whose rank reaches it, as `percentile_disc`), in seconds to a tenth; null when
 * there are none. Times from a quarter of a second to half a year are within 9.1 % of the exact one.
 */
export function percentile(times: Times, share: number): number | null {
  const total = [...times.values()].reduce((sum, count) => sum + count, 0);
  let left = Math.max(1, Math.ceil(share * total));
  for (const [bucket, count] of [...times].sort(([a], [b]) => a - b)) {
    left -= count;
    if (left <= 0) return Math.round(secondsOf(bucket) * 10) / 10;
  }
  return null;
}
