import { createHash, type Hash } from 'node:crypto';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { FIRST, LAST, type Manifest, pieceName, type Sums, type TableSum } from './manifest';

/** About so much of a table lies in one file of the archive, and in memory; never less than a row. */
const PIECE_BYTES = 1 << 20;
/** Half as long as the default, for a file that is a few hundredths larger. */
const GZIP_LEVEL = 4;
const LINE_FEED = 0x0a;

/**
 * A gzipped tar that grows as it is written: other tools can read it in ten years. Tar wants the size of a file before its content, so
 * a table is a row of small files, each of whole lines.
 */
export class ArchiveWriter {
  private readonly tar = pack();
  private readonly written: Promise<void>;
  private readonly sums: Record<string, TableSum> = {};

  constructor(into: Writable) {
    this.written = pipeline(Readable.from(this.tar, { objectMode: false }), createGzip({ level: GZIP_LEVEL }), into);
    // It is awaited at every file; until then a failure is nobody's.
    this.written.catch(() => undefined);
  }

  async begin(manifest: Manifest): Promise<void> {
    await this.file(FIRST, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  }

  /** `lines` as COPY gives them in its text form. Tells `onPiece` how much is written by now. */
  async table(name: string, lines: AsyncIterable<Buffer>, onPiece: (bytes: number) => void): Promise<void> {
    const hash = createHash('sha256');
    const sum = { rows: 0, bytes: 0, pieces: 0 };
    for await (const piece of inPieces(lines)) {
      await this.file(pieceName(name, sum.pieces++), piece);
      count(sum, hash, piece);
      onPiece(sum.bytes);
    }
    this.sums[name] = { rows: sum.rows, bytes: sum.bytes, sha256: hash.digest('hex') };
  }

  /** Resolves when all of it has reached the other end. */
  async end(): Promise<Sums> {
    await this.file(LAST, Buffer.from(`${JSON.stringify({ tables: this.sums }, null, 2)}\n`));
    this.tar.finalize();
    await this.written;
    return this.sums;
  }

  /** After a failure: ends what is under way. */
  async abandon(): Promise<void> {
    this.tar.destroy();
    await this.written.catch(() => undefined);
  }

  private async file(name: string, content: Buffer): Promise<void> {
    const taken = new Promise<void>((resolve, reject) => {
      // Called when the archive has room for more, which keeps what waits in memory small.
      const file = this.tar.entry({ name, size: content.length, mode: 0o600 }, (error) => { if (error) reject(error); else resolve(); });
      file.on('error', reject).end(content);
    });
    await taken.catch(async (error: unknown) => {
      // The archive is torn down by what went wrong behind it, which says more.
      await this.written;
      throw error;
    });
  }
}

export function count(sum: { rows: number; bytes: number }, hash: Hash, piece: Buffer): void {
  hash.update(piece);
  sum.bytes += piece.length;
  // In COPY's text form a line feed ends a row, and nothing else is one.
  for (let at = piece.indexOf(LINE_FEED); at !== -1; at = piece.indexOf(LINE_FEED, at + 1)) sum.rows++;
}

async function* inPieces(lines: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const part of lines) {
    parts.push(part);
    size += part.length;
    const end = size < PIECE_BYTES ? -1 : part.lastIndexOf(LINE_FEED);
    if (end === -1) continue;
    const whole = Buffer.concat(parts);
    const cut = whole.length - (part.length - end - 1);
    yield whole.subarray(0, cut);
    parts = [whole.subarray(cut)];
    size = whole.length - cut;
  }
  if (size > 0) yield Buffer.concat(parts);
}
