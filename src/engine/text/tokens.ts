/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array or string here is kept in range by the loop around it */
import { type View } from './view';

/** What a character is to a word: nothing, a part of it, or a word of its own (scripts written without spaces). */
export type WordClass = typeof OTHER | typeof WORD | typeof SPACELESS;
export const OTHER = 1;
export const WORD = 2;
export const SPACELESS = 3;

/** White space of a fold view: other kinds are folded to these two. */
export function isSpaceUnit(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a;
}

const WORDLIKE = /^[\p{L}\p{N}\p{M}]$/u;
const WITHOUT_SPACES =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]$/u;

const classes = new Uint8Array(0x10000);

function classify(char: string): WordClass {
  if (WITHOUT_SPACES.test(char)) return SPACELESS;
  return WORDLIKE.test(char) ? WORD : OTHER;
}

/** The class of the character that the unit at `at` belongs to; surrogates count as their pair. */
export function wordClassAt(units: Uint16Array, at: number): WordClass {
  const unit = units[at]!;
  if (unit >= 0xd800 && unit <= 0xdfff) return classOfPair(units, at);
  const known = classes[unit]!;
  if (known !== 0) return known as WordClass;
  const found = classify(String.fromCharCode(unit));
  classes[unit] = found;
  return found;
}

function classOfPair(units: Uint16Array, at: number): WordClass {
  const isLow = units[at]! >= 0xdc00;
  const high = isLow ? units[at - 1] : units[at];
  const low = isLow ? units[at] : units[at + 1];
  if (high === undefined || low === undefined) return OTHER;
  const pair = String.fromCharCode(high, low);
  return pair.codePointAt(0)! > 0xffff ? classify(pair) : OTHER;
}

/** Whether a word may begin or end between the units `at - 1` and `at`: not between two letters, digits or marks. */
export function isBoundary(view: View, at: number): boolean {
  if (at <= 0 || at >= view.length) return true;
  return wordClassAt(view.units, at - 1) !== WORD || wordClassAt(view.units, at) !== WORD;
}

/** The words of a view: word `i` is the half-open range `[from[i], to[i])`. */
export interface Tokens {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

let fromScratch = new Int32Array(512);
let toScratch = new Int32Array(512);

const APOSTROPHE = 0x27;

function wordEnd(view: View, from: number): number {
  const { units, length } = view;
  let i = from + 1;
  while (i < length) {
    if (wordClassAt(units, i) === WORD) i++;
    else if (units[i] === APOSTROPHE && i + 1 < length && wordClassAt(units, i + 1) === WORD) i += 2;
    else break;
  }
  return i;
}

/** Words of a fold view. An apostrophe between letters belongs to the word; in a script without spaces every character is one. */
export function tokensOf(view: View): Tokens {
  const { units, length } = view;
  if (fromScratch.length < length) {
    fromScratch = new Int32Array(length * 2);
    toScratch = new Int32Array(length * 2);
  }
  let count = 0;
  for (let i = 0; i < length; ) {
    const kind = wordClassAt(units, i);
    if (kind === OTHER) {
      i++;
      continue;
    }
    const isPair = units[i]! >= 0xd800 && units[i]! <= 0xdbff;
    const to = kind === WORD ? wordEnd(view, i) : i + (isPair ? 2 : 1);
    fromScratch[count] = i;
    toScratch[count++] = to;
    i = to;
  }
  return { count, from: fromScratch.slice(0, count), to: toScratch.slice(0, count) };
}
