import { DataSource, type DataSourceOptions } from 'typeorm';
import { Client } from 'pg';
import { migrations } from '../../../migrations';

export interface ConnectionOptions {
  readonly url: string;
  readonly pool?: number;
  readonly entities?: DataSourceOptions['entities'];
}

/** How long a statement may wait for a connection or the network before the caller gets a 503. */
const CONNECT_TIMEOUT_MS = 3_000;
/** Nothing on a request's path takes this long; what does is stuck and must not hold locks for ever. */
const STATEMENT_TIMEOUT_MS = 15_000;

/** The only description of the connection: the service, the migrations and the tests all use it. */
export function dataSourceOptions({ url, pool = 16, entities = [] }: ConnectionOptions): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    synchronize: false,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    applicationName: 'weir',
    poolSize: pool,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    // Statements that need nothing of each other are on their way together ({@link inOrder}).
    extra: { pipeline: true, statement_timeout: STATEMENT_TIMEOUT_MS, idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS, idleTimeoutMillis: 30_000, keepAlive: true },
    // A dropped idle connection is replaced by the pool; without a listener it would end the process.
    poolErrorHandler: () => undefined,
  };
}

/** PostgreSQL versions this schema is tested with. */
const OLDEST_MAJOR = 14;

export class DatabaseTooOldError extends Error {
  constructor(found: string) {
    super(`PostgreSQL ${String(OLDEST_MAJOR)} or newer is needed; the server at DATABASE_URL says it is ${found}.`);
    this.name = 'DatabaseTooOldError';
  }
}

/** A restore was broken off, or goes on: what is here is not what was backed up. */
export class RestoreUnfinishedError extends Error {
  constructor() {
    super('A restore into this database did not come to its end: most of it is missing.');
    this.name = 'RestoreUnfinishedError';
  }
}

/** Any number; the same in every process, so that only one of them migrates at a time. */
const MIGRATION_LOCK = 7_336_201;

/**
 * Brings the schema up to date and returns the names of what ran. Safe to call from many processes at once:
 * TypeORM's own executor takes no lock, so an advisory lock surrounds it.
 */
export async function migrate(url: string): Promise<string[]> {
  return withSchemaAlone(url, async (guard) => {
    const { rows } = await guard.query<{ unfinished: boolean }>(`SELECT to_regclass('restore_under_way') IS NOT NULL AS unfinished`);
    if (rows[0]?.unfinished === true) throw new RestoreUnfinishedError();
    return runMigrations(url, migrations);
  });
}

/** Keeps everybody else who would migrate, a service that starts among them, waiting until `work` is done. */
export async function withSchemaAlone<T>(url: string, work: (guard: Client) => Promise<T>): Promise<T> {
  const guard = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true });
  // What breaks the connection fails the statement at work.
  guard.on('error', () => undefined);
  await guard.connect();
  try {
    const { rows } = await guard.query<{ number: string; version: string }>(`SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version`);
    if (Number(rows[0]?.number) < OLDEST_MAJOR * 10_000) throw new DatabaseTooOldError(rows[0]?.version ?? 'unknown');
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work(guard);
  } finally {
    await guard.end();
  }
}

/** Names of the given migrations that this Weir does not have. */
export function unknownMigrations(names: readonly string[]): string[] {
  const known = new Set(migrations.map(({ name }) => name));
  return names.filter((name) => !known.has(name));
}

/** Brings an empty database to a schema of the past: runs those migrations only. To be called {@link withSchemaAlone}. */
export async function migrateAsFarAs(url: string, names: readonly string[]): Promise<void> {
  await runMigrations(url, migrations.filter(({ name }) => names.includes(name)));
}

async function runMigrations(url: string, which: typeof migrations): Promise<string[]> {
  const options = dataSourceOptions({ url, pool: 2 });
  const dataSource = await new DataSource({ ...options, migrations: which, extra: {} }).initialize();
  try {
    return (await dataSource.runMigrations()).map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}
