/** What came of one attempt: the receiver's status, or null and why there was none. */
export interface AttemptOutcome {
  readonly status: number | null;
  /** The `Retry-After` header as it came. */
  readonly retryAfter: string | null;
}

export interface AttemptState {
  /** From 1. */
  readonly attempt: number;
  /** When this endpoint began to fail without a success since; null while it works. */
  readonly failingSince: Date | null;
  readonly now: Date;
  /** From 0 up to 1. */
  readonly random: number;
}

export type NextStep =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly afterSeconds: number }
  /** No further attempt; `disable` says why the endpoint gets nothing more, if so. */
  | { readonly kind: 'failed'; readonly disable: string | null };

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds before each attempt (Standard Webhooks, "deliverability and reliability"): the last comes after about three days. */
export const SCHEDULE: readonly number[] = [0, 5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
/** Up to a fifth later, so that what failed together does not come back together. */
const JITTER = 0.2;
/** Statuses by which a receiver asks for time; it may say how much. */
const SLOW_DOWN = new Set([429, 502, 503, 504]);
const LONGEST_WAIT = DAY;
const DISABLE_AFTER = 5 * DAY;

/** What follows on an attempt. Pure: time and chance come in. */
export function nextStep({ status, retryAfter }: AttemptOutcome, { attempt, failingSince, now, random }: AttemptState): NextStep {
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) return { kind: 'failed', disable: 'The receiver answered 410 Gone.' };
  if (failingSince !== null && now.getTime() - failingSince.getTime() >= DISABLE_AFTER * 1_000) return { kind: 'failed', disable: 'Nothing could be delivered for five days.' };
  const planned = SCHEDULE[attempt];
  if (planned === undefined) return { kind: 'failed', disable: null };
  const asked = status !== null && SLOW_DOWN.has(status) ? secondsOf(retryAfter, now) : 0;
  return { kind: 'retry', afterSeconds: Math.ceil(Math.max(planned * (1 + JITTER * random), asked)) };
}

/** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3); anything else asks for nothing. */
function secondsOf(header: string | null, now: Date): number {
  if (header === null) return 0;
  const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now.getTime()) / 1_000;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_WAIT) : 0;
}
