import { setTimeout as delay } from 'node:timers/promises';

export interface RetryOptions {
  /** Tries in all, the first included. Default 5. */
  readonly attempts?: number;
  /** The first pause at most, in milliseconds; each further one may be twice as long. Default 200. */
  readonly firstPauseMs?: number;
  /** No pause is longer, unless the service names one. Default 10 s. */
  readonly longestPauseMs?: number;
  /** A pause that the service names is kept up to this; a longer one ends the tries. Default 60 s. */
  readonly longestRetryAfterMs?: number;
}

export type Fetch = (request: Request) => Promise<Response>;

/** Answers that say "not now": nothing was done, or a twin is doing it. */
const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);
const SAFE = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);

/**
 * A `fetch` that tries again when the connection fails or the service says "not now", with pauses that grow and differ, and that keeps
 * to `Retry-After`. A POST is repeated only with an idempotency key: without one nobody knows whether the first did something.
 */
export function retrying(fetch: Fetch, { attempts = 5, firstPauseMs = 200, longestPauseMs = 10_000, longestRetryAfterMs = 60_000 }: RetryOptions = {}): Fetch {
  return async (request) => {
    const mayRepeat = SAFE.has(request.method) || request.headers.has('idempotency-key');
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt >= attempts || !mayRepeat;
      const answer = await fetch(isLast ? request : request.clone()).catch((error: unknown) => {
        if (isLast || request.signal.aborted) throw error;
        return null;
      });
      if (answer !== null && (isLast || !isLater(answer))) return answer;
      const asked = answer === null ? null : retryAfterMs(answer.headers.get('retry-after'), Date.now());
      if (answer !== null && asked !== null && asked > longestRetryAfterMs) return answer;
      await answer?.body?.cancel();
      // Anywhere in the pause, so that many clients do not come back together.
      const pause = Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
      await delay(Math.max(asked ?? 0, pause), undefined, { signal: request.signal });
    }
  };
}

function isLater({ status, headers }: Response): boolean {
  return LATER.has(status) || (status === 409 && headers.has('retry-after'));
}

/** Milliseconds of a `Retry-After` header: seconds or a date. Null when it says nothing. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
