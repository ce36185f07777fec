import { referenceAt } from './entities';
import { addressesIn, decode, markupAt } from './html';
import { type LinkTarget, type PlainText } from './plain';
import { type Range, ViewBuilder } from './view';

/**
 * The visible text of Markdown: emphasis, code and heading marks, link targets, HTML tags and backslashes cut, references decoded.
 * The marks of block quotations stay, because quotations are told apart by them. Where CommonMark would need the whole document
 * to decide (an emphasis that never closes), the mark counts as cut: a word must not hide behind a stray asterisk. An asterisk
 * between letters stays, since it masks one. Never throws.
 */
export function scanMarkdown(original: string): PlainText {
  return new MarkdownScanner(original).scan();
}

const LINE_MARK = /[ \t]*(?:#{1,6}[ \t]+|[-*+][ \t]+)/y;
const AUTOLINK = /<((?:[a-z][a-z0-9+.-]*:|www\.)[^\s<>]+)>/iy;
const TARGET = /\]\(\s{0,3}<?([^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s{1,3}(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?\s{0,3}\)/y;
const REFERENCE_TARGET = /\]\[[^[\]\n]{0,200}\]/y;
const DEFINITION = /[ \t]{0,3}\[[^[\]\n]{1,200}\]:[ \t]*<?(\S+?)>?(?:[ \t][^\n]*)?(?=\n|$)/y;
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORDLIKE = /[\p{L}\p{N}]/u;

class MarkdownScanner {
  readonly #out = new ViewBuilder();
  readonly #targets: LinkTarget[] = [];
  readonly #quoted: Range[] = [];
  readonly #lastClose: number;

  constructor(private readonly source: string) {
    this.#lastClose = source.lastIndexOf('>');
  }

  scan(): PlainText {
    const { source } = this;
    for (let i = 0; i < source.length; ) {
      if (i === 0 || source[i - 1] === '\n') {
        const next = this.#lineStart(i);
        if (next !== i) {
          i = next;
          continue;
        }
      }
      i = this.#inline(i);
    }
    return { view: this.#out.finish(), targets: this.#targets, quoted: this.#quoted };
  }

  #lineStart(at: number): number {
    DEFINITION.lastIndex = at;
    const definition = DEFINITION.exec(this.source);
    if (definition !== null) {
      const start = this.source.indexOf(definition[1] ?? '', at + definition[0].indexOf(']:'));
      this.#target(definition[1] ?? '', start);
      return at + definition[0].length;
    }
    LINE_MARK.lastIndex = at;
    return LINE_MARK.test(this.source) ? LINE_MARK.lastIndex : at;
  }

  #target(url: string, start: number): void {
    this.#targets.push({ url: decode(url), range: { start, end: start + url.length } });
  }

  #inline(at: number): number {
    const { source } = this;
    switch (source.charAt(at)) {
      case '\\':
        return this.#escaped(at);
      case '&':
        return this.#reference(at);
      case '<':
        return this.#angle(at);
      case '[':
        return this.#bracket(at);
      case ']':
        return this.#afterLabel(at);
      case '!':
        return source[at + 1] === '[' ? at + 1 : this.#keep(at);
      case '*':
      case '_':
      case '~':
      case '`':
        return this.#mark(at);
      default:
        return this.#keep(at);
    }
  }

  #keep(at: number): number {
    this.#out.push(this.source.charCodeAt(at), at, at + 1);
    return at + 1;
  }

  #escaped(at: number): number {
    const next = this.source[at + 1];
    if (next === '\n') return at + 1;
    if (next === undefined || !PUNCTUATION.test(next)) return this.#keep(at);
    this.#out.push(next.charCodeAt(0), at, at + 2);
    return at + 2;
  }

  #reference(at: number): number {
    const reference = referenceAt(this.source, at);
    if (reference === null) return this.#keep(at);
    this.#out.pushText(reference.text, at, at + reference.length);
    return at + reference.length;
  }

  #angle(at: number): number {
    AUTOLINK.lastIndex = at;
    if (AUTOLINK.test(this.source)) return at + 1;
    const markup = markupAt(this.source, at, this.#lastClose);
    if (markup === null) return this.#keep(at);
    this.#targets.push(...addressesIn(markup, at));
    if (markup.name === 'br' || markup.name === 'p') this.#out.push(0x0a, at, markup.end);
    return markup.end;
  }

  /** An opening bracket is cut if what looks like a link follows on the same line. */
  #bracket(at: number): number {
    const close = this.source.slice(at, at + 1000).search(/\]\(|\]\[/);
    return close < 0 ? this.#keep(at) : at + 1;
  }

  #afterLabel(at: number): number {
    TARGET.lastIndex = at;
    const found = TARGET.exec(this.source);
    if (found !== null) {
      const url = found[1] ?? '';
      this.#target(url, at + found[0].indexOf(url, 2));
      return at + found[0].length;
    }
    REFERENCE_TARGET.lastIndex = at;
    return REFERENCE_TARGET.test(this.source) ? REFERENCE_TARGET.lastIndex : this.#keep(at);
  }

  /** A run of one emphasis or code mark: cut at the edge of a word, kept between letters and between spaces. */
  #mark(at: number): number {
    const { source } = this;
    let end = at + 1;
    while (source[end] === source[at]) end++;
    const before = source[at - 1] ?? ' ';
    const after = source[end] ?? ' ';
    const insideWord = WORDLIKE.test(before) && WORDLIKE.test(after);
    const alone = /\s/.test(before) && /\s/.test(after);
    const isDoubled = end - at > 1 && source[at] !== '_';
    if ((insideWord && !isDoubled) || alone) for (let i = at; i < end; i++) this.#keep(i);
    return end;
  }
}
