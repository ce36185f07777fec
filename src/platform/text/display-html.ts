import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import type { BodyFormat } from '../../domain/statuses';

/** Links of strangers: no referrer, no ranking, a new tab. */
const LINK_REL = 'nofollow ugc noopener noreferrer';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable(['image', 'heading', 'lheading', 'table', 'hr']);
const plain = new MarkdownIt('zero', { html: false, linkify: true, breaks: true, xhtmlOut: true }).enable(['linkify', 'newline']);
plain.linkify.add('ftp:', null).add('//', null);
plain.renderer.rules['text'] = (tokens, index) => escaped(tokens[index]?.content ?? '');
plain.renderer.rules['link_open'] = (tokens, index) => {
  const href = String(tokens[index]?.attrGet('href') ?? '');
  return `<a href="${escaped(href).replaceAll('"', '&quot;')}" rel="${LINK_REL}" target="_blank">`;
};

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
      // No markup of the reader's comes this far: what is written here is ours, and a test shows that sanitising leaves it as it is.
      return plain.render(body);
    case 'markdown':
      return sanitised(markdown.render(body));
    case 'html':
      return sanitised(body);
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `displayHtml` for text has nothing to be sanitised; exported for the test that holds it to that. */
export function sanitised(html: string): string {
  return sanitizeHtml(html, ALLOWED);
}
