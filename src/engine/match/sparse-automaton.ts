/* eslint-disable @typescript-eslint/no-non-null-assertion -- because states, classes and keys are dense numberings made by the trie */
import { type Steps } from '../steps';
import { type View } from '../text/view';
import { type HitBuffer } from './automaton';
import { completeRows, type KeyTrie } from './key-trie';

const SPACE = 0x20;
/** States between two pauses. */
const STRIDE = 8_192;

/**
 * The automaton of many keys in a small part of the memory that a full table takes: complete rows for the states nearest to the root,
 * where a text is most of the time, and for the others their children and their fallback, 19 bytes a state.
 */
export class SparseAutomaton {
  readonly bytes: number;
  readonly states: number;
  readonly #trie: KeyTrie;
  /** The rows of the states below `#complete`. */
  readonly #rows: Int32Array;
  readonly #complete: number;
  /** state → whether a key ends there. */
  readonly #ends: Uint8Array;
  readonly #stretching: boolean;

  constructor(trie: KeyTrie, { rows, ends }: { readonly rows: Int32Array; readonly ends: Uint8Array }, stretching: boolean) {
    this.#trie = trie;
    this.#rows = rows;
    this.#complete = rows.length / trie.classes;
    this.#ends = ends;
    this.#stretching = stretching;
    this.states = trie.states;
    this.bytes = rows.byteLength + this.#ends.byteLength + [trie.children, trie.via, trie.fallback, trie.keyAt, trie.shorter].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** As the full table's: writes pairs (key, end) in the order of their ends. */
  scan(view: View, into: HitBuffer): number {
    into.count = 0;
    const { units, length } = view;
    const { classOf } = this.#trie;
    // Like the full table, which stays where it is: the second of two spaces, and of any two units when stretching, takes no step.
    const spaceClass = classOf[SPACE]!;
    let state = 0;
    let previous = 0;
    for (let i = 0; i < length; i++) {
      const unitClass = classOf[units[i]!]!;
      if (unitClass === 0) {
        state = 0;
        previous = 0;
        continue;
      }
      if (unitClass === previous && (this.#stretching || unitClass === spaceClass)) continue;
      previous = unitClass;
      state = this.#step(state, unitClass);
      if (this.#ends[state] === 1) this.#emit(state, i + 1, into);
    }
    return into.count;
  }

  #step(from: number, unitClass: number): number {
    const { children, via, fallback, classes } = this.#trie;
    for (let state = from; ; state = fallback[state]!) {
      if (state < this.#complete) return this.#rows[state * classes + unitClass]!;
      const end = children[state + 1]!;
      for (let child = children[state]!; child < end; child++) if (via[child] === unitClass) return child;
    }
  }

  #emit(state: number, end: number, into: HitBuffer): void {
    const { keyAt, shorter } = this.#trie;
    for (let at = state; at !== 0; at = shorter[at]!) {
      const key = keyAt[at]!;
      if (key >= 0) into.push(key, end);
    }
  }
}

/** @param bytes what the complete rows may take. */
export function* sparseAutomaton(trie: KeyTrie, bytes: number, stretching: boolean): Steps<SparseAutomaton> {
  const rows = Math.max(1, Math.min(trie.states, Math.floor(bytes / (trie.classes * Int32Array.BYTES_PER_ELEMENT))));
  const ends = new Uint8Array(trie.states);
  for (let state = 0; state < trie.states; state++) {
    if (trie.keyAt[state]! >= 0 || trie.shorter[state] !== 0) ends[state] = 1;
    if (state % STRIDE === 0) yield;
  }
  return new SparseAutomaton(trie, { rows: yield* completeRows(trie, rows), ends }, stretching);
}
