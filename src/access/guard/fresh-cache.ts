/** How long an answer may be old: what another process revokes ends here within this time, in this process at once. */
export const FRESH_FOR_MS = 2_000;

interface Entry<Value> {
  readonly value: Promise<Value>;
  readonly until: number;
}

/**
 * Remembers answers for a short time, so that a busy site does not read the same row for every comment. Bounded: the
 * least recently used entry leaves. Callers that ask at the same moment share one load; a failed load is not kept.
 */
export class FreshCache<Value> {
  private readonly entries = new Map<string, Entry<Value>>();

  constructor(
    private readonly capacity: number,
    private readonly freshForMs = FRESH_FOR_MS,
    private readonly now: () => number = Date.now,
  ) {}

  get(key: string, load: () => Promise<Value>): Promise<Value> {
    const known = this.entries.get(key);
    if (known && known.until > this.now()) {
      // A map keeps the order of insertion: the entry moves to the young end.
      this.entries.delete(key);
      this.entries.set(key, known);
      return known.value;
    }
    const entry = { value: load(), until: this.now() + this.freshForMs };
    this.entries.delete(key);
    this.entries.set(key, entry);
    entry.value.catch(() => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    });
    this.evict();
    return entry.value;
  }

  /** Loads under way are forgotten too: they may have read what has just changed. */
  clear(): void {
    this.entries.clear();
  }

  private evict(): void {
    if (this.entries.size <= this.capacity) return;
    const oldest = this.entries.keys().next().value;
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}
