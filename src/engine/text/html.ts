import { referenceAt } from './entities';
import { type LinkTarget, type PlainText } from './plain';
import { type Range, type View, ViewBuilder } from './view';

/** Elements that stand on lines of their own; the others run on with the text around them. */
const BLOCKS = new Set(
  'address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table td th tr ul'.split(' '),
);
/** Elements whose content is never shown. */
const HIDDEN = new Set(['script', 'style', 'template', 'title', 'textarea', 'noscript', 'iframe', 'head']);
const TAG = /^<(\/?)([A-Za-z][A-Za-z0-9:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/;
const ADDRESS = /(?:^|[\s"'/])(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

/** The visible text of HTML, tags cut and references decoded in one pass that keeps the way back. Never throws. */
export function scanHtml(original: string): PlainText {
  return new HtmlScanner(original).scan();
}

/** A whole tag, comment, declaration or processing instruction that begins at `at`. */
interface Markup {
  readonly end: number;
  readonly name: string;
  readonly closes: boolean;
  readonly attributes: string;
}

// Bounds the search for a tag's end, so that a text full of "<" costs no square of its length. A longer tag counts as visible text.
const MAX_TAG = 2_000;

export function markupAt(source: string, at: number, lastClose: number): Markup | null {
  if (at > lastClose) return null;
  if (source.startsWith('<!--', at)) {
    const close = source.indexOf('-->', at + 4);
    return { end: close < 0 ? source.length : close + 3, name: '', closes: false, attributes: '' };
  }
  if (source[at + 1] === '!' || source[at + 1] === '?') return { end: source.indexOf('>', at) + 1, name: '', closes: false, attributes: '' };
  const found = TAG.exec(source.slice(at, at + MAX_TAG));
  if (found === null) return null;
  return { end: at + found[0].length, name: (found[2] ?? '').toLowerCase(), closes: found[1] === '/', attributes: found[3] ?? '' };
}

/** The addresses in a tag's attributes, references decoded, with their place in the original. */
export function addressesIn(markup: Markup, at: number): readonly LinkTarget[] {
  if (!/href|src/i.test(markup.attributes)) return [];
  const from = at + 1 + (markup.closes ? 1 : 0) + markup.name.length;
  return [...markup.attributes.matchAll(ADDRESS)].map((found) => {
    const raw = found[1] ?? found[2] ?? found[3] ?? '';
    const end = from + found.index + found[0].length - (found[3] === undefined ? 1 : 0);
    return { url: decode(raw), range: { start: end - raw.length, end } };
  });
}

/** A text with its character references decoded. */
export function decode(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; ) {
    const reference = text[i] === '&' ? referenceAt(text, i) : null;
    out += reference?.text ?? text.charAt(i);
    i += reference?.length ?? 1;
  }
  return out;
}

class HtmlScanner {
  readonly #out = new ViewBuilder();
  readonly #targets: LinkTarget[] = [];
  readonly #quoted: Range[] = [];
  readonly #open: number[] = [];
  readonly #lastClose: number;

  constructor(private readonly source: string) {
    this.#lastClose = source.lastIndexOf('>');
  }

  scan(): PlainText {
    const { source } = this;
    for (let i = 0; i < source.length; ) {
      const char = source[i];
      const markup = char === '<' ? markupAt(source, i, this.#lastClose) : null;
      if (markup !== null) i = this.#markup(markup, i);
      else if (char === '&') i = this.#reference(i);
      else {
        this.#out.push(source.charCodeAt(i), i, i + 1);
        i++;
      }
    }
    for (const start of this.#open) this.#quoted.push({ start, end: source.length });
    return { view: this.#view(), targets: this.#targets, quoted: this.#quoted };
  }

  #view(): View {
    return this.#out.finish();
  }

  #reference(at: number): number {
    const reference = referenceAt(this.source, at);
    if (reference === null) {
      this.#out.push(this.source.charCodeAt(at), at, at + 1);
      return at + 1;
    }
    this.#out.pushText(reference.text, at, at + reference.length);
    return at + reference.length;
  }

  #markup(markup: Markup, at: number): number {
    this.#targets.push(...addressesIn(markup, at));
    if (BLOCKS.has(markup.name)) this.#out.push(0x0a, at, markup.end);
    if (markup.name === 'blockquote' || markup.name === 'q') this.#quotation(markup, at);
    return HIDDEN.has(markup.name) && !markup.closes ? this.#skip(markup) : markup.end;
  }

  #quotation(markup: Markup, at: number): void {
    if (!markup.closes) this.#open.push(at);
    else {
      const start = this.#open.pop();
      if (start !== undefined) this.#quoted.push({ start, end: markup.end });
    }
  }

  /** The end of an element that is not shown; left open, the rest is not shown either. */
  #skip(markup: Markup): number {
    const close = new RegExp(`</${markup.name}[^>]*>`, 'gi');
    close.lastIndex = markup.end;
    const found = close.exec(this.source);
    return found === null ? this.source.length : found.index + found[0].length;
  }
}
