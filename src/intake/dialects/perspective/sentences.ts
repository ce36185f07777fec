import type { Range } from '../score-text';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The sentences of a text (Unicode, UAX #29), without the white space around them, as Google cut its spans. At most `most`: what
 * follows then belongs to the last one. A text without any visible character has none.
 */
export function sentencesOf(text: string, most = 100): Range[] {
  const found: Range[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    if (found.length === most) break;
    const begin = index + (segment.length - segment.trimStart().length);
    const end = index + segment.trimEnd().length;
    if (end > begin) found.push({ begin, end });
  }
  const last = found.at(-1);
  if (last && found.length === most) found[most - 1] = { begin: last.begin, end: text.trimEnd().length };
  return found;
}
