import type { CommentText } from '../store/comment-words.store';
import { searchWords } from '../store/search-words';

/** The words of a comment's title and body. */
export function wordsOf({ title, body, format }: CommentText): readonly string[] {
  const words = searchWords(body, format);
  return title === null ? words : [...new Set([...searchWords(title, 'text'), ...words])];
}
