/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array or string here is kept in range by the loop around it */
import { HashTable, hashOfWord } from './hashing';

/** A word of a public list, with the number of its class (what it is about and how strong it is), from 1. */
export interface ListedWord {
  readonly word: string;
  readonly wordClass: number;
}

/** A word that is known, but stands in no list. */
const KNOWN = 1;
const SHORTEST_MASKED = 4;

/** What the scorer knows of words: which there are, which are listed as what, and what a masked one may have been. Immutable. */
export class WordKnowledge {
  readonly #table: HashTable;
  readonly #byShape = new Map<string, string[]>();

  /**
   * @param vocabulary hashes of folded words
   * @param listed folded words; of those that a mask fits the first one is taken
   */
  constructor(vocabulary: Uint32Array, listed: readonly ListedWord[]) {
    const known = Array.from(vocabulary, (hash) => [hash, KNOWN] as const);
    this.#table = new HashTable([...known, ...listed.map(({ word, wordClass }) => [hashOfWord(word), KNOWN + wordClass] as const)]);
    for (const { word } of listed) {
      if (word.length < SHORTEST_MASKED) continue;
      const shape = shapeOf(word.charCodeAt(0), word.length);
      const alike = this.#byShape.get(shape);
      if (alike) alike.push(word);
      else this.#byShape.set(shape, [word]);
    }
  }

  isKnown(hash: number): boolean {
    return this.#table.get(hash) !== 0;
  }

  /** The class of a listed word, else 0. */
  classOf(hash: number): number {
    const value = this.#table.get(hash);
    return value === 0 ? 0 : value - KNOWN;
  }

  /** The listed word that fits where `mask` stands for any letter; the first letter is not masked. */
  unmasked(units: Uint16Array, from: number, to: number, mask: number): string | undefined {
    return this.#byShape.get(shapeOf(units[from]!, to - from))?.find((word) => {
      for (let i = 0; i < word.length; i++) if (units[from + i] !== mask && units[from + i] !== word.charCodeAt(i)) return false;
      return true;
    });
  }
}

function shapeOf(first: number, length: number): string {
  return `${first} ${length}`;
}
