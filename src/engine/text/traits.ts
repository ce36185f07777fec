/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index stays below the view's length */
import { type View } from './view';

/** Kinds of characters that a search needs before it can find anything: a set of bits. */
export const HAS_DIGIT = 1;
export const HAS_AT = 2;
export const HAS_SLASH = 4;
/** What opens a bracket. */
export const HAS_BRACKET = 8;
/** Quotation marks, line ends and >. */
export const HAS_QUOTE = 16;
/** A letter of a script that looks like Latin may be there. */
export const HAS_FOREIGN = 32;
export const HAS_DOT = 64;

const traits = new Uint8Array(0x10000);
const GREEK = 0x370;

for (const [bit, chars] of [[HAS_DIGIT, '0123456789'], [HAS_AT, '@'], [HAS_SLASH, '/'], [HAS_BRACKET, '([{<'], [HAS_QUOTE, `"'“”„«»‹›‚「」『』\n>`], [HAS_DOT, '.']] as const) {
  for (const char of chars) traits[char.charCodeAt(0)]! |= bit;
}
for (let unit = GREEK; unit < traits.length; unit++) if (unit < 0x2000 || unit > 0x20cf) traits[unit]! |= HAS_FOREIGN;

/** One pass over a fold view that spares most texts most searches: a bit that is missing is a promise, one that is set is not. */
export function traitsOf(fold: View): number {
  const { units, length } = fold;
  let found = 0;
  for (let i = 0; i < length; i++) found |= traits[units[i]!]!;
  return found;
}
