/* eslint-disable @typescript-eslint/no-non-null-assertion -- because states, classes and keys are dense numberings made here */
import { allAtOnce, type Steps } from '../steps';
import { isSpaceUnit } from '../text/tokens';
import { type View } from '../text/view';
import { completeRows, keyTrie } from './key-trie';
import { sparseAutomaton, type SparseAutomaton } from './sparse-automaton';

const SPACE = 0x20;

type Finder = FullTable | SparseAutomaton;

interface Tables {
  /** UTF-16 unit → class; 0 is every unit that no key contains. */
  readonly classOf: Uint16Array;
  readonly classes: number;
  /** state × class → next state × 2, plus 1 when a key ends there. */
  readonly next: Cells;
  /** state → the key that ends there, or -1. */
  readonly keyAt: Int32Array;
  /** state → the longest proper suffix state at which a key ends, or 0. */
  readonly shorter: Int32Array;
}

/** Two bytes for an automaton of few states, so that twice as much of it lies near the processor. */
type Cells = Uint16Array | Int32Array;

/**
 * Finds every occurrence of every key in one pass: Aho and Corasick's automaton (1975). A space in a key stands for any run of white
 * space.
 */
export class Automaton {
  readonly #finder: Finder;

  constructor(finder: Finder) {
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
}

/** Where the key that ends at `end` begins in the view. */
export function startOfKey(key: string, view: View, end: number): number {
  if (!key.includes(' ')) return end - key.length;
  let at = end;
  for (let j = key.length - 1; j >= 0; j--) {
    if (key.charCodeAt(j) !== SPACE) at--;
    else while (at > 0 && isSpaceUnit(view.units[at - 1]!)) at--;
  }
  return at;
}

/** States that fit into two bytes beside the bit that says that a key ends there. */
const MOST_NARROW = 0x7fff;

/** The automaton as a full table: a row per state, a column per class of units that the keys tell apart. */
class FullTable {
  constructor(private readonly tables: Tables) {}

  get bytes(): number {
    return this.tables.next.byteLength;
  }

  get states(): number {
    return this.tables.keyAt.length;
  }

  scan(view: View, into: HitBuffer): number {
    into.count = 0;
    const { units, length } = view;
    const { classOf, classes, next } = this.tables;
    let step = 0;
    for (let i = 0; i < length; i++) {
      step = next[(step >> 1) * classes + classOf[units[i]!]!]!;
      if ((step & 1) !== 0) this.#emit(step >> 1, i + 1, into);
    }
    return into.count;
  }

  #emit(state: number, end: number, into: HitBuffer): void {
    const { keyAt, shorter } = this.tables;
    for (let at = state; at !== 0; at = shorter[at]!) {
      const key = keyAt[at]!;
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
  if (states * classes * Int32Array.BYTES_PER_ELEMENT > mostBytes) return new Automaton(yield* sparseAutomaton(trie, Math.min(mostBytes, COMPLETE_BYTES), stretching));
  const table = yield* completeRows(trie, states);
  if (stretching) for (let c = 1; c < classes; c++) yield* stayOn(table, classes, c);
  else yield* stayOn(table, classes, classOf[SPACE]!);
  // A stretching automaton that stays where it is has reported the key already.
  const finds = (from: number, to: number): boolean => (keyAt[to]! >= 0 || shorter[to]! !== 0) && !(stretching && to === from);
  const cells = states <= MOST_NARROW ? new Uint16Array(table.length) : table;
  yield* encode(table, cells, classes, finds);
  return new Automaton(new FullTable({ classOf, classes, next: cells, keyAt, shorter }));
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

/** Writes next states as {@link Tables.next} has them; `cells` may be the table itself. */
function* encode(table: Int32Array, cells: Cells, classes: number, finds: (from: number, to: number) => boolean): Steps<void> {
  const rows = Math.ceil(STRIDE / classes);
  for (let from = 0, cell = 0; cell < table.length; from++) {
    if (from % rows === 0) yield;
    for (const next = cell + classes; cell < next; cell++) cells[cell] = (table[cell]! << 1) | (finds(from, table[cell]!) ? 1 : 0);
  }
}
