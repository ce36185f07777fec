/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index stays below the view's length */
import { DIGITS_AS_LETTERS, isLooseSymbol, SYMBOLS_AS_LETTERS } from './look-alikes';
import { isSpaceUnit } from './tokens';
import { type View } from './view';

/** What a quick look over a fold view found that could be a disguise. */
export interface Suspicion {
  /** Something for `unmask` to undo, or a mask such as * in a word. */
  readonly disguised: boolean;
  /** A character that may stand for a letter of a word: *, #, % or &. */
  readonly masked: boolean;
  /** A _ or a pictogram within a word: it may stand for a letter. */
  readonly holed: boolean;
  /** A character three times, or two doublings in one word. */
  readonly stretched: boolean;
  /** The words with a doubled letter: rising pairs of units [from, to). */
  readonly doubles: readonly number[];
  /** The words, without the white space around them, that may be disguised: rising pairs of units [from, to). */
  readonly places: readonly number[];
}

const UNDERSCORE = 0x5f;
const NOTHING = 0;
const LETTER = 1;
const DIGIT = 2;
const SYMBOL = 3;
const SEPARATOR = 4;
const MASK = 5;
const ODD = 6;
/** $, @ and +: letters at a word's ends, too. */
const LOOSE_SYMBOL = 7;

const kinds = new Uint8Array(0x10000).fill(ODD, 0x80);
for (let unit = 0; unit < 0x80; unit++) kinds[unit] = kindOf(unit);
// Punctuation of ordinary typing outside ASCII.
for (const char of '‘’“”„«»…£§°¿') kinds[char.charCodeAt(0)] = NOTHING;
for (const char of '–—•·') kinds[char.charCodeAt(0)] = SEPARATOR;
kinds['¡'.charCodeAt(0)] = SYMBOL;

function kindOf(unit: number): number {
  const char = String.fromCharCode(unit);
  if (/[a-z]/.test(char)) return LETTER;
  if (DIGITS_AS_LETTERS[unit] !== 0 || /\d/.test(char)) return DIGIT;
  if (isLooseSymbol(unit)) return LOOSE_SYMBOL;
  if (SYMBOLS_AS_LETTERS[unit] !== 0) return SYMBOL;
  if ('*#%&'.includes(char)) return MASK;
  return '-_.~^,:;/\\='.includes(char) ? SEPARATOR : NOTHING;
}

/** One cheap pass that spares most texts the undoing of disguises: says "maybe", never misses one. */
export function suspect(fold: View): Suspicion {
  const { units, length } = fold;
  const places: number[] = [];
  const doubles: number[] = [];
  let disguised = false;
  let masked = false;
  let holed = false;
  let stretched = false;
  let chunk = 0;
  let row = 0;
  let previous = NOTHING;
  let run = 1;
  let doublings = 0;
  let wordLength = 0;
  let singles = 0;
  for (let i = 0; i < length; i++) {
    const unit = units[i]!;
    const kind = kinds[unit]!;
    if (kind === LETTER || kind === DIGIT) {
      wordLength++;
      run = i > 0 && units[i - 1] === unit ? run + 1 : 1;
      if (run === 2) doublings++;
      if (run > 2 || doublings > 1) stretched = true;
      if (wordLength > 1) singles = 0;
      if (previous !== kind && wordLength > 1) disguised = true;
    } else {
      // A character that may look like a letter may be one of the row, too.
      const letters = (wordLength === 1 ? 1 : 0) + (kind === ODD ? 1 : 0);
      if (letters > 0) {
        if (singles === 0) row = chunk;
        singles += letters;
        if (singles > 2 || (singles > 1 && kind === ODD)) [disguised, chunk] = [true, row];
      }
      if (kind !== NOTHING) {
        if (kind === MASK) masked = true;
        else if (previous !== NOTHING && isHole(unit)) holed = true;
        if (isDisguise(fold, i, previous)) disguised = true;
      }
      if (doublings > 0) doubles.push(i - wordLength, i);
      run = 1;
      doublings = 0;
      wordLength = 0;
      if (kind === NOTHING && isSpaceUnit(unit)) {
        if (disguised) addPlace(places, chunk, i);
        disguised = false;
        chunk = i + 1;
      }
    }
    previous = kind;
  }
  if (wordLength === 1 && ++singles > 2) [disguised, chunk] = [true, row];
  if (disguised) addPlace(places, chunk, length);
  if (doublings > 0) doubles.push(length - wordLength, length);
  return { disguised: places.length > 0, masked, holed, stretched, doubles, places };
}

/** A row of single letters begins before words that are noted already. */
function addPlace(places: number[], from: number, to: number): void {
  while (places.length > 0 && places[places.length - 2]! >= from) places.length -= 2;
  places.push(from, to);
}

/** What may stand for any one letter within a word, besides the masks: _ and pictograms. */
export function isHole(unit: number): boolean {
  return unit === UNDERSCORE || (unit >= 0x2190 && unit < 0x2c00) || (unit >= 0xd83c && unit <= 0xd83e);
}

/** Whether a character that is no letter may be one, hide one or stand between two of one word. */
function isDisguise(fold: View, at: number, previous: number): boolean {
  const kind = kinds[fold.units[at]!]!;
  const next = at + 1 < fold.length ? kinds[fold.units[at + 1]!]! : NOTHING;
  if (kind === ODD) return true;
  if (kind === LOOSE_SYMBOL) return (previous !== NOTHING && previous !== DIGIT) || next === LETTER || next === ODD;
  if (previous === NOTHING || previous === SEPARATOR) return false;
  if (kind === SYMBOL) return next !== NOTHING && next !== SYMBOL && next !== SEPARATOR;
  return kind === MASK ? previous !== DIGIT : continuesAfter(fold, at);
}

/** Whether the same word goes on after at most three separators. */
function continuesAfter(fold: View, at: number): boolean {
  for (let i = at + 1; i <= at + 3 && i < fold.length; i++) {
    const kind = kinds[fold.units[i]!]!;
    if (kind !== SEPARATOR) return kind !== NOTHING;
  }
  return false;
}
