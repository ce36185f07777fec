import type { DeskStream } from './desk-stream';
import { message } from './stream-message';

/** Counts are told at most this often: a busy desk changes many times a second, and nobody reads so fast. */
const EVERY_MS = 1_000;
/** Counting must not take more than a twentieth of the time, however much waits. */
const REST = 20;
/** Items become overdue by nothing but time: counted anew also when nothing happens. */
const AT_LEAST_EVERY_MS = 15_000;

export interface QueueCount {
  readonly open: number;
  readonly unclaimed: number;
  readonly overdue: number;
}

export type Counts = Readonly<Record<string, QueueCount>>;

/** What waits in the queues of one site, told to each of its followers when it has changed for them. */
export class QueueCounts {
  private isOutdated = true;
  private countedAt = 0;
  private tookMs = 0;
  private counts: Counts = {};
  /** What each was told last. */
  private readonly told = new WeakMap<DeskStream, string>();

  constructor(
    private readonly count: () => Promise<Counts>,
    private readonly tell: (textFor: (stream: DeskStream) => string | null) => void,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Something happened that may have changed them. */
  outdated(): void {
    this.isOutdated = true;
  }

  /** Counts and tells, if that is due; to who has just come, what was counted last. @param now milliseconds of a clock. */
  async round(now: number): Promise<void> {
    if (this.isDue(now)) await this.recount(now);
    if (this.countedAt === 0) return;
    this.tell((stream) => {
      const text = textOf(this.counts, stream.hidden);
      if (this.told.get(stream) === text) return null;
      this.told.set(stream, text);
      return text;
    });
  }

  private isDue(now: number): boolean {
    const since = now - this.countedAt;
    return since >= Math.max(this.isOutdated ? EVERY_MS : AT_LEAST_EVERY_MS, REST * this.tookMs);
  }

  private async recount(now: number): Promise<void> {
    this.isOutdated = false;
    this.countedAt = now;
    const began = this.clock();
    try {
      this.counts = await this.count();
    } catch (error) {
      this.isOutdated = true;
      throw error;
    }
    this.tookMs = this.clock() - began;
  }
}

/** `total` is what waits in all queues that are named. */
function textOf(counts: Counts, hidden: ReadonlySet<string>): string {
  const queues = Object.fromEntries(Object.entries(counts).filter(([id]) => !hidden.has(id)));
  return message('counts', { total: Object.values(queues).reduce((sum, { open }) => sum + open, 0), queues });
}
