import { Client } from 'pg';
import { Readable, Writable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { makeBackup } from '../../src/backup/make-backup';
import { restoreBackup, type Restored } from '../../src/backup/restore-backup';

export const MARK = 'mark-of-the-secret-of-the-test';

/** A backup as bytes. */
export async function backupOf(url: string, secretMark = MARK): Promise<Buffer> {
  const parts: Buffer[] = [];
  const into = new Writable({ write: (part: Buffer, _, done) => { parts.push(part); done(); } });
  await makeBackup({ url, secretMark, into, onProgress: () => undefined });
  return Buffer.concat(parts);
}

export function restoreInto(url: string, backup: Buffer, more: { secretMark?: string | null; marksBefore?: readonly string[]; mayDiffer?: boolean; onProgress?: () => void } = {}): Promise<Restored> {
  return restoreBackup({ url, source: Readable.from(inSmallParts(backup)), secretMark: MARK, secretPlace: 'the file secret', mayDiffer: false, onProgress: () => undefined, onStep: () => undefined, ...more });
}

/** As a disk or a network gives them. */
function* inSmallParts(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** What can be read in a backup, bytes written in hexadecimal included, in small letters. */
export function readable(backup: Buffer): string {
  const text = gunzipSync(backup).toString('latin1').toLowerCase();
  return text + [...text.matchAll(/\\\\x([0-9a-f]{8,})/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1').toLowerCase()).join('\n');
}

/** For each table: how many rows, and a sum over all that is in them. */
export async function contentOf(url: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'migrations' ORDER BY relname`);
    const found: Record<string, string> = {};
    for (const { name } of rows) {
      const { rows: sums } = await client.query<{ sum: string }>(`SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS sum FROM ${name} t`);
      found[name] = sums[0]?.sum ?? '';
    }
    return found;
  } finally {
    await client.end();
  }
}
