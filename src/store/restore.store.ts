import { escapeIdentifier } from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';

export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** A job as it was begun. */
export interface KeptJob {
  readonly queue: string;
  readonly data: object;
  /** Null: now. */
  readonly startAfter: Date | null;
  readonly expireInSeconds: number;
}

const RELATIONS = statement(
  'restore_relations',
  `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE (n.oid = current_schema()::regnamespace OR n.nspname = 'pgboss') AND c.relkind IN ('r', 'p', 'v', 'm') ORDER BY c.relname`,
);
/** Those of a partitioned table stand once, at the table itself. */
const FOREIGN_KEYS = statement(
  'restore_foreign_keys',
  `SELECT c.relname AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
   FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
   WHERE k.contype = 'f' AND k.conparentid = 0 AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname, k.conname`,
);

/** Those that are there for speed, or to keep a value single; not those of primary keys and of tables in parts. */
const INDEXES = statement(
  'restore_indexes',
  `SELECT x.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
   FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
   WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND NOT c.relispartition AND c.relname <> 'migrations'
     AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid) ORDER BY x.relname`,
);

/** The mark of a database whose restore has begun and not ended: a service does not start on it. */
const MARK = 'CREATE TABLE IF NOT EXISTS restore_under_way (begun_at timestamptz NOT NULL DEFAULT now())';
const UNMARK = 'DROP TABLE restore_under_way';

const MEMORY = '256MB';

/** Writes a whole database. */
export class RestoreStore {
  /** Tables and views that are there, of whomever. */
  async relations(on: Queryable): Promise<string[]> {
    return (await rows<{ name: string }>(on, RELATIONS, [])).map(({ name }) => name);
  }

  async mark(on: Queryable): Promise<void> {
    await on.client.query(MARK);
  }

  async begin(on: Queryable): Promise<void> {
    await on.client.query('BEGIN');
    // Foreign keys and indexes are checked and made at once, over all rows.
    await on.client.query(`SET LOCAL maintenance_work_mem = '${MEMORY}'`);
  }

  /** From now on the database counts as restored. */
  async commit(on: Queryable): Promise<void> {
    await on.client.query(UNMARK);
    await on.client.query('COMMIT');
  }

  /** So that tables can be filled in any order, and each row is not looked up one by one. */
  async dropForeignKeys(on: Queryable): Promise<ForeignKey[]> {
    const keys = await rows<ForeignKey>(on, FOREIGN_KEYS, []);
    for (const { table, name } of keys) await on.client.query(`ALTER TABLE ${escapeIdentifier(table)} DROP CONSTRAINT ${escapeIdentifier(name)}`);
    return keys;
  }

  /** Holds all rows to the key. */
  async addForeignKey(on: Queryable, { table, name, definition }: ForeignKey): Promise<void> {
    await on.client.query(`ALTER TABLE ${escapeIdentifier(table)} ADD CONSTRAINT ${escapeIdentifier(name)} ${definition}`);
  }

  /** An index that is made of a whole table costs a fraction of one that grows row by row: of words, a tenth. Returns how to make them. */
  async dropIndexes(on: Queryable): Promise<string[]> {
    const indexes = await rows<{ name: string; definition: string }>(on, INDEXES, []);
    if (indexes.length > 0) await on.client.query(`DROP INDEX ${indexes.map(({ name }) => escapeIdentifier(name)).join(', ')}`);
    return indexes.map(({ definition }) => definition);
  }

  async addIndex(on: Queryable, definition: string): Promise<void> {
    await on.client.query(definition);
  }

  /** What a migration wrote into an empty database stands in the backup as well. */
  async empty(on: Queryable, tables: readonly string[]): Promise<void> {
    if (tables.length > 0) await on.client.query(`TRUNCATE ${tables.map((name) => escapeIdentifier(name)).join(', ')}`);
  }

  /** Takes lines in COPY's text form. */
  lines(on: Queryable, table: string, columns: readonly string[]): CopyStreamQuery {
    return on.client.query(copyFrom(`COPY ${escapeIdentifier(table)} (${columns.map((column) => escapeIdentifier(column)).join(', ')}) FROM STDIN`));
  }

  /** A table for jobs on their way into their queues, gone with the transaction. */
  async makeJobTable(on: Queryable, table: string): Promise<void> {
    await on.client.query(`CREATE TEMP TABLE ${escapeIdentifier(table)} (queue text, data jsonb, start_after timestamptz, expire_seconds integer) ON COMMIT DROP`);
  }

  async jobQueues(on: Queryable, table: string): Promise<string[]> {
    const { rows: found } = await on.client.query<{ queue: string }>(`SELECT DISTINCT queue FROM ${escapeIdentifier(table)} ORDER BY queue`);
    return found.map(({ queue }) => queue);
  }

  /** Takes some out of the table. */
  async takeJobs(on: Queryable, table: string, most: number): Promise<KeptJob[]> {
    const { rows: taken } = await on.client.query<{ queue: string; data: string; start_after: string | null; expire_seconds: string }>(
      `DELETE FROM ${escapeIdentifier(table)} WHERE ctid IN (SELECT ctid FROM ${escapeIdentifier(table)} LIMIT $1)
       RETURNING queue, data::text AS data, CASE WHEN start_after > now() THEN to_char(start_after AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') END AS start_after, expire_seconds`,
      [most],
    );
    return taken.map(({ queue, data, start_after: startAfter, expire_seconds: seconds }) => ({ queue, data: JSON.parse(data) as object, startAfter: startAfter === null ? null : new Date(startAfter), expireInSeconds: Number(seconds) }));
  }

  /** Without statistics the planner knows nothing of tables that were just filled. */
  async analyse(on: Queryable): Promise<void> {
    await changed(on, { name: 'restore_analyse', text: 'ANALYZE' }, []);
  }
}
