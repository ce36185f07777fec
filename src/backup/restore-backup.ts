import type { Readable } from 'node:stream';
import { migrate, migrateAsFarAs, unknownMigrations, withSchemaAlone } from '../platform/database/data-source';
import { sqlState } from '../platform/database/failures';
import { type OwnConnection, ownConnection } from '../platform/database/own-connection';
import { PutBackJobs } from '../platform/jobs/put-back-jobs';
import { PartitionStore } from '../store/partition.store';
import { RestoreStore } from '../store/restore.store';
import { BackupRefused } from './backup-refused';
import { FillTables } from './fill-tables';
import { COPY_SETTINGS, type Progress } from './make-backup';
import { damaged, type Manifest, type Sums } from './manifest';
import { readArchive } from './read-archive';

export interface RestoreOptions {
  readonly url: string;
  readonly source: Readable;
  /** Of the secret that the restored service will run with; null: it has none yet. */
  readonly secretMark: string | null;
  /** Of secrets before it, which the service will know as well. */
  readonly marksBefore?: readonly string[];
  /** In words: where that secret is looked for. */
  readonly secretPlace: string;
  /** True: somebody knows that the secret is another one, and what that means. */
  readonly mayDiffer: boolean;
  readonly onProgress: (progress: Progress) => void;
  /** Told once a second thing begins that may take long. */
  readonly onStep: (what: string) => void;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly sums: Sums;
  /** Tables that are in the backup and none of Weir's. */
  readonly foreign: readonly string[];
}

/**
 * Makes an empty database what the backup holds. All of it appears at once, in one transaction, after every row has been held to the
 * backup's own sums and to the foreign keys. Broken off before, it leaves a database on which no service starts and into which the
 * restore can be done again.
 * @throws BackupRefused when the database is not empty, or the backup is damaged, of a newer Weir, or sealed with another secret.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { url, source, onStep } = options;
  const restored = await withSchemaAlone(url, async () => {
    const on = await ownConnection({ url, name: 'weir restore', settings: COPY_SETTINGS, pipeline: false });
    const store = new RestoreStore();
    const filling = new FillTables(on, store, new PartitionStore(), options.onProgress, onStep);
    try {
      await refuseUnlessEmpty(on, store);
      const read = await readArchive(source, {
        manifest: async (manifest) => {
          refuse(manifest, options);
          await store.mark(on);
          await migrateAsFarAs(url, manifest.migrations);
          await filling.begin(manifest, await PutBackJobs.prepare(on));
        },
        piece: (table, lines) => filling.piece(table, lines),
      });
      const foreign = await filling.end(read.sums);
      return { ...read, foreign };
    } catch (error) {
      // A row that PostgreSQL cannot read, or that fits nowhere, was not written so.
      throw /^2[23]/.test(sqlState(error) ?? '') ? damaged(`a row cannot be read (${String(sqlState(error))})`) : error;
    } finally {
      source.destroy();
      // Undoes what is not committed.
      await on.end();
      await filling.close();
    }
  });
  onStep('Bringing the schema up to date');
  await migrate(url);
  onStep('Gathering statistics');
  await analyse(url);
  return restored;
}

async function refuseUnlessEmpty(on: OwnConnection, store: RestoreStore): Promise<void> {
  const here = await store.relations(on);
  if (here.length === 0 || here.includes('restore_under_way')) return;
  throw new BackupRefused(`The database is not empty: it holds ${String(here.length)} tables, ${here.slice(0, 3).join(', ')}${here.length > 3 ? ' and others' : ''}.`, 'Restore into a new one: an empty folder in WEIR_DATA_DIR, or a database that `createdb` has just made.');
}

function refuse({ migrations, secretMark }: Manifest, expected: Pick<RestoreOptions, 'secretMark' | 'marksBefore' | 'secretPlace' | 'mayDiffer'>): void {
  const unknown = unknownMigrations(migrations);
  if (unknown.length > 0) throw new BackupRefused(`This backup was made by a newer Weir: its database has ${String(unknown.length)} migrations that this one does not know.`, 'Restore it with the Weir that made it, or a newer one.');
  if (secretMark === expected.secretMark || expected.marksBefore?.includes(secretMark) === true || expected.mayDiffer) return;
  throw new BackupRefused(
    expected.secretMark === null ? 'The secret of the service that was backed up is not here.' : 'The secret here is not the one of the service that was backed up.',
    `Put the kept one into ${expected.secretPlace}, or set WEIR_SECRET. If it is lost: --other-secret restores all the same, but webhook and sign-on secrets, connection keys and second factors cannot be read and have to be made anew, and hashed addresses match nothing.`,
  );
}

async function analyse(url: string): Promise<void> {
  const on = await ownConnection({ url, name: 'weir restore', settings: COPY_SETTINGS, pipeline: false });
  await new RestoreStore().analyse(on).finally(() => on.end());
}

