import { Logger } from '@nestjs/common';
import { isUnavailable } from '../database/failures';

/** One round of a loop's work. The signal fires when the process stops: finish soon, start nothing new. */
export type LoopRun = (signal: AbortSignal) => Promise<void>;

export interface LoopOptions {
  readonly name: string;
  /** Pause between the end of one round and the start of the next. */
  readonly seconds: number;
  readonly run: LoopRun;
}

/** A loop that keeps failing slows down to this, so that a database that comes back is not met by a crowd. */
const LONGEST_PAUSE_MS = 5_000;

/**
 * Work that is done again and again while the process lives. Rounds never overlap. A failed round is logged and the next
 * one comes all the same: a loop ends only by {@link stop}.
 */
export class Loop {
  private readonly log = new Logger('jobs');
  private readonly stopping = new AbortController();
  private round: Promise<void> = Promise.resolve();
  private cycle: Promise<void> | null = null;
  private endPause: (() => void) | null = null;
  private woken = false;
  private failures = 0;

  constructor(private readonly options: LoopOptions) {}

  start(): void {
    this.cycle ??= this.turn();
  }

  /** Ends the pause: there is something to do. */
  wake(): void {
    this.woken = true;
    this.endPause?.();
  }

  /** One round by hand, after the one under way; its error is the caller's. */
  async runOnce(): Promise<void> {
    const before = this.round;
    const mine = before.catch(() => undefined).then(() => this.options.run(this.stopping.signal));
    this.round = mine;
    await mine;
  }

  /** Resolves when no round is under way and none will follow. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.endPause?.();
    await this.cycle;
    await this.round.catch(() => undefined);
  }

  private async turn(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.woken = false;
      try {
        await this.runOnce();
        if (this.failures > 0) this.log.log({ loop: this.options.name, failures: this.failures }, 'a loop works again');
        this.failures = 0;
      } catch (error) {
        this.note(error);
      }
      await this.pause();
    }
  }

  /** The first failure of a row is worth a line; the rest would only repeat it every few moments. */
  private note(error: unknown): void {
    this.failures++;
    if (this.failures > 1 || this.stopping.signal.aborted) return;
    const line = { loop: this.options.name, err: error instanceof Error ? { type: error.name, message: error.message, stack: error.stack } : { type: typeof error } };
    if (isUnavailable(error)) this.log.warn(line, 'a loop waits for the database');
    else this.log.error(line, 'a loop failed and will be tried again');
  }

  private async pause(): Promise<void> {
    const regular = this.options.seconds * 1_000;
    const length = this.failures === 0 ? regular : Math.max(regular, Math.min(LONGEST_PAUSE_MS, 100 * 2 ** Math.min(this.failures, 10)));
    if (this.stopping.signal.aborted || (this.woken && this.failures === 0)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, length);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.endPause = null;
  }
}
