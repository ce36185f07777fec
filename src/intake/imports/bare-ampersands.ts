const CDATA = '<![CDATA[';
const CDATA_END = ']]>';
/** As long as what must not be cut in two at the end of a piece: an entity's name, the marks of CDATA. */
const TAIL = 12;

/** An ampersand that begins none of XML's own entities. */
const BARE = /&(?!(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);)/gi;

/**
 * Writes bare ampersands of an XML text as XML wants them, piece by piece. A parser would read on to the next semicolon, however
 * far it is; and entities that nobody declared (`&nbsp;`) become what they were meant as: text for HTML to read.
 */
export class BareAmpersands {
  private isInCdata = false;
  private kept = '';
  /** How many were mended since it was last asked. */
  private count = 0;

  /** What can be said of the text so far; the rest comes with the next piece. */
  mend(piece: string): string {
    const text = this.kept + piece;
    const end = Math.max(0, text.length - TAIL);
    return this.upTo(text, end);
  }

  end(): string {
    const text = this.kept;
    this.kept = '';
    return this.upTo(text, text.length);
  }

  taken(): number {
    const { count } = this;
    this.count = 0;
    return count;
  }

  private upTo(text: string, end: number): string {
    let mended = '';
    let at = 0;
    for (;;) {
      const mark = this.isInCdata ? CDATA_END : CDATA;
      const next = text.indexOf(mark, at);
      const isWhole = next >= 0 && next < end;
      const to = isWhole ? next + mark.length : Math.max(at, end);
      mended += this.isInCdata ? text.slice(at, to) : this.outside(text, at, to);
      at = to;
      if (!isWhole) break;
      this.isInCdata = !this.isInCdata;
    }
    this.kept = text.slice(at);
    return mended;
  }

  /** Looks beyond its end, so that an entity that is cut there is seen whole. */
  private outside(text: string, from: number, to: number): string {
    if (!text.slice(from, to).includes('&')) return text.slice(from, to);
    let mended = '';
    let at = from;
    BARE.lastIndex = from;
    for (let found = BARE.exec(text); found !== null && found.index < to; found = BARE.exec(text)) {
      mended += `${text.slice(at, found.index)}&amp;`;
      at = found.index + 1;
      this.count++;
    }
    return mended + text.slice(at, to);
  }
}
