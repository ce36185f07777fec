import type { Api, OwnComment } from './api';
import type { Memory } from './memory';

/** An approval is seen within two seconds; a long wait is asked about less often. */
const FIRST_DELAY_MS = 1_000;
const LATER_DELAY_MS = 4_000;
const LATER_AFTER_MS = 15 * 60_000;
const LONGEST_DELAY_MS = 30_000;

/** The reader's own comments under this article, remembered by the tab, and asked about while one of them waits for somebody. */
export class OwnComments {
  private comments: readonly OwnComment[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ending: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private since = Date.now();

  constructor(
    private readonly api: Api,
    private readonly memory: Memory,
    private readonly key: string,
    private readonly onChange: (changed: OwnComment | null) => void,
  ) {
    document.addEventListener('visibilitychange', () => { this.schedule(0); });
  }

  get all(): readonly OwnComment[] {
    return this.comments;
  }

  /** Brings back what this tab sent before a reload; what has been published since stands in the list anyway. */
  async recall(): Promise<void> {
    const ids = this.memory.read<string[]>(this.key) ?? [];
    const found = await Promise.all(ids.map((id) => this.api.own(id).catch(() => null)));
    this.keep(found.filter((comment) => comment !== null && (comment.status === 'held' || comment.status === 'rejected' || isEditable(comment))) as OwnComment[]);
    this.onChange(null);
  }

  get(id: string): OwnComment | undefined {
    return this.comments.find((comment) => comment.id === id);
  }

  /** What was sent just now: a new one, or one in other words. */
  add(comment: OwnComment): void {
    this.since = Date.now();
    const known = this.get(comment.id);
    this.keep(known === undefined ? [comment, ...this.comments] : this.comments.map((each) => (each === known ? { ...known, ...comment } : each)));
    this.onChange(comment);
    // The answer to a submission does not say yet what can be done about a rejection.
    if (comment.status === 'rejected') void this.look(comment.id);
  }

  /** Asks for the present state of one, after the reader did something about it. */
  async look(id: string): Promise<void> {
    const known = this.get(id);
    if (known !== undefined) await this.askOne(known).catch(() => undefined);
    this.schedule();
  }

  forget(id: string): void {
    this.keep(this.comments.filter((comment) => comment.id !== id));
  }

  private keep(comments: readonly OwnComment[]): void {
    this.comments = comments;
    this.memory.write(this.key, comments.map(({ id }) => id));
    this.schedule();
    clearTimeout(this.ending);
    const next = Math.min(...comments.filter(isEditable).map(({ editableUntil }) => editableUntil));
    if (next < Infinity) this.ending = setTimeout(() => { this.keep(this.comments); this.onChange(null); }, next - Date.now());
  }

  private schedule(delay = this.delay()): void {
    clearTimeout(this.timer);
    if (document.visibilityState !== 'visible' || !this.comments.some(isWaiting)) return;
    this.timer = setTimeout(() => void this.askAll(), delay);
  }

  private delay(): number {
    const usual = Date.now() - this.since < LATER_AFTER_MS ? FIRST_DELAY_MS : LATER_DELAY_MS;
    return Math.min(LONGEST_DELAY_MS, usual * 2 ** this.failures);
  }

  private async askAll(): Promise<void> {
    try {
      for (const comment of this.comments.filter(isWaiting)) await this.askOne(comment);
      this.failures = 0;
    } catch {
      this.failures += 1;
    }
    this.schedule();
  }

  private async askOne(comment: OwnComment): Promise<void> {
    const now = await this.api.own(comment.id);
    if (now !== null && stateOf(now) === stateOf(comment)) return;
    const gone = now === null || now.status === 'withdrawn';
    this.keep(this.comments.flatMap((each) => (each.id !== comment.id ? [each] : gone ? [] : [{ ...each, ...now }])));
    this.onChange(gone ? null : { ...comment, ...now });
  }
}

/** Whether its author may still change it. */
export function isEditable({ editableUntil }: OwnComment): boolean {
  return Date.now() < editableUntil;
}

/** Whether somebody still has to say something about it. */
function isWaiting({ status, appeal }: OwnComment): boolean {
  return status === 'held' || appeal?.state === 'open';
}

/** What is shown of it. */
function stateOf({ status, version, message, policyTitle, canAppeal, appeal }: OwnComment): string {
  return JSON.stringify([status, version, message ?? null, policyTitle ?? null, canAppeal ?? false, appeal?.state ?? null]);
}
