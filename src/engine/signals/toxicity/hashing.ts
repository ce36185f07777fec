/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the mask or loop around it */

/** Where every hash of units begins, and what each step multiplies with (FNV-1a, 32 bits). */
export const FNV_START = 0x811c9dc5;
export const FNV_PRIME = 0x01000193;

export function hashOfUnits(units: Uint16Array, from: number, to: number): number {
  let hash = FNV_START;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ units[i]!, FNV_PRIME);
  return hash >>> 0;
}

export function hashOfWord(word: string): number {
  let hash = FNV_START;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), FNV_PRIME);
  return hash >>> 0;
}

/** Hashes with a small number each: an open table that is never more than half full. The number 0 stands for "not there". */
export class HashTable {
  readonly #keys: Uint32Array;
  readonly #values: Uint8Array;
  readonly #mask: number;

  /** Of several values for one hash the last one stays. Values from 1 to 255. */
  constructor(entries: Iterable<readonly [hash: number, value: number]>) {
    const all = [...entries];
    const size = 2 ** Math.max(4, Math.ceil(Math.log2((all.length + 1) * 2)));
    this.#keys = new Uint32Array(size);
    this.#values = new Uint8Array(size);
    this.#mask = size - 1;
    for (const [hash, value] of all) {
      const at = this.#placeOf(hash);
      this.#keys[at] = hash;
      this.#values[at] = value;
    }
  }

  get(hash: number): number {
    return this.#values[this.#placeOf(hash)]!;
  }

  #placeOf(hash: number): number {
    let at = (hash ^ (hash >>> 15)) & this.#mask;
    while (this.#values[at] !== 0 && this.#keys[at] !== hash) at = (at + 1) & this.#mask;
    return at;
  }
}
