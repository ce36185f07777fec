/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index stays below the view's length */
import { DIGITS_AS_LETTERS, isForeignLetter, isLooseSymbol, letterOfPictogram, LOOK_ALIKES, SYMBOLS_AS_LETTERS } from './look-alikes';
import { isSpaceUnit, WORD, wordClassAt } from './tokens';
import { type View, ViewBuilder } from './view';

/** What had to be undone for a unit of an unmasked view. */
export const LOOK_ALIKE = 1;
export const LEET = 2;
/** Separators before this unit were taken out of one token: "fu-ck". */
export const JOINED = 4;
/** One of a row of single letters: "f u c k". */
export const SPACED = 8;

/** A fold view with common disguises undone, and which of them per unit. */
export interface Unmasked {
  readonly view: View;
  readonly disguises: Uint8Array;
  /** Whether anything was undone; if not, the view reads like the fold view. */
  readonly changed: boolean;
}

/**
 * Undoes disguises of a fold view (rules.md 3.2, V2 and V4): letters that look Latin in words of mixed script (in any word, when the
 * text is mainly Latin), digits and symbols for letters inside words that have a letter, separators inside one word,
 * rows of at least three single letters. Neighbouring words are never glued together. Links and names stay as they are.
 */
export function unmask(fold: View): Unmasked {
  return new Unmasker(fold, fold.length).run([0, fold.length]);
}

/**
 * Like {@link unmask}, for some stretches of the text only: rising pairs of units [from, to) that begin and end at white space. The
 * rest is left out of the view.
 */
export function unmaskPlaces(fold: View, places: readonly number[]): Unmasked {
  return new Unmasker(fold, fold.length + 3 * (places.length / 2 + 1)).run(places);
}

const HYPHEN_LIKE = new Set(Array.from('-_.·•~^,:;/\\=–—', (char) => char.charCodeAt(0)));
const BRACKETS = new Set(Array.from('([{<"\'“„«', (char) => char.charCodeAt(0)));
const NEWLINE = 0x0a;
const SPACE = 0x20;
/** Stands where text was left out: no letter, no white space, in no term. */
const LEFT_OUT = 0xffff;
const AT = 0x40;
const HASH = 0x23;
const DOLLAR = 0x24;
const CLOSING = 0x29;
const DOT = 0x2e;
const SLASH = 0x2f;
const MIN_SINGLES = 3;
const MAX_GAP = 4;
// Bounds that keep the work linear: how long a row may be, and how far a digit's letter may be.
const MAX_ROW = 100;
const REACH = 24;

