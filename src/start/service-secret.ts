import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The WEIR_SECRET of an embedded installation: made at the first start, kept beside the data that it protects, readable by its user only. */
export function serviceSecret(configured: string | null, dataDir: string): string {
  if (configured !== null) return configured;
  const file = secretFile(dataDir);
  if (!existsSync(file)) {
    // Written aside and renamed: a crash in between must not leave an empty secret that the next start believes.
    writeFileSync(`${file}.new`, randomBytes(48).toString('base64url'), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8').trim();
}

/** Null: there is none, and none is made. */
export function presentSecret(configured: string | null, dataDir: string): string | null {
  return configured !== null || existsSync(secretFile(dataDir)) ? serviceSecret(configured, dataDir) : null;
}

export function secretFile(dataDir: string): string {
  return join(dataDir, 'secret');
}
