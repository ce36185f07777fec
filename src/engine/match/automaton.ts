/* eslint-disable @typescript-eslint/no-non-null-assertion -- because states, classes and keys are dense numberings made here */
import { isSpaceUnit } from '../text/tokens';
import { type View } from '../text/view';

const SPACE = 0x20;

interface Tables {
  readonly classOf: Uint16Array;
  readonly classes: number;
  readonly next: Int32Array;
  readonly keyAt: Int32Array;
  readonly shorter: Int32Array;
}

/**
 * Finds every occurrence of every key in one pass: Aho and Corasick's automaton (1975), made into a full table (a row per
 * state, a column per class of units that the keys tell apart). Memory: classes × states × 4 bytes; 10,000 words need about
 * 8 MB. A space in a key stands for any run of white space.
 */
export class Automaton {
  readonly bytes: number;
  /** UTF-16 unit → class; 0 is every unit that no key contains. */
  readonly #classOf: Uint16Array;
  readonly #classes: number;
  /** state × class → next state × classes × 2, plus 1 when a key ends there. */
  readonly #next: Int32Array;
  /** state → the key that ends there, or -1. */
  readonly #keyAt: Int32Array;
  /** state → the longest proper suffix state at which a key ends, or 0. */
  readonly #shorter: Int32Array;

  constructor(
    private readonly keys: readonly string[],
    tables: Tables,
  ) {
    this.#classOf = tables.classOf;
    this.#classes = tables.classes;
    this.#next = tables.next;
    this.#keyAt = tables.keyAt;
    this.#shorter = tables.shorter;
    this.bytes = tables.next.byteLength;
  }

  get states(): number {
    return this.#keyAt.length;
  }

  /**
   * Writes the occurrences as pairs (key, end) in the order of their ends.
   * @returns how many pairs were written.
   */
  scan(view: View, into: HitBuffer): number {
    into.count = 0;
    const { units, length } = view;
    const classOf = this.#classOf;
    const next = this.#next;
    let row = 0;
    for (let i = 0; i < length; i++) {
      const step = next[row + classOf[units[i]!]!]!;
      row = step >> 1;
      if ((step & 1) !== 0) this.#emit(row / this.#classes, i + 1, into);
    }
    return into.count;
  }

  #emit(state: number, end: number, into: HitBuffer): void {
    for (let at = state; at !== 0; at = this.#shorter[at]!) {
      const key = this.#keyAt[at]!;
      if (key >= 0) into.push(key, end);
    }
  }

  /** Where the key that ends at `end` begins in the view. */
  startOf(key: number, view: View, end: number): number {
    const text = this.keys[key]!;
    if (!text.includes(' ')) return end - text.length;
    let at = end;
    for (let j = text.length - 1; j >= 0; j--) {
      if (text.charCodeAt(j) !== SPACE) at--;
      else while (at > 0 && isSpaceUnit(view.units[at - 1]!)) at--;
    }
    return at;
  }
}

/** Pairs of numbers in a buffer that grows and is reused. */
export class HitBuffer {
  count = 0;
  keys = new Int32Array(256);
  ends = new Int32Array(256);

  push(key: number, end: number): void {
    if (this.count === this.keys.length) {
      const [keys, ends] = [this.keys, this.ends];
      this.keys = new Int32Array(this.count * 2);
      this.ends = new Int32Array(this.count * 2);
      this.keys.set(keys);
      this.ends.set(ends);
    }
    this.keys[this.count] = key;
    this.ends[this.count++] = end;
  }
}

/**
 * Builds the automaton over distinct, non-empty, folded keys in which white space is a single space. One that is `stretching` takes a
 * run of any unit for one such unit, and reports a key at the first unit of its last run; its keys have no runs.
 */
export function buildAutomaton(keys: readonly string[], { stretching = false } = {}): Automaton {
  const { classOf, classes } = classify(keys);
  const total = countStates(keys);
  const table = new Int32Array(total * classes);
  const keyAt = new Int32Array(total).fill(-1);
  let states = 1;
  keys.forEach((key, id) => {
    let state = 0;
    for (let i = 0; i < key.length; i++) {
      const cell = state * classes + classOf[key.charCodeAt(i)]!;
      if (table[cell] === 0) table[cell] = states++;
      state = table[cell]!;
    }
    keyAt[state] = id;
  });
  const shorter = complete(table, keyAt, classes);
  if (stretching) for (let c = 1; c < classes; c++) stayOn(table, classes, c);
  else stayOn(table, classes, classOf[SPACE]!);
  return new Automaton(keys, { classOf, classes, next: encode({ table, keyAt, shorter, classes }, stretching), keyAt, shorter });
}

/** Distinct prefixes of the keys, the empty one included: exactly the memory that the table needs. */
function countStates(keys: readonly string[]): number {
  let states = 1;
  let previous = '';
  for (const key of [...keys].sort()) {
    let shared = 0;
    while (shared < key.length && key.charCodeAt(shared) === previous.charCodeAt(shared)) shared++;
    states += key.length - shared;
    previous = key;
  }
  return states;
}

function classify(keys: readonly string[]): { classOf: Uint16Array; classes: number } {
  const classOf = new Uint16Array(0x10000);
  let classes = 1;
  for (const key of keys) {
    for (let i = 0; i < key.length; i++) {
      const unit = key.charCodeAt(i);
      if (classOf[unit] === 0) classOf[unit] = classes++;
    }
  }
  classOf[0x0a] = classOf[SPACE]!;
  return { classOf, classes };
}

/** Fills in, breadth first, the steps that fall back to a suffix; returns each state's longest suffix state with a key. */
function complete(table: Int32Array, keyAt: Int32Array, classes: number): Int32Array {
  const states = table.length / classes;
  const fallback = new Int32Array(states);
  const shorter = new Int32Array(states);
  const queue = new Int32Array(states);
  let tail = 0;
  for (let c = 0; c < classes; c++) if (table[c] !== 0) queue[tail++] = table[c]!;
  for (let head = 0; head < tail; head++) {
    const state = queue[head]!;
    const suffix = fallback[state]!;
    shorter[state] = keyAt[suffix]! >= 0 ? suffix : shorter[suffix]!;
    const [row, suffixRow] = [state * classes, suffix * classes];
    for (let c = 0; c < classes; c++) {
      const target = table[row + c]!;
      if (target === 0) table[row + c] = table[suffixRow + c]!;
      else {
        fallback[target] = table[suffixRow + c]!;
        queue[tail++] = target;
      }
    }
  }
  return shorter;
}

/** The second of two units of this class takes no step. */
function stayOn(table: Int32Array, classes: number, unitClass: number): void {
  if (unitClass === 0) return;
  for (let cell = unitClass; cell < table.length; cell += classes) {
    const state = table[cell]!;
    if (state !== 0) table[state * classes + unitClass] = state;
  }
}

interface Unencoded {
  readonly table: Int32Array;
  readonly keyAt: Int32Array;
  readonly shorter: Int32Array;
  readonly classes: number;
}

/** A stretching automaton that stays where it is has reported the key already. */
function encode({ table, keyAt, shorter, classes }: Unencoded, stretching: boolean): Int32Array {
  for (let from = 0, i = 0; i < table.length; from++) {
    for (const next = i + classes; i < next; i++) {
      const state = table[i]!;
      const ends = keyAt[state]! >= 0 || shorter[state]! !== 0;
      table[i] = ((state * classes) << 1) | (ends && !(stretching && state === from) ? 1 : 0);
    }
  }
  return table;
}
