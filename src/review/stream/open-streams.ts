import { problem } from '../../domain/errors';
import type { SiteId } from '../../domain/ids';

/** In one process, of all sites: each holds a socket, and its buffer at most. */
export const MOST_STREAMS = 1_000;
/** Of one person or key on one site in one process: more browser windows than anybody has. */
export const MOST_STREAMS_EACH = 20;
/** Of one site in one process. */
export const MOST_STREAMS_OF_SITE = 500;
const RETRY_AFTER_SECONDS = 15;

/** Counts the open streams, so that no client, no person and no site can take all of them. */
export class OpenStreams {
  private total = 0;
  private readonly counts = new Map<string, number>();

  /** Takes a place for one more; 429 when there is none. Call what it returns when the stream has closed. */
  take(siteId: SiteId, who: string): () => void {
    const keys = [siteId, `${siteId} ${who}`];
    if (this.total >= MOST_STREAMS || this.of(siteId) >= MOST_STREAMS_OF_SITE) throw problem('too_many_requests', { detail: 'There are too many open streams. Try again in a moment.', retryAfter: RETRY_AFTER_SECONDS });
    if (this.of(`${siteId} ${who}`) >= MOST_STREAMS_EACH) throw problem('too_many_requests', { detail: `You have ${String(MOST_STREAMS_EACH)} open streams. Close one of them first.`, retryAfter: RETRY_AFTER_SECONDS });
    this.move(keys, 1);
    let isHeld = true;
    return () => {
      if (isHeld) this.move(keys, -1);
      isHeld = false;
    };
  }

  private of(key: string): number {
    return this.counts.get(key) ?? 0;
  }

  private move(keys: readonly string[], by: 1 | -1): void {
    this.total += by;
    for (const key of keys) {
      const count = this.of(key) + by;
      if (count === 0) this.counts.delete(key);
      else this.counts.set(key, count);
    }
  }
}
