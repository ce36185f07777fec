import { Readable } from 'node:stream';

/** What may wait in memory for one client, beside what the sockets hold. Beyond it the client is given lines from the log, at its own pace. */
export const BUFFER_BYTES = 64 * 1024;
/** A client that takes nothing for so long is cut off. It may come back and resume. */
const STALLED_MS = 30_000;

/** One client's end of the stream: what it was sent, and whether it keeps up. */
export class DeskStream extends Readable {
  /** Follows the shared feed; false while it is given older lines. */
  isLive = false;
  /** Queues whose items this client may not see. */
  hidden: ReadonlySet<string> = new Set();
  private drain: (() => void) | null = null;

  /** @param position the last line the client has. */
  constructor(public position: number, private readonly stalledMs = STALLED_MS) {
    super({ highWaterMark: BUFFER_BYTES });
  }

  /** False: the client does not keep up; wait for {@link drained} before sending more. */
  send(text: string | Buffer): boolean {
    return !this.isOver && this.push(text);
  }

  get isOver(): boolean {
    return this.destroyed || this.readableEnded;
  }

  /** Resolves when what waits has been taken, or the client is gone; one that takes nothing is cut off. */
  async drained(): Promise<void> {
    if (this.isOver || this.readableLength < BUFFER_BYTES) return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(() => this.destroy(), this.stalledMs);
      this.drain = () => {
        clearTimeout(late);
        this.drain = null;
        resolve();
      };
    });
  }

  override _read(): void {
    this.drain?.();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.drain?.();
    done(error);
  }
}
