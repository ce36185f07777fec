import type { FactSeen, Span } from '../verdict';

/** More than a moderator reads; a text of nothing but hits must not make the stored verdict grow without end. */
const MAX_SPANS = 40;

/** What made one rule fire. The order in which it is collected does not show in the result. */
export class Evidence {
  readonly #spans = new Map<string, Span>();
  /** Place → what was found there. */
  readonly #entries = new Map<string, string[]>();
  readonly #facts = new Map<string, FactSeen>();
  #counted: number | undefined;
  #isPartial = false;

  addSpans(spans: readonly Span[]): void {
    for (const span of spans) {
      const place = placeOf(span);
      this.#spans.set(`${place} ${span.entry}`, span);
      const entries = this.#entries.get(place);
      if (entries) entries.push(span.entry);
      else this.#entries.set(place, [span.entry]);
    }
  }

  addFact(fact: FactSeen): void {
    this.#facts.set(`${fact.field} ${fact.op}`, fact);
  }

  /** A counter that was compared; the highest is what `{count}` shows when no passage matched. */
  addCount(count: number): void {
    this.#counted = Math.max(count, this.#counted ?? count);
  }

  /** A part that could not be computed might have found more. */
  addDoubt(): void {
    this.#isPartial = true;
  }

  get isPartial(): boolean {
    return this.#isPartial;
  }

  /** Passages that matched, each place once; 1 for a rule that looks at facts only. */
  get hits(): number {
    return Math.max(1, this.#entries.size);
  }

  get count(): number {
    return this.#entries.size > 0 ? this.#entries.size : (this.#counted ?? 1);
  }

  spans(): readonly Span[] {
    const all = [...this.#spans.values()];
    return all.filter((span) => !this.#isNamedByList(span)).sort(bySpan).slice(0, MAX_SPANS);
  }

  /** The same passage found bare and as a list's entry is told once, with the list. */
  #isNamedByList(span: Span): boolean {
    const entries = this.#entries.get(placeOf(span));
    return entries?.some((entry) => entry !== span.entry && entry.endsWith(`:${span.entry}`)) ?? false;
  }

  facts(): readonly FactSeen[] {
    const keys = [...this.#facts.keys()].sort();
    return keys.flatMap((key) => this.#facts.get(key) ?? []);
  }
}

function placeOf(span: Span): string {
  return `${span.field} ${String(span.start)} ${String(span.end)}`;
}

function bySpan(a: Span, b: Span): number {
  return compare(a.field, b.field) || a.start - b.start || a.end - b.end || compare(a.entry, b.entry);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
