/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array or string here is kept in range by the loop around it */
/**
 * A normalised reading of a text that keeps the way back: unit `i` of the view stands for the original's
 * UTF-16 units `start[i]` up to, not including, `end[i]`. A match `[a, b)` in any view is the original's
 * `[start[a], end[b - 1])`, however many normalisations lie between (rules.md 3.2).
 */
export interface View {
  readonly length: number;
  readonly units: Uint16Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The units as a string, for regular expressions. */
  readonly text: string;
}

/** Half-open range in UTF-16 units of the original text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The original's range for the view's half-open range. An empty range maps to an empty range. */
export function originalRange(view: View, from: number, to: number): Range {
  if (to <= from) {
    const at = from < view.length ? view.start[from]! : view.length > 0 ? view.end[view.length - 1]! : 0;
    return { start: at, end: at };
  }
  return { start: view.start[from]!, end: view.end[to - 1]! };
}

let sameStart = new Int32Array(0);
let sameEnd = new Int32Array(0);

function growIdentity(length: number): void {
  if (sameStart.length >= length) return;
  const size = Math.max(4096, length * 2);
  sameStart = Int32Array.from({ length: size }, (_, i) => i);
  sameEnd = Int32Array.from({ length: size }, (_, i) => i + 1);
}

/** Whether every unit of the view stands for the unit at its own place in the original. */
export function isInPlace(view: View): boolean {
  return view instanceof IdentityView;
}

class IdentityView implements View {
  readonly start = sameStart;
  readonly end = sameEnd;
  readonly length: number;
  #units: Uint16Array | undefined;

  constructor(readonly text: string) {
    this.length = text.length;
  }

  get units(): Uint16Array {
    if (this.#units === undefined) {
      this.#units = new Uint16Array(this.length);
      for (let i = 0; i < this.length; i++) this.#units[i] = this.text.charCodeAt(i);
    }
    return this.#units;
  }
}

/** The text as it stands: every unit stands for itself. The offset arrays are shared, hence may be longer than the view. */
export function identityView(text: string): View {
  growIdentity(text.length);
  return new IdentityView(text);
}

const CHUNK = 4096;

function stringOf(units: Uint16Array): string {
  if (units.length <= CHUNK) return fromUnits(units);
  let text = '';
  for (let at = 0; at < units.length; at += CHUNK) text += fromUnits(units.subarray(at, at + CHUNK));
  return text;
}

// `apply` takes the typed array as it is; spreading it would go through an iterator, at ten times the cost.
function fromUnits(units: Uint16Array): string {
  return String.fromCharCode.apply(undefined, units as unknown as number[]);
}

/** Another text that reads like a view once its capitals are small: its conversion is many times faster than writing units. */
export interface Written {
  readonly text: string;
  readonly inSmall: boolean;
}

function textOf({ text, inSmall }: Written): string {
  return inSmall ? text.toLowerCase() : text;
}

class BuiltView implements View {
  readonly length: number;
  #text: string | undefined;

  constructor(
    readonly units: Uint16Array,
    readonly start: Int32Array,
    readonly end: Int32Array,
    private readonly written?: Written,
  ) {
    this.length = units.length;
  }

  get text(): string {
    this.#text ??= this.written === undefined ? stringOf(this.units) : textOf(this.written);
    return this.#text;
  }
}

/**
 * Memory for views, handed out piece by piece: a typed array of its own costs a microsecond and the garbage collector's attention. What
 * was handed out is never handed out again; a block lives as long as one of its views.
 */
class Arena {
  static readonly #BLOCK = 1 << 18;
  #block = new ArrayBuffer(0);
  #used = 0;

  units(from: Uint16Array, length: number): Uint16Array {
    const at = this.#take(length * Uint16Array.BYTES_PER_ELEMENT);
    const units = new Uint16Array(this.#block, at, length);
    for (let i = 0; i < length; i++) units[i] = from[i]!;
    return units;
  }

  offsets(from: Int32Array, length: number): Int32Array {
    const at = this.#take(length * Int32Array.BYTES_PER_ELEMENT);
    const offsets = new Int32Array(this.#block, at, length);
    for (let i = 0; i < length; i++) offsets[i] = from[i]!;
    return offsets;
  }

  /** Where so many bytes begin, in steps of what the widest element needs. */
  #take(bytes: number): number {
    if (this.#used + bytes > this.#block.byteLength) {
      this.#block = new ArrayBuffer(Math.max(Arena.#BLOCK, bytes));
      this.#used = 0;
    }
    const at = this.#used;
    this.#used = (at + bytes + 7) & ~7;
    return at;
  }
}

const arena = new Arena();

/** Collects a view unit by unit in buffers that are reused: one builder serves one pass at a time. */
export class ViewBuilder {
  length = 0;
  units = new Uint16Array(1024);
  start = new Int32Array(1024);
  end = new Int32Array(1024);

  /** Empties the builder and makes room for `capacity` units. */
  begin(capacity: number): void {
    this.length = 0;
    this.reserve(capacity);
  }

  reserve(capacity: number): void {
    if (this.units.length >= capacity) return;
    const size = capacity * 2;
    const [units, start, end] = [this.units, this.start, this.end];
    this.units = new Uint16Array(size);
    this.start = new Int32Array(size);
    this.end = new Int32Array(size);
    this.units.set(units);
    this.start.set(start);
    this.end.set(end);
  }

  push(unit: number, start: number, end: number): void {
    if (this.length === this.units.length) this.reserve(this.length + 1);
    this.units[this.length] = unit;
    this.start[this.length] = start;
    this.end[this.length] = end;
    this.length++;
  }

  pushText(text: string, start: number, end: number): void {
    for (let i = 0; i < text.length; i++) this.push(text.charCodeAt(i), start, end);
  }

  /** A copy of what was collected, where every unit stands for the unit at its own place in the original. */
  finishInPlace(written?: Written): View {
    growIdentity(this.length);
    return new BuiltView(arena.units(this.units, this.length), sameStart, sameEnd, written);
  }

  /** A copy of what was collected. */
  finish(): View {
    const n = this.length;
    return new BuiltView(arena.units(this.units, n), arena.offsets(this.start, n), arena.offsets(this.end, n));
  }
}
