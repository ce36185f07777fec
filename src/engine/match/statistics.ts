/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index is below the length of the array it reads */
import { type Tokens } from '../text/tokens';
import { HAS_AT, HAS_FOREIGN } from '../text/traits';
import { type View } from '../text/view';
import { findAll, type Found, type SeenText } from './seen-text';

/** Counts of one pass over the visible text. */
export interface CharacterCounts {
  /** Code points. */
  readonly length: number;
  readonly letters: number;
  /** Capitals among the letters, 0 to 1. */
  readonly capsRatio: number;
  /** Emoji as a reader counts them: a family of four joined figures is one. */
  readonly emoji: number;
  /** Longest run of one character, case ignored, white space left out. */
  readonly maxRepeat: number;
  /** Neither letter, digit, mark nor white space, among the visible characters, 0 to 1. */
  readonly symbolRatio: number;
  /** Characters that draw nothing, those that emoji and cursive scripts need left out. */
  readonly invisible: number;
}

const LETTER = 1;
const UPPER = 2;
const SPACE = 4;
const NUMBER = 8;
const INVISIBLE = 16;
const PICTURE = 32;
const MARK = 64;
const KNOWN = 128;

const traits = new Uint8Array(0x10000);

function traitsOf(char: string): number {
  let bits = KNOWN;
  if (/^\p{L}$/u.test(char)) bits |= LETTER;
  if (/^\p{Lu}$/u.test(char)) bits |= UPPER;
  if (/^\s$/u.test(char)) bits |= SPACE;
  if (/^\p{N}$/u.test(char)) bits |= NUMBER;
  if (/^\p{M}$/u.test(char)) bits |= MARK;
  if (/^[\p{Default_Ignorable_Code_Point}\p{Cc}]$/u.test(char) && (bits & SPACE) === 0) bits |= INVISIBLE;
  if (/^(?:\p{Extended_Pictographic}|\p{Regional_Indicator})$/u.test(char) && !/^[©®™‼⁉ℹ↔-↪]$/u.test(char)) bits |= PICTURE;
  return bits;
}

/** Traits of the ASCII characters that draw something or are white space; 0 for the others. */
const asciiTraits = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const bits = traitsOf(String.fromCharCode(code));
  return (bits & (INVISIBLE | PICTURE)) === 0 ? bits : 0;
});

const ZWNJ = 0x200c;
const ZWJ = 0x200d;
const EMOJI_STYLE = 0xfe0f;

export function countCharacters(plain: View): CharacterCounts {
  const counter = new Counter();
  const { text } = plain;
  for (let i = 0; i < text.length; ) {
    i = counter.addAscii(text, i);
    if (i < text.length) i = addOther(counter, text, i);
  }
  return counter.result();
}

function addOther(counter: Counter, text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const isKnown = traits[unit] !== 0 && (unit < 0xd800 || unit > 0xdbff);
  const code = isKnown ? unit : text.codePointAt(at)!;
  const bits = isKnown ? traits[unit]! : traitsOf(String.fromCodePoint(code));
  if (code <= 0xffff) traits[unit] = bits;
  counter.add(code, bits);
  return at + (code > 0xffff ? 2 : 1);
}

class Counter {
  #length = 0;
  #letters = 0;
  #upper = 0;
  #spaces = 0;
  #others = 0;
  #invisible = 0;
  #emoji = 0;
  #run = 0;
  #longest = 0;
  #last = -1;
  #lastBits = 0;
  #joined = false;
  #flagHalf = false;

