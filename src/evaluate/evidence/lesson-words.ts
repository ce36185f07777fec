import type { TextFormat } from '../../engine/facts';
import { foldView } from '../../engine/text/fold';
import { wordsOf } from '../../engine/text/ordinary-words';
import { plainText } from '../../engine/text/plain';

/** Letters and marks, digits, apostrophes and hyphens inside; no addresses, handles or rows of signs. */
const A_WORD = /^(?=.*\p{L}.*\p{L})[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}'’-]*[\p{L}\p{M}\p{N}])?$/u;
const LONGEST = 40;
const MOST = 400;

/** The words of a comment that can be learned, each once, folded as the matcher compares them. */
export function lessonWords(body: string, format: TextFormat): string[] {
  const words = new Set<string>();
  for (const word of wordsOf(foldView(plainText(body, format).view))) {
    if (words.size < MOST && word.length <= LONGEST && A_WORD.test(word)) words.add(word);
  }
  return [...words];
}
