import { WordReader } from '../../src/engine/signals/toxicity/read-words';
import { readableView } from '../../src/engine/signals/toxicity/score';
import { identityTerms } from '../../src/engine/signals/toxicity/identity-terms';
import { type ListedWord, WordKnowledge } from '../../src/engine/signals/toxicity/word-knowledge';
import type { Text } from './matrix';

/** Hashes of the words that stand in at least `least` of the texts, the most frequent `most` of them, rising. */
export function readVocabulary(texts: readonly Text[], listed: readonly ListedWord[], { least, most }: { readonly least: number; readonly most: number }): Uint32Array {
  const reader = new WordReader();
  const [knowledge, identity] = [new WordKnowledge(new Uint32Array(0), listed), identityTerms([])];
  const counts = new Map<number, number>();
  for (const { text, format } of texts) {
    reader.read(readableView(text, format), knowledge, identity);
    for (const hash of new Set(reader.wordHash.subarray(0, reader.words))) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const frequent = [...counts].filter(([, count]) => count >= least).sort(([a, x], [b, y]) => y - x || a - b);
  return Uint32Array.from(frequent.slice(0, most), ([hash]) => hash).sort();
}
