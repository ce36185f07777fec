/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { type View } from '../../text/view';
import { FNV_PRIME, FNV_START } from './hashing';
import { type IdentityTerms } from './identity-terms';
import { MOST_UNITS, WordReader } from './read-words';
import { type WordKnowledge } from './word-knowledge';

/** Every feature falls into one of so many buckets, each with a weight per label. */
export const BUCKET_BITS = 17;
export const BUCKETS = 2 ** BUCKET_BITS;

/** Groups of features; within each the values are scaled on their own. */
export const GROUPS = 3;
/** Units of the shortest and longest piece of a word. */
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;
/** Words over which two listed ones still say something together. */
const WINDOW = 4;
const SHIFT = 32 - BUCKET_BITS;
const WORD_SALT = 0x51ed270b;
const CLASS_SALT = 0x7feb352d;
const CLASS_PAIR_SALT = 0x68bc21eb;
const MOST = 4 * (4 * MOST_UNITS + 256);

/** 1 + ln(times): the tenth "stupid" says less than the first. */
const LOG_TF = Float64Array.from({ length: 256 }, (_, times) => (times === 0 ? 0 : 1 + Math.log(times)));

/** The features of one text. Filled anew by each `read`; one reader serves one text at a time. */
export class FeatureReader {
  readonly words = new WordReader();
  /** Buckets of the text, each once; group `g` is from `ends[g - 1]` up to `ends[g]`. */
  readonly buckets = new Int32Array(MOST);
  readonly values = new Float64Array(MOST);
  readonly ends = new Int32Array(GROUPS);
  count = 0;
  /** Buckets of the words and of their pieces in the order of the text, as often as they stand there: of word `w` itself `occurrences[firsts[w]]`, then its pieces up to `firsts[w + 1]`. */
  readonly occurrences = new Int32Array(MOST);
  readonly firsts = new Int32Array(2 * MOST_UNITS + 65);
  readonly #times = new Uint8Array(BUCKETS);

  /** @param seen told of every occurrence, as bucket and range of `words.units`; for explaining a score. */
  read(fold: View, knowledge: WordKnowledge, identity: IdentityTerms, seen?: (bucket: number, from: number, to: number) => void): void {
    this.words.read(fold, knowledge, identity);
    this.count = 0;
    this.#readWords(seen);
    this.#close(0, true);
    this.#readGrams(seen);
    this.#close(1, true);
    this.#readClasses(seen);
    this.#close(2, false);
    for (let i = 0; i < this.count; i++) this.#times[this.buckets[i]!] = 0;
  }

  #add(bucket: number): void {
    const times = this.#times[bucket]!;
    if (times === 0) this.buckets[this.count++] = bucket;
    if (times < 255) this.#times[bucket] = times + 1;
  }

  #close(group: number, isScaled: boolean): void {
    const from = group === 0 ? 0 : this.ends[group - 1]!;
    let sum = 0;
    for (let i = from; i < this.count; i++) {
      const value = LOG_TF[this.#times[this.buckets[i]!]!]!;
      this.values[i] = value;
      sum += value * value;
    }
    if (isScaled && sum > 0) {
      const factor = 1 / Math.sqrt(sum);
      for (let i = from; i < this.count; i++) this.values[i]! *= factor;
    }
    this.ends[group] = this.count;
  }

  #readWords(seen?: (bucket: number, from: number, to: number) => void): void {
    const { words, wordHash, wordFrom, wordTo } = this.words;
    for (let w = 0; w < words; w++) {
      const bucket = wordBucket(wordHash[w]!);
      this.#add(bucket);
      if (seen) seen(bucket, wordFrom[w]!, wordTo[w]!);
    }
  }

  #readGrams(seen?: (bucket: number, from: number, to: number) => void): void {
    const { units, words, wordFrom, wordTo, wordHash } = this.words;
    const [buckets, times, occurrences, firsts] = [this.buckets, this.#times, this.occurrences, this.firsts];
    let [count, last] = [this.count, 0];
    for (let w = 0; w < words; w++) {
      firsts[w] = last;
      occurrences[last++] = wordBucket(wordHash[w]!);
      // With the space before and the one after: how a word begins and ends says more than what stands in it.
      const end = wordTo[w]! + 1;
      for (let at = wordFrom[w]! - 1; at + SHORTEST_GRAM <= end; at++) {
        const to = Math.min(end, at + LONGEST_GRAM);
        let hash = FNV_START;
        for (let i = at; i < to; i++) {
          hash = Math.imul(hash ^ units[i]!, FNV_PRIME);
          if (i - at + 1 < SHORTEST_GRAM) continue;
          const bucket = Math.imul(hash, 0x9e3779b1) >>> SHIFT;
          const before = times[bucket]!;
          if (before === 0) buckets[count++] = bucket;
          if (before < 255) times[bucket] = before + 1;
          occurrences[last++] = bucket;
          if (seen) seen(bucket, at, i + 1);
        }
      }
    }
    firsts[words] = last;
    this.count = count;
  }

  #readClasses(seen?: (bucket: number, from: number, to: number) => void): void {
    const { words, wordClass, wordFrom, wordTo } = this.words;
    for (let w = 0; w < words; w++) {
      const own = wordClass[w]!;
      if (own === 0) continue;
      const bucket = Math.imul(own ^ CLASS_SALT, 0x9e3779b1) >>> SHIFT;
      this.#add(bucket);
      if (seen) seen(bucket, wordFrom[w]!, wordTo[w]!);
      for (let before = Math.max(0, w - WINDOW + 1); before < w; before++) {
        const other = wordClass[before]!;
        if (other === 0) continue;
        const pair = Math.imul(((other << 8) | own) ^ CLASS_PAIR_SALT, 0x85ebca6b) >>> SHIFT;
        this.#add(pair);
        if (seen) seen(pair, wordFrom[before]!, wordTo[w]!);
      }
    }
  }
}

function wordBucket(hash: number): number {
  return Math.imul(hash ^ WORD_SALT, 0x9e3779b1) >>> SHIFT;
}
