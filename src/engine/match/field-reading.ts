/* eslint-disable @typescript-eslint/no-non-null-assertion -- because needles, keys and hits are dense numberings made by the needle set */
import { exactView, foldView } from '../text/fold';
import { type LinkTarget, type PlainText } from '../text/plain';
import { isInside, quotedRanges } from '../text/quotes';
import { type Tokens, tokensOf } from '../text/tokens';
import { HAS_QUOTE, traitsOf } from '../text/traits';
import { unmask, type Unmasked } from '../text/unmask';
import { originalRange, type Range, type View } from '../text/view';
import { type Span } from '../verdict';
import { HitBuffer } from './automaton';
import { disguisesIn, findDisguised, isDisguised, standsInside } from './disguised';
import { type EvasionIndex } from './evasion-index';
import { type Part, type TextField } from './matcher';
import { type GroupNeedle, type Needle, type Needles, type PatternNeedle, type TermNeedle } from './needles';
import { MAX_TEXT } from './regex';
import { endOfHit } from './term-check';

/** A field's original, and what a reader sees of it. */
export interface FieldText {
  readonly field: TextField;
  readonly original: string;
  readonly plain: PlainText;
}

const NONE: readonly Span[] = [];
const NO_RANGES: readonly Range[] = [];
const PARTS: Readonly<Record<Part, number>> = { all: 0, unquoted: 1, quoted: 2 };
const buffer = new HitBuffer();

/** One field of one comment: its views and everything found in it, each computed at most once. */
export class FieldReading {
  readonly #needles: Needles;
  readonly #text: FieldText;
  readonly #hits = new Map<number, Span[]>();
  /** The groups of the needles that were found, and of the patterns that may be. */
  readonly #touched: number[] = [];
  #found: Map<number, readonly Span[]> | undefined;
  #excuses: Map<number, Range[]> | undefined;
  /** Patterns all of whose required strings were seen. */
  readonly #ready: PatternNeedle[] = [];
  /** The same in disguise: at least one of the strings stands there disguised. */
  readonly #disguisedReady: PatternNeedle[] = [];
  readonly #ran: PatternNeedle[] = [];
  readonly #ranDisguised: PatternNeedle[] = [];
  #unmasked: Unmasked | undefined;
  #isDisguised = false;
  #fold: View | undefined;
  #exact: View | undefined;
  #quoted: readonly Range[] | undefined;
  #tokens: Tokens | undefined;
  #traits = -1;
  #scanned = false;

  constructor(needles: Needles, text: FieldText) {
    this.#needles = needles;
    this.#text = text;
  }

  get fold(): View {
    this.#fold ??= foldView(this.#text.plain.view);
    return this.#fold;
  }

  get exact(): View {
    this.#exact ??= exactView(this.#text.plain.view);
    return this.#exact;
  }

  get plain(): View {
    return this.#text.plain.view;
  }

  get targets(): readonly LinkTarget[] {
    return this.#text.plain.targets;
  }

