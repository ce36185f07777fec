import { readFileSync } from 'node:fs';

/** The English dictionary of the npm package, in its order. */
export const ENGLISH_WORDS = JSON.parse(readFileSync(require.resolve('an-array-of-english-words'), 'utf8')) as readonly string[];

let known: ReadonlySet<string> | undefined;

/** The ordinary words that disguises are held against here. */
export function ordinaryWordsFor(): ReadonlySet<string> {
  known ??= new Set(ENGLISH_WORDS);
  return known;
}
