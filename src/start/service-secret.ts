import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError, problemsOfSecretsBefore } from '../platform/config/config';

/** The secret in force and those before it, newest first. */
export interface ServiceSecrets {
  readonly secret: string;
  readonly before: readonly string[];
}

/** As configured, or as kept in the data folder; a secret that is nowhere is made there. */
export function serviceSecrets({ secret: configured, secretsBefore }: Pick<Config, 'secret' | 'secretsBefore'>, dataDir: string): ServiceSecrets {
  const secret = configured ?? keptSecret(dataDir);
  return { secret, before: before(secretsBefore, dataDir).filter((each) => each !== secret) };
}

/** Null: there is none, and none is made. */
export function presentSecrets(config: Pick<Config, 'secret' | 'secretsBefore'>, dataDir: string): ServiceSecrets | null {
  return config.secret !== null || existsSync(secretFile(dataDir)) ? serviceSecrets(config, dataDir) : null;
}

export function secretFile(dataDir: string): string {
  return join(dataDir, 'secret');
}

/** The WEIR_SECRET of an embedded installation: made at the first start, kept beside the data that it protects, readable by its user only. */
function keptSecret(dataDir: string): string {
  const file = secretFile(dataDir);
  if (!existsSync(file)) {
    // Written aside and renamed: a crash in between must not leave an empty secret that the next start believes.
    writeFileSync(`${file}.new`, randomBytes(48).toString('base64url'), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8').trim();
}

/** Configured ones, and a line each of the file `secret.before`: what `mv secret secret.before` leaves. */
function before(configured: readonly string[], dataDir: string): string[] {
  const file = `${secretFile(dataDir)}.before`;
  const kept = existsSync(file) ? readFileSync(file, 'utf8').split('\n').map((line) => line.trim()).filter((line) => line !== '') : [];
  const problems = problemsOfSecretsBefore(kept, file);
  if (problems.length > 0) throw new ConfigError(problems);
  return [...new Set([...configured, ...kept])];
}
