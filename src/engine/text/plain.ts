import { type TextFormat } from '../facts';
import { scanHtml } from './html';
import { scanMarkdown } from './markdown';
import { identityView, type Range, type View } from './view';

/** A link whose address does not stand in the visible text. */
export interface LinkTarget {
  readonly url: string;
  /** Where the address stands in the original. */
  readonly range: Range;
}

/** What a reader sees of a submitted text, and what markup says beside it. */
export interface PlainText {
  readonly view: View;
  readonly targets: readonly LinkTarget[];
  /** Quotations that the markup declares; marks within the text are `quotedRanges`' business. */
  readonly quoted: readonly Range[];
}

/** The visible text of any input, valid or not; never throws. */
export function plainText(original: string, format: TextFormat): PlainText {
  if (format === 'html' && /[<&]/.test(original)) return scanHtml(original);
  if (format === 'markdown' && /[*_~`[\]<>&\\#]/.test(original)) return scanMarkdown(original);
  return { view: identityView(original), targets: [], quoted: [] };
}
