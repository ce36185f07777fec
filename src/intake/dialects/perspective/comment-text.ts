import type { MessageReader } from './message';
import { commentEmpty, commentTooLong, contextTwice, invalidValue, notPlainText } from './perspective-error';

/** Of UTF-8. */
export const MOST_BYTES = 20_480;

const TEXT_TYPES = new Set(['TEXT_TYPE_UNSPECIFIED', 'PLAIN_TEXT', 'HTML']);

/** The text of a request's comment, as it came. Its context is looked at only to refuse what Google refuses. */
export function commentText(body: MessageReader): string {
  const comment = body.message('comment');
  const text = comment?.string('text') ?? '';
  const type = comment?.string('type') ?? 'PLAIN_TEXT';
  if (text.trim() === '') throw commentEmpty();
  // Three bytes per UTF-16 unit at most: most comments need no counting.
  if (text.length > MOST_BYTES || (text.length * 3 > MOST_BYTES && Buffer.byteLength(text) > MOST_BYTES)) throw commentTooLong();
  if (!TEXT_TYPES.has(type)) throw invalidValue('comment.type', 'type.googleapis.com/google.commentanalyzer.v1alpha1.TextEntry.TextType', type);
  if (type === 'HTML') throw notPlainText();
  const context = body.message('context');
  if (context && context.messages('entries').length > 0 && context.message('articleAndParentComment')) throw contextTwice();
  return text;
}
