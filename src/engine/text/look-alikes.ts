import { LOOK_ALIKE_PAIRS } from './generated/look-alike-pairs';

const LEET_PAIRS = '0o1i3e4a5s6g7t8b9g';
const SYMBOL_PAIRS = '@a$s!i|i¡i+t†t(c¢c©c®r€e';

function tableOf(pairs: string): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let i = 0; i < pairs.length; i += 2) table[pairs.charCodeAt(i)] = pairs.charCodeAt(i + 1);
  return table;
}

/**
 * Unit of a fold view → the Latin letter that it is drawn like, or 0. Never one letter for two (m is not rn), or the words around
 * would change. Letters beyond the basic plane are in {@link letterOfPictogram}.
 */
export const LOOK_ALIKES = new Uint16Array(0x10000);
const PAIRED = new Map<number, number>();

for (const line of LOOK_ALIKE_PAIRS) {
  const letters = Array.from(line);
  for (let i = 0; i + 1 < letters.length; i += 2) {
    const [code, latin] = [letters[i]?.codePointAt(0) ?? 0, letters[i + 1]?.charCodeAt(0) ?? 0];
    if (code > 0xffff) PAIRED.set(code, latin);
    else LOOK_ALIKES[code] = latin;
  }
}
/** Digit → the letter it is written for, or 0. */
export const DIGITS_AS_LETTERS = tableOf(LEET_PAIRS);
/** Symbol → the letter it is written for, or 0. */
export const SYMBOLS_AS_LETTERS = tableOf(SYMBOL_PAIRS);

/** A folded word as it reads where every letter that looks Latin is one: so "дypaк", half Latin, is found by "дурак". */
export function skeletonOf(word: string): string {
  let read = '';
  for (let i = 0; i < word.length; i++) read += String.fromCharCode((LOOK_ALIKES[word.charCodeAt(i)] ?? 0) || word.charCodeAt(i));
  return read;
}

/** Whether a symbol is written for a letter at a word's ends, too; the others are punctuation there. */
export function isLooseSymbol(unit: number): boolean {
  return unit === 0x24 || unit === 0x40 || unit === 0x2b;
}

/** What is a letter, but not of the Latin script: in a text of such letters they stand for themselves. */
export function isForeignLetter(unit: number): boolean {
  return unit >= 0x370 && FOREIGN[unit] === 1;
}

const FOREIGN = new Uint8Array(0x10000);
// Latin lies below Greek and in a few blocks after it: phonetic extensions, additional letters, letter-like symbols, extensions C to E.
for (const [from, to] of [[0x370, 0x1d00], [0x1f00, 0x2000], [0x2c00, 0x2c60], [0x2c80, 0x2e00], [0x3005, 0xa720], [0xa800, 0xab30], [0xab70, 0xd800], [0xf900, 0xfb00], [0xfb13, 0xff00]] as const) {
  FOREIGN.fill(1, from, to);
}

/** The letter that a code point beyond the basic plane stands for: letters on coloured squares and discs, halves of flags, old scripts. Or 0. */
export function letterOfPictogram(code: number): number {
  for (const first of [0x1f150, 0x1f170, 0x1f1e6]) if (code >= first && code < first + 26) return 0x61 + code - first;
  return PAIRED.get(code) ?? 0;
}
