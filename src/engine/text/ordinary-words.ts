import { fold } from './fold';
import { wordClassAt, WORD } from './tokens';
import { type View } from './view';

/** Words that nobody writes to hide another: a disguise is none if it is one of them (rules.md 3.2, V5). */
export interface OrdinaryWords {
  /** `word`: as the fold view shows it. */
  has(word: string): boolean;
}

/**
 * What a site's approved comments taught: folded words as {@link wordsOf} cuts them. Immutable; whoever judges with it names its
 * version in the evaluation, so that a replay can load the same one.
 */
export interface Vocabulary {
  readonly version: string;
  readonly words: OrdinaryWords;
}

const EMPTY = 0;

/**
 * A dictionary of many words in little memory: 32-bit hashes in an open table, about 8 bytes a word. One unknown word in some thousands is
 * taken for a known one, which costs a missed disguise and never a false hit; the same words always give the same table.
 */
export class HashedWords implements OrdinaryWords {
  /** @param table as {@link hashWords} made it; may be shared between threads. */
  constructor(readonly table: Uint32Array) {}

  has(word: string): boolean {
    const { table } = this;
    const mask = table.length - 1;
    const hash = hashOf(word);
    for (let at = hash & mask; table[at] !== EMPTY; at = (at + 1) & mask) if (table[at] === hash) return true;
    return false;
  }
}

/** @param most an upper bound of how many words there are. Words are folded. */
export function hashWords(words: Iterable<string>, most: number): HashedWords {
  const table = new WordTable(most);
  for (const word of words) table.add(word);
  return table.words();
}

/** Fills the table of {@link HashedWords}. */
export class WordTable {
  readonly #table: Uint32Array;
  readonly #most: number;
  #count = 0;

  /** @param most an upper bound of how many words will come. */
  constructor(most: number) {
    this.#table = new Uint32Array(new SharedArrayBuffer(2 ** Math.max(4, Math.ceil(Math.log2((most + 1) * 1.5))) * Uint32Array.BYTES_PER_ELEMENT));
    this.#most = most;
  }

  words(): HashedWords {
    return new HashedWords(this.#table);
  }

  add(word: string): void {
    this.#put(hashOf(/^[a-z]+$/.test(word) ? word : fold(word)));
  }

  /** The words of a JSON array of strings, as bytes: most are plain letters, of which no string need be made. */
  addJson(json: Uint8Array, decode: (word: Uint8Array) => string): void {
    let from = -1;
    let hash = FIRST;
    let isPlain = true;
    for (let i = 0; i < json.length; i++) {
      const byte = json[i] ?? 0;
      if (byte !== QUOTE) {
        if (byte < 0x61 || byte > 0x7a) isPlain = false;
        hash = Math.imul(hash ^ byte, PRIME);
        continue;
      }
      if (from >= 0 && isPlain) this.#put(finished(hash));
      else if (from >= 0) this.add(decode(json.subarray(from, i)));
      from = from < 0 ? i + 1 : -1;
      hash = FIRST;
      isPlain = true;
    }
  }

  #put(hash: number): void {
    const mask = this.#table.length - 1;
    let at = hash & mask;
    while (this.#table[at] !== EMPTY && this.#table[at] !== hash) at = (at + 1) & mask;
    if (this.#table[at] === hash) return;
    if (++this.#count > this.#most) throw new RangeError(`There are more than ${String(this.#most)} words.`);
    this.#table[at] = hash;
  }
}

const QUOTE = 0x22;
const FIRST = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a over UTF-16 units with a final mix; never {@link EMPTY}. */
function hashOf(word: string): number {
  let hash = FIRST;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
  return finished(hash);
}

function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  mixed = (mixed ^ (mixed >>> 16)) >>> 0;
  return mixed === EMPTY ? 1 : mixed;
}

/** Words that any of these knows. */
export function wordsOfAny(...sources: readonly OrdinaryWords[]): OrdinaryWords {
  return { has: (word) => sources.some((source) => source.has(word)) };
}

/** The words of a fold view for a {@link Vocabulary}: what stands between white space, without punctuation at its ends. */
export function wordsOf(fold: View): readonly string[] {
  const words: string[] = [];
  const { text, units } = fold;
  for (const { index, 0: chunk } of text.matchAll(/\S+/gu)) {
    let [from, to] = [index, index + chunk.length];
    while (from < to && wordClassAt(units, from) < WORD) from++;
    while (to > from && wordClassAt(units, to - 1) < WORD) to--;
    if (from < to) words.push(text.slice(from, to));
  }
  return words;
}
