import type { Config } from '../platform/config/config';
import { Secrets } from '../platform/crypto/secrets';
import { reachEmbeddedPostgres } from '../platform/embedded/reach-embedded-postgres';
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from '../platform/embedded/start-embedded-postgres';
import { presentSecrets, secretFile, type ServiceSecrets } from './service-secret';

/** The database of a service, for a command that works on it beside the service or instead of it. */
export interface ReachedDatabase {
  readonly url: string;
  /** Null: there is none. */
  readonly secrets: ServiceSecrets | null;
  /** Says which secret protects what is in the database, without giving it away; null: there is no secret. */
  readonly secretMark: string | null;
  /** Of the secrets before it. */
  readonly marksBefore: readonly string[];
  /** In words: where the secret stands. */
  readonly secretPlace: string;
  stop(): Promise<void>;
}

/** `beside`: the service may run, and there must be a database. `instead`: it must not run, and there may be none. */
export async function reachDatabase(config: Config, how: 'beside' | 'instead'): Promise<ReachedDatabase> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, ...secretOf(config, config.dataDir), stop: () => Promise.resolve() };
  const options: EmbeddedPostgresOptions = { dataDir: config.dataDir, durable: true, mayMove: config.dataDirMayMove, log: () => undefined };
  const database = await (how === 'beside' ? reachEmbeddedPostgres(options) : startEmbeddedPostgres(options));
  return { url: database.url, ...secretOf(config, database.dataDir), stop: () => database.stop() };
}

function secretOf(config: Config, dataDir: string): Pick<ReachedDatabase, 'secrets' | 'secretMark' | 'marksBefore' | 'secretPlace'> {
  const secrets = presentSecrets(config, dataDir);
  return {
    secrets,
    secretMark: secrets === null ? null : markOf(secrets.secret),
    marksBefore: secrets?.before.map(markOf) ?? [],
    secretPlace: config.secret === null ? `the file ${secretFile(dataDir)}` : 'WEIR_SECRET',
  };
}

function markOf(secret: string): string {
  return new Secrets(secret).keyedHash('backup-mark', 'weir').toString('hex');
}
