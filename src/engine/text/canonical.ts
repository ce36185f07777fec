import { type TextFormat } from '../facts';
import { foldView } from './fold';
import { plainText } from './plain';

/**
 * What stays the same when a text is sent again with other case, spacing or punctuation marks repeated: the folded visible
 * text, runs of white space as one space, runs of one punctuation mark as one. Hash it to find exact duplicates.
 */
export function canonicalText(body: string, format: TextFormat): string {
  const folded = foldView(plainText(body, format).view).text;
  return folded.replace(/\s+/gu, ' ').replace(/([\p{P}\p{S}])\1+/gu, '$1').trim();
}
