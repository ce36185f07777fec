import type { BodyFormat } from '../../domain/statuses';

const TAG_BEGINS = /<\/?[a-z]/i;
const ENTITY = /&(?:#\d+|#x[\da-f]+|[a-z]+);/i;

/**
 * Protocols do not say whether a text is HTML: one with tags or entities is taken for it. The end of a tag is looked for once, after the
 * first that begins: a reader who writes `<a` ten thousand times must not have each of them followed to the end of the text.
 */
export function formatOf(text: string): BodyFormat {
  const begin = text.search(TAG_BEGINS);
  return (begin >= 0 && text.includes('>', begin)) || ENTITY.test(text) ? 'html' : 'text';
}
