/* eslint-disable @typescript-eslint/no-non-null-assertion -- because keys and units are dense numberings made here and by the views */
import { type Steps } from '../steps';
import { isSpaceUnit, WORD, wordClassAt } from '../text/tokens';
import { type View } from '../text/view';
import { type HitBuffer } from './automaton';
import { bitOf, type KeyTable, keyTableInSteps } from './key-table';

const SPACE = 0x20;
const FIRST = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
const PLAIN_WORD = /^[a-z0-9]+$/;

/** What a unit is to a word, as a mask: all bits where it is a part of one, none where it is not. */
const parts = new Int8Array(0x10000);
const IS_PART = -1;
const IS_NONE = 0;
/** A unit that was not met yet, or half a character. */
const ASK = 1;
parts.fill(ASK);

function partAt(units: Uint16Array, at: number): number {
  const unit = units[at]!;
  const part = wordClassAt(units, at) === WORD ? IS_PART : IS_NONE;
  if (unit < 0xd800 || unit > 0xdfff) parts[unit] = part;
  return part;
}

/** The word that a key begins with, or '' where it begins with something else: with a symbol, or in a script without spaces. */
export function headOf(key: string): string {
  if (PLAIN_WORD.test(key)) return key;
  const units = Uint16Array.from({ length: key.length }, (_, i) => key.charCodeAt(i));
  let end = 0;
  while (end < units.length && wordClassAt(units, end) === WORD) end++;
  return key.slice(0, end);
}

/** Whether units of a view begin a word although they stand within one. */
export type AlsoBegins = (at: number) => boolean;

/**
 * Finds keys where words begin, in one pass: a hash of each beginning of a word is looked up in a filter of a few kilobytes, and the few
 * that are in it in a table (after Rabin and Karp, 1987). What an automaton with a state for each beginning of 10,000 keys does with
 * megabytes, of which a processor has to wait for every line, this does within its nearest caches.
 */
export class WordKeys {
  constructor(
    private readonly keys: readonly string[],
    private readonly table: KeyTable,
    private readonly stretching: boolean,
  ) {}

  get bytes(): number {
    return this.table.bytes;
  }

  /** Adds the occurrences that begin where a word does as pairs (key, end), in the order of their beginnings. */
  scan(view: View, into: HitBuffer, alsoBegins?: AlsoBegins): void {
    this.scanPlace(view, 0, view.length, into);
    if (alsoBegins !== undefined) for (let at = 1; at < view.length; at++) if (alsoBegins(at)) this.#scanRow(view, at, into);
  }

  /** The same for what begins between two units, of which the first begins no later than its word. */
  scanPlace(view: View, first: number, end: number, into: HitBuffer): void {
    const { units } = view;
    const { filter, mask } = this.table;
    const { stretching } = this;
    let hash = FIRST;
    let from = first;
    let last = -1;
    // Without a branch for the ends of words, of which a processor guesses every other one wrong.
    for (let i = first; i < end; i++) {
      const unit = units[i]!;
      let part = parts[unit]!;
      if (part === ASK) part = partAt(units, i);
      if (unit === last && stretching && part === IS_PART) continue;
      last = unit;
      hash = (Math.imul(hash ^ unit, PRIME) & part) | (FIRST & ~part);
      from = (from & part) | ((i + 1) & ~part);
      const bit = bitOf(hash) & mask;
      if ((filter[bit >>> 5]! & (1 << (bit & 31))) !== 0) this.#lookUp(hash, view, from, into);
    }
  }

  /** Within a word, from `from` on. What begins where the word does was found before. */
  #scanRow(view: View, from: number, into: HitBuffer): void {
    const { units, length } = view;
    if (wordClassAt(units, from - 1) !== WORD) return;
    const { filter, mask } = this.table;
    let hash = FIRST;
    for (let i = from; i < length && i < from + LONGEST_ROW && wordClassAt(units, i) === WORD; i++) {
      if (this.stretching && i > from && units[i] === units[i - 1]) continue;
      hash = Math.imul(hash ^ units[i]!, PRIME);
      const bit = bitOf(hash) & mask;
      if ((filter[bit >>> 5]! & (1 << (bit & 31))) !== 0) this.#lookUp(hash, view, from, into);
    }
  }

  #lookUp(hash: number, view: View, from: number, into: HitBuffer): void {
    for (let key = this.table.first(hash); key >= 0; key = this.table.after(key)) {
      const end = this.#endOf(this.keys[key]!, view, from);
      if (end >= 0) into.push(key, end);
    }
  }

  /** Where the key ends that begins at `from`, or -1 if it is another. A space stands for any run of white space. */
  #endOf(key: string, { units, length }: View, from: number): number {
    let at = from;
    for (let j = 0; j < key.length; j++) {
      if (at >= length) return -1;
      const unit = key.charCodeAt(j);
      const isSpace = unit === SPACE;
      if (isSpace ? !isSpaceUnit(units[at]!) : units[at] !== unit) return -1;
      at++;
      if (isSpace) while (at < length && isSpaceUnit(units[at]!)) at++;
      else if (this.stretching && j + 1 < key.length) while (at < length && units[at] === unit) at++;
    }
    return at;
  }
}

/** Units of a row of single letters that are looked at from each of its letters on. */
const LONGEST_ROW = 100;

/**
 * @param keys by their numbers; those to be found, distinct, folded, white space in them a single space, name their head in `heads`.
 * @param stretching a run of any unit in a text stands for one: keys have no runs.
 */
export function* wordKeysInSteps(keys: readonly string[], heads: Iterable<readonly [key: number, head: string]>, stretching: boolean): Steps<WordKeys> {
  const hashes = new Map<number, number>();
  for (const [key, head] of heads) {
    hashes.set(key, hashOf(head));
    if (hashes.size % STRIDE === 0) yield;
  }
  return new WordKeys(keys, yield* keyTableInSteps(keys.length, hashes), stretching);
}

/** Keys between two pauses. */
const STRIDE = 2_048;

/** FNV-1a over UTF-16 units. */
function hashOf(head: string): number {
  let hash = FIRST;
  for (let i = 0; i < head.length; i++) hash = Math.imul(hash ^ head.charCodeAt(i), PRIME);
  return hash;
}