  get traits(): number {
    if (this.#traits < 0) this.#traits = traitsOf(this.fold);
    return this.#traits;
  }

  get tokens(): Tokens {
    this.#tokens ??= tokensOf(this.fold);
    return this.#tokens;
  }

  get quoted(): readonly Range[] {
    this.#quoted ??= (this.traits & HAS_QUOTE) === 0 ? this.#text.plain.quoted : [...this.#text.plain.quoted, ...quotedRanges(this.#text.plain.view)];
    return this.#quoted;
  }

  find(id: number, part: Part): readonly Span[] {
    if (!this.#scanned) this.#scan();
    const needle = this.#needles.all[id]!;
    if (needle.kind === 'group' ? needle.unfiltered.length === 0 && !this.#touched.includes(id) : this.#hits.size === 0 && !this.#mayRun(needle)) return NONE;
    const key = id * 3 + PARTS[part];
    const known = this.#found?.get(key);
    if (known !== undefined) return known;
    const spans = this.#inPart(this.#allOf(needle), part);
    this.#found ??= new Map();
    this.#found.set(key, spans);
    return spans;
  }

  stepsOf(id: number): number {
    if (!this.#scanned) this.#scan();
    const needle = this.#needles.all[id]!;
    let perUnit = 0;
    for (const pattern of this.#ready) if (isMember(needle, pattern)) perUnit += pattern.compiled.stepsPerUnit;
    for (const pattern of this.#disguisedReady) if (isMember(needle, pattern)) perUnit += pattern.compiled.stepsPerUnit;
    for (const { compiled, evades } of unfilteredOf(needle)) perUnit += compiled.stepsPerUnit * (evades && this.#isDisguised ? 2 : 1);
    return perUnit * Math.min(this.fold.length, MAX_TEXT);
  }

  wordsBetween(from: number, to: number): number {
    const { count, from: begins, to: ends } = this.tokens;
    const { start, end } = this.fold;
    const begun = countWhile(count, (word) => start[begins[word]!]! < from);
    const ended = countWhile(count, (word) => end[ends[word]! - 1]! <= to);
    return Math.max(0, ended - begun);
  }

  #inPart(spans: readonly Span[], part: Part): readonly Span[] {
    if (part === 'all' || spans.length === 0) return spans;
    const wanted = part === 'quoted';
    return spans.filter((span) => isInside(this.quoted, span) === wanted);
  }

  /** Whether any pattern would have to run to find this needle. */
  #mayRun(needle: Needle): boolean {
    return this.#ready.length > 0 || this.#disguisedReady.length > 0 || unfilteredOf(needle).length > 0;
  }

  #allOf(needle: Needle): readonly Span[] {
    for (const pattern of unfilteredOf(needle)) {
      this.#run(pattern);
      if (pattern.evades) this.#runDisguised(pattern);
    }
    for (const pattern of this.#ready) if (isMember(needle, pattern)) this.#run(pattern);
    for (const pattern of this.#disguisedReady) if (isMember(needle, pattern)) this.#runDisguised(pattern);
    return needle.kind === 'group' ? this.#ofGroup(needle) : this.#excused(needle, this.#hits.get(needle.id) ?? NONE);
  }

  #ofGroup(group: GroupNeedle): readonly Span[] {
    if (this.#hits.size === 0) return NONE;
    const spans: Span[] = [];
    for (const [id, hits] of this.#hits) {
      const needle = group.members.has(id) ? this.#needles.all[id]! : undefined;
      if (needle !== undefined && needle.kind !== 'group') spans.push(...this.#excused(needle, hits));
    }
    return spans.length === 0 ? NONE : spans.sort(byPlace);
  }

  #excused(needle: TermNeedle | PatternNeedle, hits: readonly Span[]): readonly Span[] {
    if (hits.length === 0 || needle.excuses.length === 0) return hits;
    return hits.filter((hit) => !needle.excuses.some((key) => isInside(this.#excuses?.get(key) ?? NO_RANGES, hit)));
  }

  /** Done only when all of it is: what breaks half way breaks again for the next rule that asks, and is not taken for nothing found. */
  #scan(): void {
    const { search, uses, seen } = this.#needles;
    const view = this.fold;
    seen.plainly.begin();
    const count = search.scan(view, buffer);
    for (let i = 0; i < count; i++) {
      const [key, end] = [buffer.keys[i]!, buffer.ends[i]!];
      for (const use of uses[key]!) {
        if (use.role === 'literal') {
          if (seen.plainly.completes(use.needle, use.clause)) this.#mayMatch(use.needle, this.#ready);
        } else if (use.role === 'excuse') this.#excuse(key, originalRange(view, search.startOf(key, view, end), end));
        else this.#term(use.needle, use.role === 'stem', search.startOf(key, view, end), end);
      }
    }
    if (this.#needles.evasion !== undefined) this.#scanDisguised(this.#needles.evasion);
    this.#scanned = true;
  }

  #scanDisguised(index: EvasionIndex): void {
    const unmasked = findDisguised(index, this.fold, ({ id, term }, range, via) => { this.#addDisguised(id, range, { entry: term.entry, via }); });
    if (unmasked?.changed !== true || !index.hasPatterns) return;
    this.#isDisguised = true;
    const { search, uses, seen } = this.#needles;
    const { view } = unmasked;
    seen.disguised.begin();
    const count = search.scan(view, buffer);
    for (let i = 0; i < count; i++) {
      const [key, end] = [buffer.keys[i]!, buffer.ends[i]!];
      for (const use of uses[key]!) {
        if (use.role !== 'literal' || !use.needle.evades || !isDisguised(unmasked, search.startOf(key, view, end), end)) continue;
        // A pattern is looked for in disguise where one of the strings it needs is disguised; the others may stand there plainly.
        if (seen.disguised.completes(use.needle, use.clause, seen.plainly.of(use.needle.id))) this.#mayMatch(use.needle, this.#disguisedReady);
      }
    }
  }

  #mayMatch(pattern: PatternNeedle, into: PatternNeedle[]): void {
    into.push(pattern);
    this.#touch(pattern.id);
  }

  #touch(id: number): void {
    const groups = this.#needles.groupsOf[id];
    if (groups === undefined) return;
    for (const group of groups) if (!this.#touched.includes(group)) this.#touched.push(group);
  }

  /** A disguised hit counts where there is no plain one. */
  #addDisguised(id: number, range: Range, { entry, via }: { entry: string; via: readonly string[] }): void {
    const hits = this.#hits.get(id) ?? [];
    // Hits of one needle lie apart and in order.
    let at = hits.length;
    while (at > 0 && hits[at - 1]!.start >= range.end) at--;
    if (at > 0 && hits[at - 1]!.end > range.start) return;
    if (hits.length === 0) this.#touch(id);
    hits.splice(at, 0, { field: this.#text.field, start: range.start, end: range.end, entry, via });
    this.#hits.set(id, hits);
  }

  #excuse(key: number, range: Range): void {
    this.#excuses ??= new Map();
    const ranges = this.#excuses.get(key);
    if (ranges === undefined) this.#excuses.set(key, [range]);
    else ranges.push(range);
  }

  #term(needle: TermNeedle, isStem: boolean, from: number, to: number): void {
    const view = this.fold;
    const end = endOfHit(isStem ? { ...needle.standing, inflection: undefined } : needle.standing, view, from, to);
    if (end < 0) {
      this.#inside(needle, from, to);
      return;
    }
    const range = originalRange(view, from, end);
    if (needle.exact !== undefined && !this.#isExact(needle.exact, originalRange(view, from, to))) return;
    this.#add(needle.id, range, { entry: needle.term.entry, written: needle.term.text });
  }

  #inside(needle: TermNeedle, from: number, to: number): void {
    const { evasion } = this.#needles;
    if (evasion === undefined || !standsInside(evasion, needle, this.fold, [from, to])) return;
    this.#addDisguised(needle.id, originalRange(this.fold, from, to), { entry: needle.term.entry, via: INSIDE });
  }

  #isExact(exact: string, range: Range): boolean {
    const view = this.exact;
    const from = countWhile(view.length, (unit) => view.start[unit]! < range.start);
    const to = countWhile(view.length, (unit) => view.end[unit]! < range.end) + 1;
    return view.text.slice(from, to).replace(/\s+/gu, ' ') === exact;
  }

  #run(needle: PatternNeedle): void {
    if (this.#ran.includes(needle)) return;
    this.#ran.push(needle);
    const { compiled, pattern, id } = needle;
    const view = pattern.caseExact ? this.exact : this.fold;
    compiled.run(view, (from, to) => {
      this.#add(id, originalRange(view, from, to), { entry: pattern.entry, written: view.text.slice(from, to) });
    });
  }

  #runDisguised(needle: PatternNeedle): void {
    if (!this.#isDisguised || this.#ranDisguised.includes(needle)) return;
    this.#ranDisguised.push(needle);
    const { compiled, pattern, id } = needle;
    const unmasked = (this.#unmasked ??= unmask(this.fold));
    compiled.run(unmasked.view, (from, to) => {
      const via = disguisesIn(unmasked, from, to);
      if (via.length > 0) this.#addDisguised(id, originalRange(unmasked.view, from, to), { entry: pattern.entry, via });
    });
  }

  /** `written`: what the original says if nothing had to be normalised. */
  #add(id: number, range: Range, { entry, written }: { entry: string; written: string }): void {
    const { field, original } = this.#text;
    const via = original.startsWith(written, range.start) ? NO_NORMALISATION : FOLDED;
    const span: Span = { field, start: range.start, end: range.end, entry, via };
    const hits = this.#hits.get(id);
    if (hits === undefined) {
      this.#hits.set(id, [span]);
      this.#touch(id);
    } else if (hits.length === 0 || hits.at(-1)!.end <= range.start) hits.push(span);
  }
}

const NO_NORMALISATION: readonly string[] = [];
const FOLDED: readonly string[] = ['fold'];
const INSIDE: readonly string[] = ['inside'];

const NO_PATTERNS: readonly PatternNeedle[] = [];

function isMember(needle: Needle, pattern: PatternNeedle): boolean {
  return needle.kind === 'group' ? needle.members.has(pattern.id) : needle === pattern;
}

function unfilteredOf(needle: Needle): readonly PatternNeedle[] {
  if (needle.kind === 'group') return needle.unfiltered;
  return needle.kind === 'pattern' && needle.compiled.clauses === null ? [needle] : NO_PATTERNS;
}

function byPlace(a: Range, b: Range): number {
  return a.start - b.start || a.end - b.end;
}

/** How many of the first `count` numbers pass a test that none passes after one that does not. */
function countWhile(count: number, passes: (number: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
