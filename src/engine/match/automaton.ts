/* eslint-disable @typescript-eslint/no-non-null-assertion -- because states, classes and keys are dense numberings made here */
import { allAtOnce, type Steps } from '../steps';
import { isSpaceUnit } from '../text/tokens';
import { type View } from '../text/view';
import { completeRows, keyTrie } from './key-trie';
import { sparseAutomaton, type SparseAutomaton } from './sparse-automaton';

const SPACE = 0x20;

interface Tables {
  readonly classOf: Uint16Array;
  readonly classes: number;
  readonly next: Int32Array;
  readonly keyAt: Int32Array;
  readonly shorter: Int32Array;
}

/**
 * Finds every occurrence of every key in one pass: Aho and Corasick's automaton (1975). A space in a key stands for any run of white
 * space.
 */
export class Automaton {
  readonly #finder: FullTable | SparseAutomaton;

  constructor(
    private readonly keys: readonly string[],
    finder: FullTable | SparseAutomaton,
  ) {
    this.#finder = finder;
  }

  get states(): number {
    return this.#finder.states;
  }

  get bytes(): number {
    return this.#finder.bytes;
  }

  /**
   * Writes the occurrences as pairs (key, end) in the order of their ends.
   * @returns how many pairs were written.
   */
  scan(view: View, into: HitBuffer): number {
    return this.#finder.scan(view, into);
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

/**
 * The automaton as a full table: a row per state, a column per class of units that the keys tell apart. Memory: classes × states × 4
 * bytes; 10,000 words need about 8 MB.
 */
class FullTable {
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

  constructor(tables: Tables) {
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

/** A full table above this, and rows are complete for the first states only (rules.md 3.4). */
const MOST_BYTES = 48e6;
/** What the complete rows may then take. */
const COMPLETE_BYTES = 8e6;
/** Cells that are looked at between two pauses. */
const STRIDE = 65_536;

/**
 * Builds the automaton over distinct, non-empty, folded keys in which white space is a single space. One that is `stretching` takes a
 * run of any unit for one such unit, and reports a key at the first unit of its last run; its keys have no runs.
 */
export function buildAutomaton(keys: readonly string[], options: BuildOptions = {}): Automaton {
  return allAtOnce(automatonInSteps(keys, options));
}

export interface BuildOptions {
  readonly stretching?: boolean;
  /** For tests: what a full table may take. */
  readonly mostBytes?: number;
}

/** {@link buildAutomaton} with places to pause. */
export function* automatonInSteps(keys: readonly string[], { stretching = false, mostBytes = MOST_BYTES }: BuildOptions = {}): Steps<Automaton> {
  const trie = yield* keyTrie(keys);
  const { states, classes, classOf, keyAt, shorter } = trie;
  if (states * classes * Int32Array.BYTES_PER_ELEMENT > mostBytes) return new Automaton(keys, yield* sparseAutomaton(trie, Math.min(mostBytes, COMPLETE_BYTES), stretching));
  const table = yield* completeRows(trie, states);
  if (stretching) for (let c = 1; c < classes; c++) yield* stayOn(table, classes, c);
  else yield* stayOn(table, classes, classOf[SPACE]!);
  yield* encode({ table, keyAt, shorter, classes }, stretching);
  return new Automaton(keys, new FullTable({ classOf, classes, next: table, keyAt, shorter }));
}

/** The second of two units of this class takes no step. */
function* stayOn(table: Int32Array, classes: number, unitClass: number): Steps<void> {
  if (unitClass === 0) return;
  yield;
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

/** In place: as {@link FullTable} reads it. A stretching automaton that stays where it is has reported the key already. */
function* encode({ table, keyAt, shorter, classes }: Unencoded, stretching: boolean): Steps<void> {
  const rows = Math.ceil(STRIDE / classes);
  for (let from = 0, cell = 0; cell < table.length; from++) {
    if (from % rows === 0) yield;
    for (const next = cell + classes; cell < next; cell++) {
      const state = table[cell]!;
      const ends = (keyAt[state]! >= 0 || shorter[state]! !== 0) && !(stretching && state === from);
      table[cell] = ((state * classes) << 1) | (ends ? 1 : 0);
    }
  }
}