const builder = new ViewBuilder();

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function isAscii(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

class Unmasker {
  readonly #fold: View;
  readonly #disguises: Uint8Array;
  readonly #latin: boolean;
  #changed = false;

  constructor(fold: View, room: number) {
    this.#fold = fold;
    this.#disguises = new Uint8Array(room);
    this.#latin = isMainlyLatin(fold);
    builder.begin(room);
  }

  run(places: readonly number[]): Unmasked {
    let done = 0;
    for (let i = 0; i < places.length; i += 2) {
      // A row of single letters may have gone on beyond its place.
      const from = Math.max(done, places[i]!);
      if (from > done) this.#leaveOut(from);
      done = this.#write(from, places[i + 1]!);
    }
    if (done < this.#fold.length) this.#leaveOut(done - 1);
    const view = builder.finish();
    return { view, disguises: this.#disguises.subarray(0, view.length), changed: this.#changed };
  }

  #leaveOut(at: number): void {
    this.#push(SPACE, at, 0);
    this.#push(LEFT_OUT, at, 0);
    this.#push(SPACE, at, 0);
  }

  /** Returns where it ended. */
  #write(from: number, to: number): number {
    const { units } = this.#fold;
    let i = from;
    while (i < to) {
      if (isSpaceUnit(units[i]!)) {
        this.#copy(i++);
        continue;
      }
      if (this.#bracketedRow(i)) this.#copy(i++);
      const rowEnd = this.#rowOfSingles(i);
      if (rowEnd > i) this.#writeRow(i, rowEnd);
      const end = rowEnd > i ? rowEnd : this.#chunkEnd(i);
      if (rowEnd <= i) this.#writeChunk(i, end);
      i = end;
    }
    return i;
  }

  #push(unit: number, at: number, disguise: number): void {
    this.#disguises[builder.length] = disguise;
    if (disguise !== 0) this.#changed = true;
    builder.push(unit, this.#fold.start[at]!, this.#fold.end[at]!);
  }

  #copy(at: number): void {
    this.#push(this.#fold.units[at]!, at, 0);
  }

  #copyAll(from: number, to: number): void {
    const fold = this.#fold;
    const { units, start, end } = builder;
    let at = builder.length;
    for (let i = from; i < to; i++, at++) {
      units[at] = fold.units[i]!;
      start[at] = fold.start[i]!;
      end[at] = fold.end[i]!;
    }
    builder.length = at;
  }

  #isWord(at: number): boolean {
    return at >= 0 && at < this.#fold.length && wordClassAt(this.#fold.units, at) === WORD;
  }

  /** Where the one letter that begins here ends, or -1 if it is none. Folding may have made several units of it (ß). */
  #singleEnd(at: number): number {
    if (!this.#isWord(at) || this.#isWord(at - 1)) return -1;
    const { start, length } = this.#fold;
    let end = at + 1;
    while (end < length && start[end] === start[at]) end++;
    return this.#isWord(end) ? -1 : end;
  }

  #chunkEnd(from: number): number {
    let end = from;
    while (end < this.#fold.length && !isSpaceUnit(this.#fold.units[end]!)) end++;
    return end;
  }

  /** Where a row of single letters that begins here ends, or `from`. */
  #rowOfSingles(from: number): number {
    let last = this.#singleEnd(from);
    if (last < 0) return from;
    let count = 1;
    let letters = isDigit(this.#fold.units[from]!) ? 0 : 1;
    let between = -1;
    for (let next = this.#nextSingle(last); next > 0 && count < MAX_ROW; next = this.#nextSingle(last)) {
      const symbols = this.#symbolsBetween(last, next - 1);
      if (between >= 0 && between !== symbols) break;
      between = symbols;
      last = next;
      count++;
      if (!isDigit(this.#fold.units[next - 1]!)) letters++;
    }
    return count >= MIN_SINGLES && letters >= 2 ? last : from;
  }

  /** Whether a row of letters in brackets or quotation marks begins here: "(f)(u)(c)(k)". */
  #bracketedRow(at: number): boolean {
    return BRACKETS.has(this.#fold.units[at]!) && at + 1 < this.#fold.length && this.#rowOfSingles(at + 1) > at + 1;
  }

  /** What a gap has of symbols that may be letters and whether a line ends in it, as a number: "n!+w" is no row of letters, "f+u+c+k" is one, and so is a column. */
  #symbolsBetween(from: number, to: number): number {
    let [all, newline] = [0, 0];
    for (let i = from; i < to; i++) {
      const unit = this.#fold.units[i]!;
      if (unit === NEWLINE) newline = 1;
      else if (SYMBOLS_AS_LETTERS[unit] !== 0) all = all * 0x10000 + unit;
    }
    return all * 2 + newline;
  }

  /** Where the next single letter after separators ends, or -1. */
  #nextSingle(from: number): number {
    for (let at = from; at <= from + MAX_GAP && at < this.#fold.length; at++) {
      if (this.#fold.units[at] === AT || this.#fold.units[at] === DOLLAR) return -1;
      if (this.#isWord(at)) return this.#singleEnd(at);
    }
    return -1;
  }

  #writeRow(from: number, to: number): void {
    for (let i = from; i < to; i++) if (this.#isWord(i)) this.#push(this.#letterFor(i, true) || this.#fold.units[i]!, i, SPACED | this.#disguiseOf(i));
  }

  #disguiseOf(at: number): number {
    const unit = this.#fold.units[at]!;
    if (isDigit(unit)) return LEET;
    return LOOK_ALIKES[unit] === 0 ? 0 : LOOK_ALIKE;
  }

  /** The Latin letter that a letter or digit stands for, or 0. */
  #letterFor(at: number, swaps: boolean): number {
    const unit = this.#fold.units[at]!;
    if (isDigit(unit)) return DIGITS_AS_LETTERS[unit]!;
    return swaps ? LOOK_ALIKES[unit]! : 0;
  }

  #writeChunk(from: number, to: number): void {
    const kind = this.#look(from, to);
    if (kind.isPlain) this.#copyAll(from, to);
    else for (let i = from; i < to; ) i = i === from && this.#leads(from, to) ? this.#writeSymbol(i) : this.#writeUnit(i, kind.swaps);
  }

  /** One look at a word decides whether anything in it can be a disguise at all. */
  #look(from: number, to: number): { isPlain: boolean; swaps: boolean } {
    const { units } = this.#fold;
    let [ascii, foreign, other, slashes, at] = [false, false, false, 0, to];
    for (let i = from; i < to; i++) {
      const unit = units[i]!;
      if (isAscii(unit)) ascii = true;
      else if (isForeignLetter(unit)) foreign = true;
      else other = true;
      if (unit === SLASH) slashes++;
      else if (unit === AT) at = i;
    }
    const isName = (units[from] === AT && this.#isMention(from, to)) || units[from] === HASH || slashes > 1 || (at < to && this.#isAddress(at, to));
    return { isPlain: isName || (!foreign && !other), swaps: !foreign || ascii || this.#latin };
  }

  /** Names have no symbols in them but these. */
  #isMention(from: number, to: number): boolean {
    for (let i = from + 1; i < to - 1; i++) if (SYMBOLS_AS_LETTERS[this.#fold.units[i]!] !== 0 && this.#isPart(i + 1)) return false;
    return true;
  }

  /** Whether a host's name follows the at sign: an e-mail address, however it is spelled, is no disguise. */
  #isAddress(at: number, to: number): boolean {
    const { units } = this.#fold;
    for (let i = at + 1; i < to; i++) if (!this.#isWord(i)) return units[i] === DOT && i > at + 2 && this.#isLetter(i + 1) && this.#isLetter(i + 2);
    return false;
  }

  /** Writes what stands at `at`; returns where the next character begins. */
  #writeUnit(at: number, swaps: boolean): number {
    const { units } = this.#fold;
    const unit = units[at]!;
    if (unit >= 0xd800 && unit <= 0xdbff) return this.#writePair(at);
    if (isDigit(unit)) this.#swap(at, this.#hasLetterAround(at) ? DIGITS_AS_LETTERS[unit]! : 0, LEET);
    else if (this.#isWord(at)) this.#swap(at, swaps ? LOOK_ALIKES[unit]! : 0, LOOK_ALIKE);
    else if (SYMBOLS_AS_LETTERS[unit] !== 0 && this.#standsInside(at)) this.#swap(at, SYMBOLS_AS_LETTERS[unit]!, LEET);
    else if (HYPHEN_LIKE.has(unit) && this.#isWord(at - 1)) return this.#skipSeparators(at);
    else this.#copy(at);
    return at + 1;
  }

  #writeSymbol(at: number): number {
    this.#push(SYMBOLS_AS_LETTERS[this.#fold.units[at]!]!, at, LEET);
    return at + 1;
  }

  /** Whether the symbol that a word begins with is its first letter: only if another stands inside, and it is no bracket that closes. */
  #leads(from: number, to: number): boolean {
    const { units } = this.#fold;
    if (SYMBOLS_AS_LETTERS[units[from]!] === 0 || isLooseSymbol(units[from]!) || !this.#isPart(from + 1)) return false;
    let another = false;
    for (let i = from + 1; i < to && i < from + REACH; i++) {
      if (units[i] === CLOSING) return false;
      if (SYMBOLS_AS_LETTERS[units[i]!] !== 0 && this.#standsInside(i)) another = true;
    }
    return another;
  }

  /** A letter, a digit or a symbol that can be one. */
  #isPart(at: number): boolean {
    return this.#isWord(at) || (SYMBOLS_AS_LETTERS[this.#fold.units[at] ?? 0] ?? 0) !== 0;
  }

  #swap(at: number, letter: number, disguise: number): void {
    if (letter === 0) this.#copy(at);
    else this.#push(letter, at, disguise);
  }

  #isLetter(at: number): boolean {
    return this.#isWord(at) && !isDigit(this.#fold.units[at]!);
  }

  /** Whether the digits and symbols around a digit touch a letter: b1tco1n, but not 2026. */
  #hasLetterAround(at: number): boolean {
    for (let i = at - 1; i >= at - REACH && this.#isPart(i); i--) if (this.#isLetter(i)) return true;
    for (let i = at + 1; i <= at + REACH && this.#isPart(i); i++) if (this.#isLetter(i)) return true;
    return false;
  }

  /** A symbol is a letter between word characters or other symbols; $, @ and + also at the ends. */
  #standsInside(at: number): boolean {
    const { units } = this.#fold;
    if (isLooseSymbol(units[at]!)) return this.#hasLetterAround(at);
    if (!this.#isPart(at - 1)) return false;
    if (this.#isWord(at + 1) || isLooseSymbol(units[at + 1] ?? 0)) return this.#hasLetterAround(at);
    return units[at + 1] !== units[at] && this.#isPart(at + 1) && this.#isWord(at + 2);
  }

  #skipSeparators(at: number): number {
    let next = at;
    while (next < this.#fold.length && HYPHEN_LIKE.has(this.#fold.units[next]!)) next++;
    if (!this.#isWord(next) || next - at > 3) {
      for (let i = at; i < next; i++) this.#copy(i);
      return next;
    }
    // The separators are left out: the next letter carries the mark.
    const before = builder.length;
    const after = this.#writeUnit(next, true);
    this.#disguises[before] = this.#disguises[before]! | JOINED;
    this.#changed = true;
    return after;
  }

  #writePair(at: number): number {
    const { units } = this.#fold;
    const code = ((units[at]! - 0xd800) << 10) + ((units[at + 1] ?? 0) - 0xdc00) + 0x10000;
    const letter = letterOfPictogram(code);
    if (letter === 0) {
      this.#copy(at);
      if (at + 1 < this.#fold.length) this.#copy(at + 1);
    } else this.#push(letter, at, LOOK_ALIKE);
    return at + 2;
  }
}

function isMainlyLatin(fold: View): boolean {
  let [ascii, foreign] = [0, 0];
  for (let i = 0; i < fold.length; i++) {
    const unit = fold.units[i]!;
    if (isAscii(unit)) ascii++;
    else if (isForeignLetter(unit)) foreign++;
  }
  return ascii >= foreign;
}

/** A view in which every run of one unit is a single unit, and how long each run was. */
export interface Runs {
  readonly view: View;
  readonly counts: Uint16Array;
}

/** Rules.md 3.2, V3: "sluuuur" reads "slur", its u counted four times. White space and disguise marks stay unit by unit. */
export function runsOf(view: View): Runs {
  const { units: from, length } = view;
  const counts = new Uint16Array(length);
  builder.begin(length);
  const { units, start, end } = builder;
  let at = 0;
  for (let i = 0; i < length; at++) {
    const unit = from[i]!;
    let next = i + 1;
    while (next < length && from[next] === unit) next++;
    counts[at] = Math.min(next - i, 0xffff);
    units[at] = unit;
    start[at] = i;
    end[at] = next;
    i = next;
  }
  builder.length = at;
  return { view: builder.finish(), counts };
}
