import type { Writable } from 'node:stream';
import { type OwnConnection, ownConnection } from '../platform/database/own-connection';
import { BackupStore, type StoredTable } from '../store/backup.store';
import { BackupRefused } from './backup-refused';
import { FORMAT, type Manifest, type Sums } from './manifest';
import { ArchiveWriter } from './write-archive';

/** Who was signed out, or has used the link for a new password, after the backup must not be let in again by restoring it. All of it lives for days at most. */
const LEFT_OUT = ['password_reset', 'rate_limit', 'session'];

/** The name under which jobs stand among the tables. */
export const JOBS = 'pgboss_job';
export const JOB_COLUMNS = ['queue', 'data', 'start_after', 'expire_seconds'];

/** As much as is done of a table. */
export interface Progress {
  readonly table: string;
  readonly bytes: number;
}

export interface BackupOptions {
  readonly url: string;
  readonly secretMark: string;
  readonly into: Writable;
  readonly onProgress: (progress: Progress) => void;
}

/** Values as text that any PostgreSQL reads in the same way, whatever the database's own settings; and no limit on how long it takes. */
export const COPY_SETTINGS = { client_encoding: 'UTF8', datestyle: 'ISO, MDY', intervalstyle: 'postgres', bytea_output: 'hex', extra_float_digits: '1', statement_timeout: '0', idle_in_transaction_session_timeout: '0', lock_timeout: '0' };

const TRIES = 3;

/**
 * Writes everything that the database holds at one moment, while others go on writing; locks nobody out. It takes the room of one piece
 * of a table, however large the database is.
 * @throws BackupRefused when there is nothing of Weir's in the database.
 */
export async function makeBackup({ url, secretMark, into, onProgress }: BackupOptions): Promise<{ manifest: Manifest; sums: Sums }> {
  const store = new BackupStore();
  const on = await ownConnection({ url, name: 'weir backup', settings: COPY_SETTINGS, pipeline: false });
  try {
    const { manifest, tables } = await holdStill(store, on, secretMark);
    const archive = new ArchiveWriter(into);
    try {
      await archive.begin(manifest);
      for (const table of tables) await archive.table(table.name, store.lines(on, table), (bytes) => { onProgress({ table: table.name, bytes }); });
      if (await store.isHere(on, 'pgboss.job')) await archive.table(JOBS, store.jobLines(on), (bytes) => { onProgress({ table: JOBS, bytes }); });
      return { manifest, sums: await archive.end() };
    } catch (error) {
      await archive.abandon();
      throw error;
    }
  } finally {
    // Ends the transaction as well.
    await on.end();
  }
}

/** The moment that the backup is of, with tables that stay as they are described. */
async function holdStill(store: BackupStore, on: OwnConnection, secretMark: string): Promise<{ manifest: Manifest; tables: StoredTable[] }> {
  if (!(await store.isHere(on, 'migrations'))) throw new BackupRefused('There is no Weir in this database.', 'Set DATABASE_URL or WEIR_DATA_DIR as the service has them.');
  if (await store.isHere(on, 'restore_under_way')) throw new BackupRefused('A restore into this database did not come to its end: there is nothing whole to back up.', 'Restore into it again.');
  for (let attempt = 1; ; attempt++) {
    const names = (await store.tables(on)).map(({ name }) => name);
    await store.holdStill(on, names);
    const all = await store.tables(on);
    // A migration that came in between has added or taken away a table.
    if (attempt < TRIES && all.map(({ name }) => name).join() !== names.join()) {
      await store.letGo(on);
      continue;
    }
    const tables = all.filter(({ name }) => !LEFT_OUT.includes(name));
    const about = await store.about(on);
    return { tables, manifest: { format: FORMAT, ...about, migrations: await store.migrations(on), secretMark, tables: [...tables, { name: JOBS, columns: JOB_COLUMNS, partitions: [] }] } };
  }
}
