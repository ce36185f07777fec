import { isUtf8 } from 'node:buffer';
import { FileError, type Pieces, type ReadRow, type ReadThing, RowError } from './past-comment';

/** Bytes of one line; a longer one is passed over and is an error of its row. */
export const LONGEST_LINE = 8 << 20;

const NEW_LINE = 0x0a;
const SHORT = 200;
const NOTHING = Buffer.alloc(0);

interface Line {
  /** From 1. */
  readonly number: number;
  /** Null when it was too long to keep. */
  readonly data: Buffer | null;
  /** Where it ends in the file. */
  readonly end: number;
}

/** What is no text at all, by its first bytes. @throws FileError */
export function refuseBinary(head: Buffer): void {
  if (head[0] === 0x1f && head[1] === 0x8b) throw new FileError('The file is compressed with gzip: unpack it first.');
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03) throw new FileError('The file is a zip archive: unpack it and send the file inside.');
}

/** The number of bytes of a UTF-8 byte order mark. @throws FileError for a file in UTF-16 or UTF-32, which JSON must not be. */
export function markLength(head: Buffer): number {
  refuseBinary(head);
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) throw new FileError('The file is in UTF-16: save it as UTF-8.');
  if (head.length > 3 && head[0] === 0 && head[1] === 0) throw new FileError('The file is in UTF-32: save it as UTF-8.');
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}

/** The lines of a file, without their ends, never more than one in memory. */
async function* linesOf(pieces: Pieces): AsyncGenerator<Line> {
  let kept: Buffer[] = [];
  let length = 0;
  let [number, end] = [1, 0];
  let isFirst = true;
  const line = (rest: Buffer): Line => {
    const data = length + rest.length > LONGEST_LINE ? null : kept.length === 0 ? rest : Buffer.concat([...kept, rest]);
    [kept, length] = [[], 0];
    return { number: number++, data, end };
  };
  for await (const piece of pieces) {
    let at = 0;
    if (isFirst && piece.length > 0) {
      at = markLength(piece);
      end = at;
      isFirst = false;
    }
    for (let to = piece.indexOf(NEW_LINE, at); to >= 0; to = piece.indexOf(NEW_LINE, at)) {
      end += to + 1 - at;
      yield line(piece.subarray(at, to));
      at = to + 1;
    }
    end += piece.length - at;
    length += piece.length - at;
    // Beyond the limit nothing is kept, only counted.
    if (length <= LONGEST_LINE) kept.push(piece.subarray(at));
    else kept = [];
  }
  if (length > 0) yield line(NOTHING);
}

/** What stands in a line. */
export interface LineThing {
  readonly thing: ReadThing;
  readonly subject?: string | null;
  readonly notes?: readonly string[];
}

/** Each line that is not blank is a row. `read` gets what JSON says; it may throw a {@link RowError}. */
export async function* jsonRows(pieces: Pieces, done: number, read: (value: unknown, row: number) => LineThing): AsyncGenerator<ReadRow> {
  let row = 0;
  for await (const { number, data, end } of linesOf(pieces)) {
    if (data !== null && isBlank(data)) continue;
    row++;
    const place = { line: number, bytesRead: end };
    if (row <= done) {
      // Of rows that are done only short ones are looked at again: the first and last line of a file may say what it is.
      if (data !== null && data.length < SHORT) attempt(data, (value) => read(value, row));
      yield { ...place, thing: { kind: 'skipped' }, subject: null, notes: [] };
    } else {
      const { thing, subject = null, notes = [] } = attempt(data, (value) => read(value, row));
      yield { ...place, thing, subject, notes };
    }
  }
}

function attempt(data: Buffer | null, read: (value: unknown) => LineThing): LineThing {
  if (data === null) return bad(`The line is longer than ${String(LONGEST_LINE >> 20)} MB.`);
  if (!isUtf8(data)) return bad('The line is not UTF-8.');
  let value: unknown;
  try {
    value = JSON.parse(data.toString('utf8'));
  } catch {
    return bad('The line is not valid JSON. If it is the last one, the file was cut off.');
  }
  return attemptRow(() => read(value));
}

/** Turns what is wrong with a row into a row that says so. */
export function attemptRow(read: () => LineThing): LineThing {
  try {
    return read();
  } catch (error) {
    if (error instanceof RowError) return { ...bad(error.message), subject: error.subject };
    throw error;
  }
}

function bad(why: string): LineThing {
  return { thing: { kind: 'bad', why } };
}

function isBlank(data: Buffer): boolean {
  for (const byte of data) if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  return true;
}
