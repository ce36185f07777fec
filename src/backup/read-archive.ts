import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { BackupRefused } from './backup-refused';
import { damaged, FIRST, LAST, type Manifest, notABackup, pieceOf, readManifest, readSums, type Sums } from './manifest';
import { count } from './write-archive';

/** What is done with a backup as it is read. What they reject with ends the reading. */
export interface ArchiveReader {
  manifest(manifest: Manifest): Promise<void>;
  /** Whole lines of a table; all of one table follow each other. */
  piece(table: string, lines: Buffer): Promise<void>;
}

/** Nothing that is written has larger files, and nobody's memory takes more. */
const LARGEST_FILE = 1 << 29;

/**
 * Reads a backup once from end to end with little memory and holds it to its own sums. What it hands over is known to be right only
 * when it has resolved.
 * @throws BackupRefused when the file is none, is damaged, cut off or of a newer Weir.
 */
export async function readArchive(source: Readable, reader: ArchiveReader): Promise<{ manifest: Manifest; sums: Sums }> {
  const check = new Check();
  for await (const { name, content } of filesIn(source)) {
    const piece = check.next(name, content);
    if (name === FIRST) await reader.manifest(check.manifest);
    if (piece !== null) await reader.piece(piece, content);
  }
  return { manifest: check.manifest, sums: check.end() };
}

class Check {
  private read: Manifest | null = null;
  private told: Sums | null = null;
  private readonly seen = new Map<string, { rows: number; bytes: number; pieces: number; readonly hash: Hash }>();
  private last: string | null = null;

  get manifest(): Manifest {
    if (this.read === null) throw notABackup();
    return this.read;
  }

  /** The table if the file is a piece of one. */
  next(name: string, content: Buffer): string | null {
    if (this.read === null) {
      if (name !== FIRST) throw notABackup();
      this.read = readManifest(content);
      return null;
    }
    if (this.told !== null) throw damaged('something follows its end');
    if (name === LAST) {
      this.told = readSums(content);
      return null;
    }
    return this.piece(name, content);
  }

  end(): Sums {
    if (this.read === null) throw notABackup();
    if (this.told === null) throw damaged('its end is missing');
    for (const [table, { rows, bytes, sha256 }] of Object.entries(this.told)) {
      const seen = this.seen.get(table) ?? { rows: 0, bytes: 0, hash: createHash('sha256') };
      if (seen.rows !== rows || seen.bytes !== bytes || seen.hash.digest('hex') !== sha256) throw damaged(`what it holds of ${table} is not what was written`);
    }
    if ([...this.seen.keys()].some((table) => this.told?.[table] === undefined)) throw damaged('it holds a table that its end does not know');
    return this.told;
  }

  private piece(name: string, content: Buffer): string {
    const { table, number } = pieceOf(name) ?? { table: '', number: 0 };
    let seen = this.seen.get(table);
    if (table === '' || number !== (seen?.pieces ?? 0) || (seen !== undefined && this.last !== table)) throw damaged(`${JSON.stringify(name)} is out of place`);
    if (!seen) this.seen.set(table, (seen = { rows: 0, bytes: 0, pieces: 0, hash: createHash('sha256') }));
    seen.pieces++;
    count(seen, seen.hash, content);
    this.last = table;
    return table;
  }
}

/** The files of a gzipped tar. What cannot be unpacked is damaged; what cannot be read from the disk stays its own error. */
async function* filesIn(source: Readable): AsyncGenerator<{ name: string; content: Buffer }> {
  const tar = extract();
  const unpacked = source.pipe(createGunzip());
  const asDamaged = (error: unknown): Error => (error instanceof BackupRefused || error === sourceFailed ? (error as Error) : damaged(error instanceof Error ? error.message : 'it cannot be unpacked'));
  let sourceFailed: Error | undefined;
  source.once('error', (error) => {
    sourceFailed = error;
    unpacked.destroy(error);
  });
  const fed = (async () => {
    for await (const chunk of unpacked) if (!tar.write(chunk as Buffer)) await drained(tar);
    tar.end(null);
  })();
  fed.catch((error: unknown) => { tar.destroy(error as Error); });
  try {
    for await (const entry of tar) {
      if (entry.header.size > LARGEST_FILE) throw damaged('one of its files is too large');
      const parts: Buffer[] = [];
      for await (const part of entry) parts.push(part as Buffer);
      yield { name: entry.header.name, content: Buffer.concat(parts) };
    }
    await fed;
  } catch (error) {
    throw asDamaged(error);
  } finally {
    tar.destroy(null);
    unpacked.destroy();
    source.destroy();
  }
}

function drained(tar: ReturnType<typeof extract>): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => { tar.off('drain', drain).off('close', close); };
    const drain = (): void => { end(); resolve(); };
    const close = (): void => { end(); reject(damaged('it cannot be unpacked')); };
    tar.on('drain', drain).on('close', close);
  });
}
