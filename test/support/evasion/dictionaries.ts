import { readFileSync } from 'node:fs';
import { readDictionary } from '../../../src/evaluate/dictionary';
import type { OrdinaryWords } from '../../../src/engine/text/ordinary-words';

const PACKAGES: Readonly<Record<string, string>> = { en: 'an-array-of-english-words', es: 'an-array-of-spanish-words', fr: 'an-array-of-french-words', de: 'an-array-of-german-words' };

let shipped: OrdinaryWords | undefined;

/** What the service itself knows. */
export function shippedDictionary(): OrdinaryWords {
  shipped ??= readDictionary();
  return shipped;
}

/** A language's dictionary, word by word. */
export function wordsIn(language: string): readonly string[] {
  return JSON.parse(readFileSync(require.resolve(PACKAGES[language] ?? ''), 'utf8')) as readonly string[];
}

/** At most `count` of the words, at equal steps. */
export function sample(words: readonly string[], count: number): readonly string[] {
  const step = Math.max(1, words.length / count);
  return Array.from({ length: Math.min(count, words.length) }, (_, index) => words[Math.floor(index * step)] ?? '');
}
