import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Queryable } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import type { PutBackJobs } from '../platform/jobs/put-back-jobs';
import { type Partitioned, partitionOf, type PartitionStore } from '../store/partition.store';
import type { ForeignKey, RestoreStore } from '../store/restore.store';
import { JOBS, type Progress } from './make-backup';
import { type BackedUpTable, damaged, type Manifest, type Sums } from './manifest';

const JOBS_AT_ONCE = 1_000;
/** `evaluation_2026_11` holds a month, `rule_hit_2026_11_30` a day. */
const PARTITION = /_(\d{4})_(\d{2})(?:_(\d{2}))?$/;

/** Fills the tables of a database whose schema is that of the backup, in one transaction that {@link end} commits. */
export class FillTables {
  private keys: ForeignKey[] = [];
  private indexes: string[] = [];
  private tables = new Map<string, BackedUpTable>();
  private readonly foreign = new Set<string>();
  private jobs: PutBackJobs | null = null;
  private current: { readonly table: string; readonly copy: Writable; readonly done: Promise<void>; bytes: number } | null = null;

  constructor(
    private readonly on: Queryable,
    private readonly store: RestoreStore,
    private readonly partitions: PartitionStore,
    private readonly onProgress: (progress: Progress) => void,
    private readonly onStep: (what: string) => void,
  ) {}

  async begin(manifest: Manifest, jobs: PutBackJobs): Promise<void> {
    this.jobs = jobs;
    const here = new Set(await this.store.relations(this.on));
    for (const table of manifest.tables) {
      if (here.has(table.name) || table.name === JOBS) this.tables.set(table.name, table);
      else this.foreign.add(table.name);
    }
    await this.store.begin(this.on);
    this.keys = await this.store.dropForeignKeys(this.on);
    this.indexes = await this.store.dropIndexes(this.on);
    await this.store.empty(this.on, [...this.tables.keys()].filter((name) => name !== JOBS));
    for (const table of this.tables.values()) await this.makePartitions(table);
    await this.store.makeJobTable(this.on, JOBS);
  }

  async piece(name: string, lines: Buffer): Promise<void> {
    if (this.foreign.has(name)) return;
    const table = this.tables.get(name);
    if (!table) throw damaged(`it holds ${JSON.stringify(name)}, which its beginning does not name`);
    if (this.current?.table !== name) {
      await this.endTable();
      this.beginTable(table);
    }
    const { current } = this;
    if (current === null) return;
    if (!current.copy.write(lines)) await Promise.race([once(current.copy, 'drain'), current.done]);
    current.bytes += lines.length;
    this.onProgress({ table: name, bytes: current.bytes });
  }

  /** Commits if everything is there and fits together; returns the tables that were passed over. */
  async end(sums: Sums): Promise<readonly string[]> {
    await this.endTable();
    const missing = [...this.tables.keys()].find((name) => name !== JOBS && sums[name] === undefined);
    if (missing !== undefined) throw damaged(`${missing} is missing`);
    await this.putBackJobs();
    this.onStep('Making indexes');
    for (const index of this.indexes) await this.store.addIndex(this.on, index);
    this.onStep('Holding everything to its foreign keys');
    for (const key of this.keys) await this.store.addForeignKey(this.on, key);
    await this.store.commit(this.on);
    return [...this.foreign];
  }

  /** Whatever became of it. */
  async close(): Promise<void> {
    await this.jobs?.end();
  }

  private beginTable({ name, columns }: BackedUpTable): void {
    const copy = this.store.lines(this.on, name, columns);
    const done = finished(copy);
    done.catch(() => undefined);
    this.current = { table: name, copy, done, bytes: 0 };
  }

  private async endTable(): Promise<void> {
    const { current } = this;
    if (current === null) return;
    this.current = null;
    current.copy.end();
    await current.done;
  }

  /** As they were; else everything of the past would lie in the part for what has no part of its own, which is never dropped. */
  private async makePartitions({ name, partitions }: BackedUpTable): Promise<void> {
    for (const partition of partitions) {
      const [, year, month, day] = PARTITION.exec(partition) ?? [];
      if (year === undefined) continue;
      const of = { table: name as Partitioned['table'], by: day === undefined ? 'month' : 'day' } as const;
      const moment = new Date(`${year}-${String(month)}-${day ?? '01'}T00:00:00Z`);
      if (Number.isNaN(moment.getTime()) || partitionOf(of, moment) !== partition) throw damaged(`${JSON.stringify(partition)} is no part of ${name}`);
      await this.partitions.create({ client: this.on.client } as Tx, of, moment);
    }
  }

  private async putBackJobs(): Promise<void> {
    for (const queue of await this.store.jobQueues(this.on, JOBS)) await this.jobs?.addQueue(queue);
    for (;;) {
      const jobs = await this.store.takeJobs(this.on, JOBS, JOBS_AT_ONCE);
      if (jobs.length === 0) return;
      await this.jobs?.put(jobs);
    }
  }
}
