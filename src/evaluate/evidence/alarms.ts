import { atLeast, atMost } from './binomial';

const HOUR_MS = 3_600_000;
/** An hour counts half as much as one two days later: yesterday at this time matters, last month does not. */
const HALF_LIFE_HOURS = 48;
/** Fewer comments than these are no history. */
const LEAST_HISTORY = 200;
/** One in two hundred hours by chance alone, for each rule. */
const SIGNIFICANT = 0.005;
/** Real traffic comes in bursts, which the binomial does not know: what is merely significant but not much is no alarm. */
const FACTOR = 2;
/** The share of comments that pass must fall by as much. */
const LEAST_FALL = 0.1;
/** Below these an hour is too short to be judged. */
export const LEAST_HITS = 10;
const LEAST_JUDGED = 30;

export interface Hour {
  readonly hour: Date;
  readonly n: number;
  readonly k: number;
}

export interface Alarm {
  readonly k: number;
  readonly n: number;
  readonly expected: number;
  /** The chance of something like this if nothing had changed. */
  readonly p: number;
}

/** The usual share, recent hours counting more (exponential weights); null without enough history. The hour of `now` is not history. */
export function usualShare(hours: readonly Hour[], now: Date): number | null {
  const current = Math.floor(now.getTime() / HOUR_MS);
  let [k, n, judged] = [0, 0, 0];
  for (const hour of hours) {
    const age = current - Math.floor(hour.hour.getTime() / HOUR_MS);
    if (age <= 0) continue;
    const weight = 2 ** (-age / HALF_LIFE_HOURS);
    k += weight * hour.k;
    n += weight * hour.n;
    judged += hour.n;
  }
  // One hit more than there was: a rule that never fired has a small share, not none.
  return judged < LEAST_HISTORY ? null : Math.min(1, (k + 1) / (n + 1));
}

/** A rule that fires much more often than it used to (one-sided binomial test, rules.md E8b). */
export function firesTooOften({ k, n }: Pick<Hour, 'k' | 'n'>, usual: number | null): Alarm | null {
  if (usual === null || k < LEAST_HITS || n < LEAST_JUDGED || k < FACTOR * usual * n) return null;
  const p = atLeast(k, n, usual);
  return p < SIGNIFICANT ? { k, n, expected: usual, p } : null;
}

/** A site on which much fewer comments pass than used to. */
export function passesTooSeldom({ k, n }: Pick<Hour, 'k' | 'n'>, usual: number | null): Alarm | null {
  if (usual === null || n < LEAST_JUDGED || k > n * (usual - LEAST_FALL)) return null;
  const p = atMost(k, n, usual);
  return p < SIGNIFICANT ? { k, n, expected: usual, p } : null;
}
