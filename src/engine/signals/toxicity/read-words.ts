/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array or string here is kept in range by the loop around it */
import { suspect } from '../../text/suspect';
import { SPACELESS, WORD, wordClassAt } from '../../text/tokens';
import { JOINED, SPACED, unmask } from '../../text/unmask';
import { type View } from '../../text/view';
import { fillHoles } from './fill-holes';
import { hashOfUnits } from './hashing';
import { type IdentityTerms } from './identity-terms';
import { Repair } from './repair';
import { type WordKnowledge } from './word-knowledge';

/** Moves when the same text is read as other words or features: weights of another reading mean nothing. */
export const READING_VERSION = 5;

/** Stands for any identity term, for a link, for a mention; no folded text has these units. */
export const IDENTITY = 1;
export const LINK = 2;
export const MENTION = 3;

/** Units of a text that are read: a comment seldom has more, and a score must not take long. */
export const MOST_UNITS = 4_000;
const SPACE = 0x20;
const ZERO = 0x30;
const APOSTROPHE = 0x27;
const AT = 0x40;
const MOST_DIGITS = 4;
const LONGEST_RUN = 3;

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const SOLO = 3;
const MASK = 4;
const STOP = 5;
const BANG = 6;

const IDENTITY_CLASS = 1;

const ASCII = new Uint8Array(0x80);
for (let unit = 0; unit < 0x80; unit++) {
  const char = String.fromCharCode(unit);
  if (/[a-z]/i.test(char)) ASCII[unit] = LETTER;
  else if (/\d/.test(char)) ASCII[unit] = DIGIT;
  else if ('*#%&'.includes(char)) ASCII[unit] = MASK;
  else if ('!?'.includes(char)) ASCII[unit] = BANG;
  else if (/\s/.test(char)) ASCII[unit] = STOP;
}

/**
 * A text as the scorer sees it: folded, disguises undone where that makes a word it knows, words and marks with one space around each,
 * identity terms as one token, numbers as their length. Filled anew by each `read`; `start` and `end` lead back to the original.
 */
export class WordReader {
  length = 0;
  units = new Uint16Array(4 * MOST_UNITS + 256);
  start = new Int32Array(this.units.length);
  end = new Int32Array(this.units.length);
  words = 0;
  wordFrom = new Int32Array(2 * MOST_UNITS + 64);
  wordTo = new Int32Array(this.wordFrom.length);
  wordHash = new Uint32Array(this.wordFrom.length);
  wordClass = new Uint8Array(this.wordFrom.length);

  readonly #repair = new Repair();
  #knowledge!: WordKnowledge;
  #identity!: IdentityTerms;
  #view!: View;
  /** Places in `units` where separators were taken out of the word under way. */
  #joins: number[] = [];
  #spaced = 0;
  #masks = 0;
  #digits = 0;
  #doubles = 0;

  /** @param fold a fold view, so that spans lead back to what it was made of. */
  read(fold: View, knowledge: WordKnowledge, identity: IdentityTerms): void {
    this.#knowledge = knowledge;
    this.#identity = identity;
    this.length = 0;
    this.words = 0;
    this.#push(SPACE, 0, 0);
    const { disguised, holed } = suspect(fold);
    if (!disguised) {
      this.#readView(fold, null);
      return;
    }
    const { view, disguises } = unmask(holed ? fillHoles(fold, knowledge, MOST_UNITS) : fold);
    this.#readView(view, disguises);
  }

