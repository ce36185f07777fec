/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index is checked against the array's length */
import { type DisguisableTerm } from './evasion-index';

/** Terms that are looked for one letter off. */
const MIN_LETTERS = 6;
const MAX_LETTERS = 40;
// A hash of 32 bits and a number of 21 fit exactly into one double.
const MOST_TERMS = 2 ** 21;

/**
 * Finds the terms at edit distance one from a word: a letter more, a letter less or another letter. By the letters' deletions (W. Garbe's
 * symmetric delete): two words one edit apart share a deletion or one is the other's. Memory: 8 bytes for each letter of the terms.
 */
export class NearMisses {
  readonly #terms: readonly DisguisableTerm[];
  /** Hash of a deletion × {@link MOST_TERMS} + number of the term, rising. */
  readonly #deletions: Float64Array;

  constructor(terms: readonly DisguisableTerm[]) {
    this.#terms = terms.filter(({ key }) => isLooked(key)).slice(0, MOST_TERMS);
    const all = new Float64Array(this.#terms.reduce((sum, { key }) => sum + key.length + 1, 0));
    let at = 0;
    this.#terms.forEach(({ key }, term) => {
      for (const hash of deletionsOf(key)) all[at++] = hash * MOST_TERMS + term;
    });
    this.#deletions = all.sort();
  }

  get isEmpty(): boolean {
    return this.#terms.length === 0;
  }

  /** Terms one edit away from a folded word; never the word itself. */
  of(word: string): readonly DisguisableTerm[] {
    if (word.length < MIN_LETTERS - 1 || word.length > MAX_LETTERS + 1) return [];
    const found = new Set<DisguisableTerm>();
    for (const hash of deletionsOf(word)) {
      for (let at = this.#firstOf(hash); at < this.#deletions.length && Math.floor(this.#deletions[at]! / MOST_TERMS) === hash; at++) {
        const term = this.#terms[this.#deletions[at]! % MOST_TERMS]!;
        if (isOneOff(term.key, word)) found.add(term);
      }
    }
    return [...found];
  }

  #firstOf(hash: number): number {
    let low = 0;
    let high = this.#deletions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#deletions[middle]! < hash * MOST_TERMS) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isLooked(key: string): boolean {
  return key.length >= MIN_LETTERS && key.length <= MAX_LETTERS && /^\p{L}+$/u.test(key);
}

/** Hashes of the word and of the word without each of its letters, each once. */
function deletionsOf(word: string): ReadonlySet<number> {
  const hashes = new Set<number>([hashWithout(word, -1)]);
  for (let i = 0; i < word.length; i++) hashes.add(hashWithout(word, i));
  return hashes;
}

function hashWithout(word: string, left: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) if (i !== left) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Whether two words are exactly one insertion, deletion or substitution apart. */
export function isOneOff(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || short === long) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  const rest = long.length === short.length ? i + 1 : i;
  return short.slice(rest) === long.slice(i + 1);
}
