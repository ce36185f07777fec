/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { FNV_PRIME, FNV_START } from './hashing';

const LONGEST = 64;
const LONGEST_PART = 16;
const SHORTEST_PART = 2;

/** Finds the word that was meant where letters were repeated or words were written letter by letter. Its buffers are reused. */
export class Repair {
  /** Places of the units that are kept, after {@link withoutRepeats} has found a word. */
  readonly kept = new Int32Array(LONGEST);
  length = 0;

  /**
   * Whether the word with some repeats taken out is known: every run halved, one run made single, all made single, long ones made double. What is
   * kept then stands in `kept`. A word that stays unknown is cut to runs of three at most, and true returned, if it had longer ones.
   */
  withoutRepeats(units: Uint16Array, from: number, to: number, isKnown: (hash: number) => boolean): boolean {
    if (to - from > LONGEST) return this.#shorten(units, from, to);
    if (this.#isHalved(units, from, to) && isKnown(this.#hash(units))) return true;
    for (let at = from + 1; at < to; at++) {
      if (units[at] !== units[at - 1] || (at - 2 >= from && units[at - 2] === units[at])) continue;
      this.#keep(units, { from, to }, (run, index) => index >= at - 1 && index < at && run > 1 ? 1 : run);
      if (isKnown(this.#hash(units))) return true;
    }
    this.#keep(units, { from, to }, () => 1);
    if (isKnown(this.#hash(units))) return true;
    this.#keep(units, { from, to }, (run) => Math.min(run, 2));
    if (isKnown(this.#hash(units))) return true;
    return this.#shorten(units, from, to);
  }

  #shorten(units: Uint16Array, from: number, to: number): boolean {
    this.#keep(units, { from, to: Math.min(to, from + LONGEST) }, (run) => Math.min(run, 3));
    return this.length < to - from;
  }

  /** Keeps so many of each run as `many` says; `many` gets the run's length and where it begins. */
  #keep(units: Uint16Array, { from, to }: { readonly from: number; readonly to: number }, many: (run: number, at: number) => number): void {
    this.length = 0;
    for (let at = from; at < to; ) {
      let end = at + 1;
      while (end < to && units[end] === units[at]) end++;
      const count = many(end - at, at);
      for (let i = 0; i < count; i++) this.kept[this.length++] = at + i;
      at = end;
    }
  }

  #isHalved(units: Uint16Array, from: number, to: number): boolean {
    let isEven = true;
    this.#keep(units, { from, to }, (run) => {
      if (run % 2 === 1) isEven = false;
      return run >> 1;
    });
    return isEven;
  }

  #hash(units: Uint16Array): number {
    let hash = FNV_START;
    for (let i = 0; i < this.length; i++) hash = Math.imul(hash ^ units[this.kept[i]!]!, FNV_PRIME);
    return hash >>> 0;
  }

  /**
   * Where known words begin in letters written without spaces between words: the cut with the fewest letters left over, then with the fewest
   * parts. Empty if the letters are no row of known words.
   */
  segments(units: Uint16Array, from: number, to: number, isKnown: (hash: number) => boolean): readonly number[] {
    const length = Math.min(to - from, 2 * LONGEST);
    // cost[i]: of the best cut of the first i letters; a letter in no word costs 10, a word 1.
    const cost = new Int32Array(length + 1).fill(1 << 30);
    const back = new Int32Array(length + 1);
    cost[0] = 0;
    for (let at = 0; at < length; at++) {
      if (cost[at]! + 10 < cost[at + 1]!) [cost[at + 1], back[at + 1]] = [cost[at]! + 10, at];
      let hash = FNV_START;
      for (let end = at + 1; end <= Math.min(length, at + LONGEST_PART); end++) {
        hash = Math.imul(hash ^ units[from + end - 1]!, FNV_PRIME);
        if (end - at < SHORTEST_PART && units[from + at] !== 0x69 && units[from + at] !== 0x61) continue;
        if (cost[at]! + 1 < cost[end]! && isKnown(hash >>> 0)) [cost[end], back[end]] = [cost[at]! + 1, at];
      }
    }
    if (cost[length]! * 2 > length * 10) return [];
    const starts: number[] = [];
    for (let at = back[length]!; at > 0; at = back[at]!) starts.unshift(from + at);
    return starts;
  }
}
