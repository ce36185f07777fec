import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';

/** A credential's last use is written at most this often (decisions.md 25): it is a hint for people, not a log. */
const WRITE_EVERY_MS = 60_000;
const MOST_REMEMBERED = 20_000;

/** Writes "last used" beside the request's path: the caller never waits for it, and never fails because of it. */
@Injectable()
export class LastUse implements OnApplicationShutdown {
  private readonly log = new Logger('access');
  private readonly writtenAt = new Map<string, number>();
  private readonly underWay = new Set<Promise<void>>();

  note(id: string, write: (at: Date) => Promise<void>, now = Date.now()): void {
    if (now - (this.writtenAt.get(id) ?? 0) < WRITE_EVERY_MS) return;
    // Forgetting all of them costs one write per credential, and keeps the memory bounded without bookkeeping.
    if (this.writtenAt.size >= MOST_REMEMBERED) this.writtenAt.clear();
    this.writtenAt.set(id, now);
    const writing = write(new Date(now))
      .catch((error: unknown) => {
        this.log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'a last use was not written');
      })
      .finally(() => this.underWay.delete(writing));
    this.underWay.add(writing);
  }

  /** Resolves when everything noted so far is written. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.settled();
  }
}
