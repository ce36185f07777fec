import type { BodyFormat } from '../../domain/statuses';

const MARKUP = /<\/?[a-z][^>]*>|&(?:#\d+|#x[\da-f]+|[a-z]+);/i;

/** Protocols do not say whether a text is HTML: one with tags or entities is taken for it. */
export function formatOf(text: string): BodyFormat {
  return MARKUP.test(text) ? 'html' : 'text';
}
