import { readFileSync } from 'node:fs';
import { fold } from '../../src/engine/text/fold';
import { IDENTITY_TERMS } from '../../src/engine/signals/toxicity/identity-terms';
import type { ListedWord } from '../../src/engine/signals/toxicity/word-knowledge';

// Class 1 is the identity terms.
const YOU = 2;
const THEY = 3;
const CUSS = 4;
const NAUGHTY = 7;
const FOREIGN = 8;

const PRONOUNS: Readonly<Record<number, string>> = { [YOU]: 'you your youre yours yourself yourselves u ur ure ya youve youll youd', [THEY]: 'he she they him her them his hers their theirs' };

/**
 * Listed words with their classes: of `cuss` one class for each of its three ratings (how likely a word is meant as profanity), of `naughty-words` what
 * `cuss` does not have, both lists' other languages as one class, and pronouns, which make an insult of a word. Classes in pairs
 * within a few words are features of their own.
 */
export async function readLexicon(): Promise<readonly ListedWord[]> {
  const classes = new Map<string, number>();
  const add = (words: Iterable<string>, wordClass: number): void => {
    for (const written of words) {
      const word = fold(written).replaceAll("'", '');
      if (/^[\p{L}\p{M}\p{N}]{2,32}$/u.test(word) && !classes.has(word)) classes.set(word, wordClass);
    }
  };
  for (const [wordClass, words] of Object.entries(PRONOUNS)) add(words.split(' '), Number(wordClass));
  const { cuss } = await import('cuss');
  for (const rating of [2, 1, 0]) add(Object.keys(cuss).filter((word) => cuss[word] === rating).sort(), CUSS + rating);
  add(naughtyWords('en'), NAUGHTY);
  for (const language of ['de', 'es', 'fr', 'it', 'pt', 'nl'] as const) add(naughtyWords(language).filter((word) => word.length > 3), FOREIGN);
  for (const term of IDENTITY_TERMS) classes.delete(fold(term));
  return [...classes].map(([word, wordClass]) => ({ word, wordClass }));
}

function naughtyWords(language: string): readonly string[] {
  return (JSON.parse(readFileSync(require.resolve(`naughty-words/${language}.json`), 'utf8')) as string[]).sort();
}
