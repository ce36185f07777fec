import type { DeskStream } from './desk-stream';
import { message } from './stream-message';

/** Counts are told at most this often: a busy desk changes many times a second, and nobody reads so fast. */
const EVERY_MS = 1_000;
/** Items become overdue by nothing but time: counted anew also when nothing happens. */
const AT_LEAST_EVERY_MS = 15_000;

export interface QueueCount {
  readonly open: number;
  readonly unclaimed: number;
  readonly overdue: number;
}

export interface Counts {
  /** Open items of all queues. */
  readonly total: number;
  readonly queues: Readonly<Record<string, QueueCount>>;
}

/** What waits in the queues of one site, told to its followers when it has changed. */
export class QueueCounts {
  private isOutdated = true;
  private countedAt = 0;
  private told = '';

  constructor(
    private readonly count: () => Promise<Counts>,
    private readonly tell: (text: string) => void,
  ) {}

  /** Something happened that may have changed them. */
  outdated(): void {
    this.isOutdated = true;
  }

  /** To one who has just come. */
  async tellOne(stream: DeskStream): Promise<void> {
    stream.send(message('counts', await this.count()));
  }

  /** Counts and tells, if that is due. @param now milliseconds of a clock. */
  async round(now: number): Promise<void> {
    const since = now - this.countedAt;
    if (since < (this.isOutdated ? EVERY_MS : AT_LEAST_EVERY_MS)) return;
    this.isOutdated = false;
    this.countedAt = now;
    const text = message('counts', await this.count());
    if (text === this.told) return;
    this.told = text;
    this.tell(text);
  }
}