  #readView(view: View, disguises: Uint8Array | null): void {
    this.#view = view;
    const { units } = view;
    const length = Math.min(view.length, MOST_UNITS);
    let from = -1;
    for (let i = 0; i < length; ) {
      const unit = units[i]!;
      const kind = unit < 0x80 ? ASCII[unit]! : kindOf(units, i);
      if (kind === LETTER || kind === DIGIT) {
        if (from < 0) {
          const skipped = this.#special(i, length);
          if (skipped > i) {
            i = skipped;
            continue;
          }
          from = this.#begin();
        }
        if (disguises !== null && disguises[i] !== 0) this.#note(disguises[i]!);
        if (kind === DIGIT) this.#digits++;
        if (this.length > from && this.units[this.length - 1] === unit) this.#doubles++;
        this.#push(unit, view.start[i]!, view.end[i]!);
        i++;
        continue;
      }
      if (from >= 0) {
        if (unit === APOSTROPHE && this.#continues(i + 1, length)) {
          i++;
          continue;
        }
        if (kind === MASK && this.#isMask(i, length)) {
          this.#masks++;
          this.#push(unit, view.start[i]!, view.end[i]!);
          i++;
          continue;
        }
        this.#finish(from);
        from = -1;
      }
      if (kind === SOLO) i = this.#solo(i);
      else if (kind === BANG) i = this.#bangs(i, length);
      else if (unit === AT) i = this.#mention(i, length);
      else i++;
    }
    if (from >= 0) this.#finish(from);
  }

  #begin(): number {
    this.#joins.length = 0;
    this.#spaced = 0;
    this.#masks = 0;
    this.#digits = 0;
    this.#doubles = 0;
    return this.length;
  }

  #note(disguise: number): void {
    if ((disguise & SPACED) !== 0) this.#spaced++;
    else if ((disguise & JOINED) !== 0) this.#joins.push(this.length);
  }

  #push(unit: number, start: number, end: number): void {
    this.units[this.length] = unit;
    this.start[this.length] = start;
    this.end[this.length] = end;
    this.length++;
  }

  #continues(at: number, length: number): boolean {
    if (at >= length) return false;
    const { units } = this.#view;
    const kind = units[at]! < 0x80 ? ASCII[units[at]!]! : kindOf(units, at);
    return kind === LETTER || kind === DIGIT;
  }

  /** A mark such as * belongs to the word if a letter follows it (after more of them), or if it is not the only one at the end. */
  #isMask(at: number, length: number): boolean {
    const { units } = this.#view;
    let next = at + 1;
    while (next < length && units[next]! < 0x80 && ASCII[units[next]!] === MASK) next++;
    return next - at > 1 || this.#masks > 0 || this.#continues(next, length);
  }

  /** Where a link that begins here ends; `at` if none does. */
  #special(at: number, length: number): number {
    const { units, start, end } = this.#view;
    const isHttp = units[at] === 0x68 && units[at + 1] === 0x74 && units[at + 2] === 0x74 && units[at + 3] === 0x70;
    const isWww = units[at] === 0x77 && units[at + 1] === 0x77 && units[at + 2] === 0x77 && units[at + 3] === 0x2e;
    if (!isHttp && !isWww) return at;
    let to = at;
    while (to < length && units[to] !== 0x20 && units[to] !== 0x0a) to++;
    if (to - at < 8) return at;
    this.#single(LINK, start[at]!, end[to - 1]!);
    return to;
  }

  #mention(at: number, length: number): number {
    const { units, start, end } = this.#view;
    let to = at + 1;
    while (to < length && (units[to] === 0x5f || this.#continues(to, length))) to++;
    if (to === at + 1) return to;
    this.#single(MENTION, start[at]!, end[to - 1]!);
    return to;
  }

  #single(unit: number, start: number, end: number): void {
    const from = this.length;
    this.#push(unit, start, end);
    this.#keep(from, hashOfUnits(this.units, from, this.length), 0);
  }

  #solo(at: number): number {
    const { units, start, end } = this.#view;
    const from = this.length;
    const isPair = units[at]! >= 0xd800 && units[at]! <= 0xdbff && at + 1 < this.#view.length;
    this.#push(units[at]!, start[at]!, end[at]!);
    if (isPair) this.#push(units[at + 1]!, start[at + 1]!, end[at + 1]!);
    this.#keep(from, hashOfUnits(this.units, from, this.length), 0);
    return at + (isPair ? 2 : 1);
  }

  #bangs(at: number, length: number): number {
    const { units, start, end } = this.#view;
    const from = this.length;
    let to = at;
    while (to < length && units[to]! < 0x80 && ASCII[units[to]!] === BANG) {
      if (to - at < LONGEST_RUN) this.#push(units[to]!, start[to]!, end[to]!);
      to++;
    }
    this.#keep(from, hashOfUnits(this.units, from, this.length), 0);
    return to;
  }

  #keep(from: number, hash: number, wordClass: number): void {
    const at = this.words++;
    this.wordFrom[at] = from;
    this.wordTo[at] = this.length;
    this.wordHash[at] = hash;
    this.wordClass[at] = wordClass;
    this.#push(SPACE, this.end[this.length - 1]!, this.end[this.length - 1]!);
  }

  /** The word that was pushed from `from` on. */
  #finish(from: number): void {
    if (this.#digits === this.length - from) {
      this.#number(from);
      return;
    }
    const hash = hashOfUnits(this.units, from, this.length);
    if (this.#identity.table.get(hash) !== 0) {
      this.#mask(from);
      return;
    }
    const isOdd = this.#doubles > 0 || this.#joins.length > 0 || this.#spaced > 0 || this.#masks > 0;
    if (!isOdd || this.#knowledge.isKnown(hash)) {
      this.#keep(from, hash, this.#knowledge.classOf(hash));
      return;
    }
    this.#mend(from, hash);
  }

  #number(from: number): void {
    const length = Math.min(this.length - from, MOST_DIGITS);
    this.end[from + length - 1] = this.end[this.length - 1]!;
    for (let i = from; i < from + length; i++) this.units[i] = ZERO;
    this.length = from + length;
    this.#keep(from, hashOfUnits(this.units, from, this.length), 0);
  }

  #mask(from: number): void {
    this.units[from] = IDENTITY;
    this.end[from] = this.end[this.length - 1]!;
    this.length = from + 1;
    this.#keep(from, hashOfUnits(this.units, from, this.length), IDENTITY_CLASS);
  }

  /** A word nobody knows, in which something may have been put in, doubled or masked. */
  #mend(from: number, hash: number): void {
    const isKnown = (known: number): boolean => this.#knowledge.isKnown(known) || this.#identity.table.get(known) !== 0;
    if (this.#masks > 0) {
      this.#unmask(from);
      return;
    }
    if (this.#doubles > 0 && this.#repair.withoutRepeats(this.units, from, this.length, isKnown)) {
      this.#replace(from, this.#repair.kept, this.#repair.length);
      this.#finishPart(from, this.length);
      return;
    }
    const parts = this.#spaced > 0 || this.#joinsEverywhere(from) ? this.#repair.segments(this.units, from, this.length, isKnown) : this.#joins;
    if (parts.length === 0) this.#keep(from, hash, 0);
    else this.#split(from, [...parts]);
  }

  /** "f.u.c.k": what stands between separators is single letters. */
  #joinsEverywhere(from: number): boolean {
    return this.#joins.length > 1 && this.#joins.length >= this.length - from - 1;
  }

  #unmask(from: number): void {
    for (const mask of [0x2a, 0x23, 0x25, 0x26]) {
      const word = this.#knowledge.unmasked(this.units, from, this.length, mask);
      if (word === undefined) continue;
      for (let i = 0; i < word.length; i++) this.units[from + i] = word.charCodeAt(i);
      this.#finishPart(from, this.length);
      return;
    }
    const parts: number[] = [];
    for (let i = from; i < this.length; i++) if (isMaskUnit(this.units[i]!)) parts.push(i);
    this.#split(from, parts);
  }

  #replace(from: number, kept: Int32Array, length: number): void {
    const last = this.end[this.length - 1]!;
    for (let i = 0; i < length; i++) {
      this.units[from + i] = this.units[kept[i]!]!;
      this.start[from + i] = this.start[kept[i]!]!;
      this.end[from + i] = this.end[kept[i]!]!;
    }
    this.length = from + length;
    this.end[this.length - 1] = last;
  }

  /** The word as words of its own, each beginning at one of `parts`. */
  #split(from: number, parts: readonly number[]): void {
    const [units, start, end] = [this.units.slice(from, this.length), this.start.slice(from, this.length), this.end.slice(from, this.length)];
    const bounds = [from, ...parts, this.length];
    this.length = from;
    for (let p = 0; p + 1 < bounds.length; p++) {
      const begin = this.#begin();
      for (let i = bounds[p]! - from; i < bounds[p + 1]! - from; i++) {
        if (isMaskUnit(units[i]!)) continue;
        if (this.length > begin && this.units[this.length - 1] === units[i]) this.#doubles++;
        if (units[i]! < 0x80 && ASCII[units[i]!] === DIGIT) this.#digits++;
        this.#push(units[i]!, start[i]!, end[i]!);
      }
      if (this.length > begin) this.#finish(begin);
    }
  }

  #finishPart(from: number, to: number): void {
    const hash = hashOfUnits(this.units, from, to);
    if (this.#identity.table.get(hash) !== 0) this.#mask(from);
    else this.#keep(from, hash, this.#knowledge.classOf(hash));
  }
}

function isMaskUnit(unit: number): boolean {
  return unit < 0x80 && ASCII[unit] === MASK;
}

function kindOf(units: Uint16Array, at: number): number {
  const wordClass = wordClassAt(units, at);
  if (wordClass === WORD) return units[at]! >= 0xd800 && units[at]! <= 0xdfff ? SOLO : LETTER;
  if (wordClass === SPACELESS) return SOLO;
  const unit = units[at]!;
  return (unit >= 0xd800 && unit <= 0xdbff) || (unit >= 0x2600 && unit <= 0x27bf) ? SOLO : OTHER;
}
