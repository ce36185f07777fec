import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import type { BodyFormat } from '../../domain/statuses';

/** Links of strangers: no referrer, no ranking, a new tab. */
const LINK_REL = 'nofollow ugc noopener noreferrer';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable(['image', 'heading', 'lheading', 'table', 'hr']);
const plain = new MarkdownIt('zero', { html: false, linkify: true, breaks: true }).enable(['linkify', 'newline']);

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'b', 'strong', 'i', 'em', 'u', 's', 'del', 'sub', 'sup', 'blockquote', 'q', 'code', 'pre', 'ul', 'ol', 'li', 'a'],
  allowedAttributes: { a: ['href', 'rel', 'target'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: { a: (tagName, { href }) => ({ tagName, attribs: href === undefined ? {} : { href, rel: LINK_REL, target: '_blank' } }) },
  // Deeper than any person nests; a bound on what a browser must lay out.
  nestingLimit: 20,
};

/**
 * A reader's text as HTML that is safe to put into any page, whatever the reader typed: everything that is not on a short
 * list of harmless elements is escaped or dropped. The stored text stays as it was submitted.
 */
export function displayHtml(body: string, format: BodyFormat): string {
  switch (format) {
    case 'text':
      return sanitizeHtml(plain.render(body), ALLOWED);
    case 'markdown':
      return sanitizeHtml(markdown.render(body), ALLOWED);
    case 'html':
      return sanitizeHtml(body, ALLOWED);
  }
}
