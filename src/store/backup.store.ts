import { escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Queryable, rows, statement } from '../platform/database/statement';

export interface StoredTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly partitions: readonly string[];
}

/** What the migrations made, but for their own list. Partitions are read and written through their table. */
const TABLES = statement(
  'backup_tables',
  `SELECT c.relname AS name,
     (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')::text AS columns,
     coalesce((SELECT json_agg(p.relname ORDER BY p.relname) FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhrelid WHERE i.inhparent = c.oid), '[]')::text AS partitions
   FROM pg_class c
   WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> ALL ('{migrations,restore_under_way}'::name[])
   ORDER BY c.relname`,
);
const ABOUT = statement('backup_about', `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS taken_at, current_setting('server_version') AS postgresql`);
const MIGRATIONS = statement('backup_migrations', 'SELECT name FROM migrations ORDER BY id');
const IS_HERE = statement('backup_is_here', 'SELECT to_regclass($1) IS NOT NULL AS here');
/** What somebody has begun or still has to begin. */
const JOBS = `SELECT name, data, start_after, extract(epoch FROM expire_in)::integer AS expire_seconds FROM pgboss.job WHERE state < 'completed'`;

/** Reads a whole database as it is at one moment, while others write. */
export class BackupStore {
  async tables(on: Queryable): Promise<StoredTable[]> {
    const found = await rows<{ name: string; columns: string; partitions: string }>(on, TABLES, []);
    return found.map(({ name, columns, partitions }) => ({ name, columns: JSON.parse(columns) as string[], partitions: JSON.parse(partitions) as string[] }));
  }

  async isHere(on: Queryable, table: string): Promise<boolean> {
    const [found] = await rows<{ here: string }>(on, IS_HERE, [table]);
    return found?.here === 't';
  }

  /**
   * Begins a transaction that sees one moment only, however long it lasts, and in which these tables keep their form. Undoing it is
   * all its end needs.
   */
  async holdStill(on: Queryable, tables: readonly string[]): Promise<void> {
    await on.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Taken before the first look: a migration that waits for us cannot show us a form that our moment does not have.
    if (tables.length > 0) await on.client.query(`LOCK TABLE ${tables.map((name) => escapeIdentifier(name)).join(', ')} IN ACCESS SHARE MODE`);
  }

  async letGo(on: Queryable): Promise<void> {
    await on.client.query('ROLLBACK');
  }

  /** When the transaction began, which is before the moment it sees; and who serves it. */
  async about(on: Queryable): Promise<{ takenAt: string; postgresql: string }> {
    const [found] = await rows<{ taken_at: string; postgresql: string }>(on, ABOUT, []);
    return { takenAt: found?.taken_at ?? '', postgresql: found?.postgresql ?? '' };
  }

  /** In the order in which they ran. */
  async migrations(on: Queryable): Promise<string[]> {
    return (await rows<{ name: string }>(on, MIGRATIONS, [])).map(({ name }) => name);
  }

  /** All rows as COPY writes them in its text form, which every PostgreSQL reads. */
  lines(on: Queryable, { name, columns }: StoredTable): AsyncIterable<Buffer> {
    const list = columns.map((column) => escapeIdentifier(column)).join(', ');
    return on.client.query(copyTo(`COPY (SELECT ${list} FROM ${escapeIdentifier(name)}) TO STDOUT`));
  }

  /** Jobs that wait or are under way: queue, data, when, and how many seconds one may take. */
  jobLines(on: Queryable): AsyncIterable<Buffer> {
    return on.client.query(copyTo(`COPY (${JOBS}) TO STDOUT`));
  }
}
