/* eslint-disable @typescript-eslint/no-non-null-assertion -- because slots and keys are dense numberings made here */
import { type Steps } from '../steps';

/** Bits of the filter for each hash: one place of a text in sixteen is looked up in vain. */
const BITS_EACH = 16;
/** Entries between two pauses. */
const STRIDE = 2_048;

/** Keys by a 32-bit hash of a part of each: a filter that most look-ups end at, and a table with chains of the keys that share a hash. */
export class KeyTable {
  /** A bit for each {@link bitOf} of a hash; read in the innermost loop of a scan, therefore not behind a method. */
  readonly filter: Int32Array;
  readonly mask: number;
  /** Open addressing: slot → hash, and the first key that has it, or -1. */
  readonly #hashes: Int32Array;
  readonly #firsts: Int32Array;
  readonly #nexts: Int32Array;

  /** @param keys an upper bound of the keys' numbers. @param entries how many will be added. */
  constructor(keys: number, entries: number) {
    this.filter = new Int32Array(powerOfTwo(entries * BITS_EACH) / 32);
    this.mask = this.filter.length * 32 - 1;
    const slots = powerOfTwo(entries * 2);
    this.#hashes = new Int32Array(slots);
    this.#firsts = new Int32Array(slots).fill(-1);
    this.#nexts = new Int32Array(keys).fill(-1);
  }

  get bytes(): number {
    return this.filter.byteLength + this.#hashes.byteLength + this.#firsts.byteLength + this.#nexts.byteLength;
  }

  add(key: number, hash: number): void {
    const bit = bitOf(hash) & this.mask;
    this.filter[bit >>> 5]! |= 1 << (bit & 31);
    const slot = this.#slotOf(hash);
    this.#hashes[slot] = hash;
    this.#nexts[key] = this.#firsts[slot]!;
    this.#firsts[slot] = key;
  }

  /** The first key with that hash, or -1. */
  first(hash: number): number {
    return this.#firsts[this.#slotOf(hash)]!;
  }

  /** The next key with the same hash as this one, or -1. */
  after(key: number): number {
    return this.#nexts[key]!;
  }

  #slotOf(hash: number): number {
    const last = this.#hashes.length - 1;
    let slot = (Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 7) & last;
    while (this.#firsts[slot]! >= 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & last;
    return slot;
  }
}

/** Of a hash, what {@link KeyTable.mask} takes the bit of the filter from. */
export function bitOf(hash: number): number {
  return hash ^ (hash >>> 15);
}

/** @param keys how many keys are numbered in all. @param hashes key → its hash. */
export function* keyTableInSteps(keys: number, hashes: ReadonlyMap<number, number>): Steps<KeyTable> {
  const table = new KeyTable(keys, hashes.size);
  let done = 0;
  for (const [key, hash] of hashes) {
    table.add(key, hash);
    if (done++ % STRIDE === 0) yield;
  }
  return table;
}

/** At least 1,024, so that a filter of few keys lets little pass. */
function powerOfTwo(least: number): number {
  return 2 ** Math.max(10, Math.ceil(Math.log2(least + 1)));
}
