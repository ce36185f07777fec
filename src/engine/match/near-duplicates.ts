/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { type TextFormat } from '../facts';
import { foldView } from '../text/fold';
import { plainText } from '../text/plain';

/** Shorter texts ("thank you so much for this") are alike by chance: they have no sketch. In units of the comparable text. */
export const SHORTEST_COMPARABLE = 40;

const GRAM = 5;
const ROWS = 4;
const BANDS = 16;
const HASHES = ROWS * BANDS;
/** A passage of the parent at least so long is a quotation, not a turn of phrase. */
const QUOTED = 24;
/** With less of its own, a reply is not a quotation with an answer but the parent's text once more. */
const LEAST_OWN = 12;

const ADDRESS = /(?:[a-z]{3,10}:\/\/|www\.)\S+|(?:[\p{L}\p{N}_-]+\.)+[a-z]{2,24}(?![\p{L}\p{N}])(?:[/?#]\S*)?/gu;
const DIGITS = /\p{N}+/gu;
const SEPARATORS = /[^\p{L}\p{M}\p{N}\u0001]+/gu;
/** Ten links say no more than one, nor do the groups of a telephone number. */
const MARKS_IN_A_ROW = /([0\u0001])(?: ?\1)+/g;

/** What near copies are compared by. */
export interface Sketch {
  /** MinHash over the text's 5-grams, 64 values: the share of equal ones estimates the similarity of two texts. */
  readonly signature: Uint32Array;
  /** One number per band of four values: texts of similarity .6 share at least one with probability .89, of .8 with .9998. */
  readonly bands: readonly number[];
}

/**
 * What is left of a text when everything that a sender of copies varies is taken out: case, accents, invisible characters,
 * punctuation, emoji, spacing; links and numbers become one mark each. Passages quoted from `parentBody` are cut, so that two
 * answers to one comment are not alike by what they quote.
 */
export function comparableText(body: string, format: TextFormat, parentBody: string | null = null): string {
  const text = masked(body, format);
  return parentBody === null ? text : withoutQuotes(text, masked(parentBody, 'text'));
}

function masked(body: string, format: TextFormat): string {
  return foldView(plainText(body, format).view).text.replace(ADDRESS, '\u0001').replace(DIGITS, '0').replace(SEPARATORS, ' ').replace(MARKS_IN_A_ROW, '$1').trim();
}

function withoutQuotes(text: string, parent: string): string {
  if (text.length < QUOTED || parent.length < QUOTED) return text;
  const passages = new Set<string>();
  for (let at = 0; at + QUOTED <= parent.length; at++) passages.add(parent.slice(at, at + QUOTED));
  let own = '';
  let quotedUpTo = 0;
  for (let at = 0; at < text.length; at++) {
    if (at + QUOTED <= text.length && passages.has(text.slice(at, at + QUOTED))) quotedUpTo = at + QUOTED;
    if (at >= quotedUpTo) own += text.charAt(at);
  }
  return own.trim().length < LEAST_OWN ? text : own.trim();
}

/**
 * The sketch of a comparable text; null for a text too short to be told apart. `salt` keeps the bands of different sites
 * apart in one index.
 *
 * MinHash after Broder (1997), banding after Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4.
 */
export function sketchOf(comparable: string, salt = 0): Sketch | null {
  if (comparable.length < SHORTEST_COMPARABLE) return null;
  const grams = gramsIn(comparable);
  const signature = new Uint32Array(HASHES);
  for (let i = 0; i < HASHES; i++) {
    const [seed, factor] = [SEEDS[i]!, FACTORS[i]!];
    let least = 0xffffffff;
    for (let at = 0; at < grams.length; at++) {
      const value = Math.imul(grams[at]! ^ seed, factor) >>> 0;
      if (value < least) least = value;
    }
    signature[i] = least;
  }
  return { signature, bands: bandsOf(signature, salt) };
}

/** Jaccard similarity of the two texts' sets of 5-grams, 0 to 1, exact. */
export function similarityOf(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1;
  const [left, right] = [gramsOf(a), gramsOf(b)];
  let common = 0;
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const difference = left[i]! - right[j]!;
    if (difference === 0) common++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  const all = left.length + right.length - common;
  return all === 0 ? 0 : common / all;
}

/** The hashes of a text's 5-grams, each once, rising. */
function gramsOf(text: string): Uint32Array {
  const all = gramsIn(text).sort();
  let kept = 0;
  for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) all[kept++] = all[i]!;
  return all.subarray(0, kept);
}

/** The hash of each 5-gram, in the order of the text. */
function gramsIn(text: string): Uint32Array {
  const grams = new Uint32Array(Math.max(0, text.length - GRAM + 1));
  for (let at = 0; at < grams.length; at++) {
    let hash = 0x811c9dc5;
    for (let i = at; i < at + GRAM; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    grams[at] = mix(hash);
  }
  return grams;
}

function bandsOf(signature: Uint32Array, salt: number): readonly number[] {
  const bands: number[] = [];
  for (let band = 0; band < BANDS; band++) {
    let hash = mix(salt ^ Math.imul(band + 1, 0x9e3779b1));
    for (let row = 0; row < ROWS; row++) hash = mix(hash ^ signature[band * ROWS + row]!);
    // PostgreSQL's integer is signed.
    bands.push(hash | 0);
  }
  return bands;
}

/** Murmur3's finaliser: every bit of the input moves every bit of the result. */
function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

// Fixed for ever: bands of one day are looked up in those of the days before.
const SEEDS = Uint32Array.from({ length: HASHES }, (_, i) => mix(0x5bd1e995 + i * 2));
const FACTORS = Uint32Array.from({ length: HASHES }, (_, i) => mix(0x1b873593 + i * 2 + 1) | 1);