  /** Most characters of most texts, counted without a call for each; returns where the first other one stands. */
  addAscii(text: string, from: number): number {
    let [letters, upper, spaces, others] = [0, 0, 0, 0];
    let [run, longest, last, bits] = [this.#run, this.#longest, this.#last, this.#lastBits];
    let i = from;
    for (; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x7f || asciiTraits[unit] === 0) break;
      bits = asciiTraits[unit]!;
      if ((bits & LETTER) !== 0) letters++;
      else if ((bits & SPACE) !== 0) spaces++;
      else if ((bits & NUMBER) === 0) others++;
      if ((bits & UPPER) !== 0) upper++;
      const folded = (bits & UPPER) === 0 ? unit : unit + 32;
      run = folded === last ? run + 1 : 1;
      last = folded;
      if (run > longest && (bits & SPACE) === 0) longest = run;
    }
    if (i > from) [this.#run, this.#longest, this.#last, this.#lastBits, this.#flagHalf] = [run, longest, last, bits, false];
    this.#length += i - from;
    this.#letters += letters;
    this.#upper += upper;
    this.#spaces += spaces;
    this.#others += others;
    return i;
  }

  add(code: number, bits: number): void {
    this.#length++;
    if ((bits & LETTER) !== 0) {
      this.#letters++;
      if ((bits & UPPER) !== 0) this.#upper++;
    } else if ((bits & SPACE) !== 0) this.#spaces++;
    else if ((bits & INVISIBLE) !== 0) this.#addInvisible(code);
    else if ((bits & (NUMBER | MARK)) === 0) this.#others++;
    if ((bits & PICTURE) !== 0) this.#addPicture(code);
    else this.#flagHalf = false;
    this.#addToRun(code, bits);
    if ((bits & INVISIBLE) === 0) this.#lastBits = bits;
  }

  // Joiners shape emoji sequences and Arabic or Indic words; elsewhere they only hide.
  #addInvisible(code: number): void {
    const afterPicture = (this.#lastBits & PICTURE) !== 0;
    const isNeeded = code === EMOJI_STYLE || (code >= 0xe0020 && code <= 0xe007f && afterPicture);
    const shapes = (code === ZWJ || code === ZWNJ) && (afterPicture || this.#last > 0x5ff);
    this.#joined = code === ZWJ && afterPicture;
    if (isNeeded || shapes) this.#spaces++;
    else this.#invisible++;
  }

  #addPicture(code: number): void {
    const isFlag = code >= 0x1f1e6 && code <= 0x1f1ff;
    const isSkinTone = code >= 0x1f3fb && code <= 0x1f3ff && (this.#lastBits & PICTURE) !== 0;
    if (!this.#joined && !isSkinTone && !(isFlag && this.#flagHalf)) this.#emoji++;
    this.#flagHalf = isFlag && !this.#flagHalf;
    this.#joined = false;
  }

  #addToRun(code: number, bits: number): void {
    if ((bits & INVISIBLE) !== 0) return;
    const folded = code < 0x80 ? (code >= 0x41 && code <= 0x5a ? code + 32 : code) : code;
    this.#run = folded === this.#last ? this.#run + 1 : 1;
    this.#last = folded;
    if ((bits & SPACE) === 0 && this.#run > this.#longest) this.#longest = this.#run;
  }

  result(): CharacterCounts {
    const visible = this.#length - this.#spaces - this.#invisible;
    return {
      length: this.#length,
      letters: this.#letters,
      capsRatio: this.#letters === 0 ? 0 : this.#upper / this.#letters,
      emoji: this.#emoji,
      maxRepeat: this.#longest,
      symbolRatio: visible === 0 ? 0 : this.#others / visible,
      invisible: this.#invisible,
    };
  }
}

/** Different words among all words of a fold view, 0 to 1; 1 when there are none. */
export function uniqueWordRatio(fold: View, tokens: Tokens): number {
  if (tokens.count === 0) return 1;
  const words = new Set<string>();
  for (let i = 0; i < tokens.count; i++) words.add(fold.text.slice(tokens.from[i], tokens.to[i]));
  return words.size / tokens.count;
}

const MIXED = /\p{Script=Latin}/u;
const LOOK_ALIKE = /[\p{Script=Greek}\p{Script=Cyrillic}]/u;
const CANDIDATE = /[\p{L}\p{N}\p{M}]{2,}/gu;

/** Words that mix Latin with Greek or Cyrillic letters. */
export function mixedScriptWords({ plain, traits: seen }: SeenText): readonly Found[] {
  if ((seen & HAS_FOREIGN) === 0 || !LOOK_ALIKE.test(plain.text)) return [];
  return findAll(plain, CANDIDATE, ([word]) => (MIXED.test(word) && LOOK_ALIKE.test(word) ? word : null));
}

const MENTION = /(?<![\p{L}\p{N}@._/-])@[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,38}[\p{L}\p{N}_]/gu;

/** Names addressed with @. */
export function mentionsOf({ plain, traits: seen }: SeenText): readonly Found[] {
  return (seen & HAS_AT) !== 0 ? findAll(plain, MENTION, ([name]) => name) : [];
}
