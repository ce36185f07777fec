/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index is below the length of the array it reads */
import type { FactSeen, Span } from '../verdict';

/** More than a moderator reads; a text of nothing but hits must not make the stored verdict grow without end. */
const MAX_SPANS = 40;

/** What made one rule fire. The order in which it is collected does not show in the result. */
export class Evidence {
  #spans: Span[] = [];
  #isSorted = true;
  #facts: FactSeen[] = [];
  #counted: number | undefined;
  #isPartial = false;

  addSpans(spans: readonly Span[]): void {
    for (const span of spans) this.#spans.push(span);
    this.#isSorted = this.#spans.length < 2;
  }

  /** The same fact asked twice is told once. */
  addFact(fact: FactSeen): void {
    const before = this.#facts.findIndex(({ field, op }) => field === fact.field && op === fact.op);
    if (before < 0) this.#facts.push(fact);
    else this.#facts[before] = fact;
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
    return Math.max(1, this.#places());
  }

  get count(): number {
    return this.#places() || (this.#counted ?? 1);
  }

  spans(): readonly Span[] {
    const all = this.#sorted();
    if (all.length < 2) return all;
    const told: Span[] = [];
    for (let first = 0; first < all.length && told.length < MAX_SPANS; ) {
      let next = first + 1;
      while (next < all.length && isSamePlace(all[next]!, all[first]!)) next++;
      const here = all.slice(first, next);
      for (const span of here) if (told.length < MAX_SPANS && !isNamedByList(span, here)) told.push(span);
      first = next;
    }
    return told;
  }

  facts(): readonly FactSeen[] {
    if (this.#facts.length < 2) return this.#facts;
    return this.#facts.map((fact) => ({ key: `${fact.field} ${fact.op}`, fact })).sort((a, b) => compare(a.key, b.key)).map(({ fact }) => fact);
  }

  /** Each place with each entry once: the one that was collected last. */
  #sorted(): readonly Span[] {
    if (this.#isSorted) return this.#spans;
    const sorted = this.#spans.sort(bySpan);
    this.#spans = sorted.filter((span, i) => i + 1 === sorted.length || bySpan(span, sorted[i + 1]!) !== 0);
    this.#isSorted = true;
    return this.#spans;
  }

  #places(): number {
    const all = this.#sorted();
    let places = 0;
    for (let i = 0; i < all.length; i++) if (i === 0 || !isSamePlace(all[i]!, all[i - 1]!)) places++;
    return places;
  }
}

/** The same passage found bare and as a list's entry is told once, with the list. */
function isNamedByList(span: Span, here: readonly Span[]): boolean {
  return here.length > 1 && here.some(({ entry }) => entry !== span.entry && entry.endsWith(`:${span.entry}`));
}

function isSamePlace(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end && a.field === b.field;
}

function bySpan(a: Span, b: Span): number {
  return compare(a.field, b.field) || a.start - b.start || a.end - b.end || compare(a.entry, b.entry);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
