import { TextDecoder } from 'node:util';
import { type SaxesAttributeNS, SaxesParser } from 'saxes';
import { BareAmpersands } from './bare-ampersands';
import { attemptRow, type LineThing, refuseBinary } from './json-lines';
import { FileError, type Pieces, type ReadRow } from './past-comment';

/** Bytes without the end of a text or tag: more than any element of an export has. */
const LONGEST_PART = 32 << 20;
/** Fed at once, so that no more than this is parsed before somebody takes the rows. */
const SLICE = 64 << 10;
/** Text before the first element: a stray mark or two, not another file. */
const MOST_JUNK = 1_024;
const DEEPEST = 100;
const MOST_NOTES = 5;

/** What one format makes of elements. Names are the dialect's own: see `nameOf`. */
export interface XmlDialect {
  /** The name by which the dialect knows an element or attribute, whatever prefix the file uses. */
  nameOf(uri: string, local: string, name: string): string;
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  /** `text` is what stood in the element itself. A row, if the element is one; it may throw a `RowError`. */
  close(name: string, text: string): LineThing | null;
  /** Whether what was read is a file of this format at all; a sentence if not. Asked at the end. */
  whyNot(): string | null;
}

/**
 * The rows of an XML file of any size. Document types are refused, so that no entity can be declared; what is not quite XML (bare
 * ampersands, control characters) is read as far as it can be, with a note at the row. @throws FileError
 */
export async function* xmlRows(pieces: Pieces, dialect: XmlDialect): AsyncGenerator<ReadRow> {
  const reading = new XmlReading(dialect);
  let decoder: TextDecoder | null = null;
  let read = 0;
  for await (const piece of pieces) {
    decoder ??= decoderOf(piece);
    for (let at = 0; at < piece.length; at += SLICE) {
      const slice = piece.subarray(at, at + SLICE);
      read += slice.length;
      reading.write(decoder.decode(slice, { stream: true }), read);
      yield* reading.take();
    }
  }
  reading.write(decoder?.decode() ?? '', read);
  reading.end();
  yield* reading.take();
}

/** As the file says, by mark or declaration; UTF-8 if it says nothing. @throws FileError */
function decoderOf(head: Buffer): TextDecoder {
  refuseBinary(head);
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be');
  const declared = /<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(head.subarray(0, MOST_JUNK).toString('latin1'))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(declared);
  } catch {
    throw new FileError(`The file says that its encoding is ${declared}, which is not known here: save it as UTF-8.`);
  }
}

/** Most elements are no rows. */
const NO_ROW: LineThing = { thing: { kind: 'skipped' } };

class XmlReading {
  private readonly parser = new SaxesParser({ xmlns: true });
  private readonly texts: string[] = [];
  private rows: ReadRow[] = [];
  private notes: string[] = [];
  private readonly ampersands = new BareAmpersands();
  private started = false;
  private read = 0;
  private lastEventAt = 0;
  private cutOff: string | null = null;

  constructor(private readonly dialect: XmlDialect) {
    this.parser.on('doctype', () => {
      throw new FileError('The file has a document type (<!DOCTYPE …>). Those can declare entities, so they are not read: remove it.');
    });
    this.parser.on('error', ({ message }) => { this.note(message); });
    this.parser.on('opentag', ({ uri, local, name, attributes }) => { this.open(dialect.nameOf(uri, local, name), attributes); });
    this.parser.on('closetag', ({ uri, local, name }) => { this.close(dialect.nameOf(uri, local, name)); });
    const text = (more: string): void => {
      this.lastEventAt = this.read;
      const last = this.texts.length - 1;
      if (last >= 0) this.texts[last] = (this.texts[last] ?? '') + more;
    };
    this.parser.on('text', text);
    this.parser.on('cdata', text);
  }

  write(text: string, read: number): void {
    this.read = read;
    const mended = this.ampersands.mend(this.started ? text : this.withoutJunk(text));
    const count = this.ampersands.taken();
    if (count > 0) this.addNote(`From line ${String(this.parser.line)} on, ${String(count)} ampersands begin no entity of XML; they were read as text.`);
    this.parser.write(mended);
    if (read - this.lastEventAt > LONGEST_PART) throw new FileError(`A single text or tag has more than ${String(LONGEST_PART >> 20)} MB.`);
  }

  end(): void {
    if (!this.started) throw new FileError('There is no XML in the file.');
    this.parser.write(this.ampersands.end());
    this.cutOff = '';
    this.parser.close();
    const why = this.dialect.whyNot();
    if (why !== null) throw new FileError(why);
    if (this.cutOff !== '') throw new FileError(`The file ends in the middle (${this.cutOff}): it was cut off. What stood before was imported.`);
  }

  /** The rows that are complete. */
  *take(): Generator<ReadRow> {
    const ready = this.rows;
    this.rows = [];
    yield* ready;
  }

  /** Some exporters write a stray character before the declaration, which XML does not allow. */
  private withoutJunk(text: string): string {
    const at = text.indexOf('<');
    if (at < 0 || at > MOST_JUNK) {
      if (text.length > MOST_JUNK) throw new FileError('The file does not begin with an XML element.');
      return '';
    }
    this.started = true;
    const junk = text.slice(0, at).replace(/^\uFEFF/, '').trim();
    if (junk !== '') this.notes.push(`Before the first element stood ${String(junk.length)} characters that do not belong there; they were passed over.`);
    return text.slice(at);
  }

  private note(message: string): void {
    if (this.cutOff !== null && /unclosed tag|unexpected end/.test(message)) this.cutOff = message.replace(/^\d+:\d+: /, '');
    else this.addNote(`The XML is not well formed at line ${String(this.parser.line)}: ${message.replace(/^\d+:\d+: /, '')}`);
  }

  private addNote(note: string): void {
    if (this.notes.length < MOST_NOTES) this.notes.push(note);
  }

  private open(name: string, attributes: Readonly<Record<string, SaxesAttributeNS>>): void {
    this.lastEventAt = this.read;
    if (this.texts.length >= DEEPEST) throw new FileError(`The elements are nested more than ${String(DEEPEST)} levels deep.`);
    this.texts.push('');
    this.dialect.open(name, new Map(Object.values(attributes).map(({ uri, local, name: full, value }) => [this.dialect.nameOf(uri, local, full), value])));
  }

  private close(name: string): void {
    this.lastEventAt = this.read;
    const text = this.texts.pop() ?? '';
    // An element that the file never closed is closed by its end: what it holds is not whole.
    if (this.cutOff !== null && this.cutOff !== '') return;
    const made = attemptRow(() => this.dialect.close(name, text) ?? NO_ROW);
    if (made === NO_ROW) return;
    const { thing, subject = null, notes = [] } = made;
    this.rows.push({ thing, subject, notes: [...this.notes, ...notes], line: this.parser.line, bytesRead: this.read });
    this.notes = [];
  }
}

/** For texts that were decoded with what stands for bytes that fit no character. */
export function noteReplaced(text: string, notes: string[]): void {
  if (text.includes('\uFFFD')) notes.push('The text contains bytes that are not in the encoding of the file; each stands as �.');
}
