import type { FactSeen, Span } from '../verdict';

/** More than a moderator reads; a text of nothing but hits must not make the stored verdict grow without end. */
const MAX_SPANS = 40;

/** What made one rule fire. The order in which it is collected does not show in the result. */
export class Evidence {
  readonly #spans = new Map<string, Span>();
  readonly #places = new Set<string>();
  readonly #facts = new Map<string, FactSeen>();
  #counted: number | undefined;

  addSpans(spans: readonly Span[]): void {
    for (const span of spans) {
      const place = `${span.field} ${String(span.start)} ${String(span.end)}`;
      this.#places.add(place);
      this.#spans.set(`${place} ${span.entry}`, span);
    }
  }

  addFact(fact: FactSeen): void {
    this.#facts.set(`${fact.field} ${fact.op}`, fact);
  }

  /** A counter that was compared; the highest is what `{count}` shows when no passage matched. */
  addCount(count: number): void {
    this.#counted = Math.max(count, this.#counted ?? count);
  }

  /** Passages that matched, each place once; 1 for a rule that looks at facts only. */
  get hits(): number {
    return Math.max(1, this.#places.size);
  }

  get count(): number {
    return this.#places.size > 0 ? this.#places.size : (this.#counted ?? 1);
  }

  spans(): readonly Span[] {
    return [...this.#spans.values()].sort(bySpan).slice(0, MAX_SPANS);
  }

  facts(): readonly FactSeen[] {
    const keys = [...this.#facts.keys()].sort();
    return keys.flatMap((key) => this.#facts.get(key) ?? []);
  }
}

function bySpan(a: Span, b: Span): number {
  return compare(a.field, b.field) || a.start - b.start || a.end - b.end || compare(a.entry, b.entry);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
