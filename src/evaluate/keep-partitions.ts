import { Injectable, Logger } from '@nestjs/common';
import { sqlState } from '../platform/database/failures';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type Partitioned, partitionOf, PartitionStore, periodOf } from '../store/partition.store';

interface Kept extends Partitioned {
  /** Days after which a part is dropped; for ever without. */
  readonly keepDays?: number;
}

/** The present period and three more: a service that is not restarted still writes into parts of its own. */
const AHEAD = 4;

/** The state that PostgreSQL gives when a table of that name exists: another process, or the start of this one, was quicker. */
const ALREADY_THERE = '42P07';

/** Hits are kept as long as a decision on them is likely to be made or taken back; their sums by day stay. No window on near copies is longer than four weeks. */
const TABLES: readonly Kept[] = [
  { table: 'evaluation', by: 'month' },
  { table: 'rule_hit', by: 'day', keepDays: 100 },
  { table: 'near_duplicate', by: 'day', keepDays: 30 },
];

/** Sees to it that what lies by time finds the part of its time; what comes for a time without one goes to the default part. */
@Injectable()
export class KeepPartitions {
  private readonly log = new Logger('evaluate');

  constructor(
    private readonly work: UnitOfWork,
    private readonly partitions: PartitionStore,
  ) {}

  /** Makes what is missing and drops what is old; returns the names of the partitions it made. */
  async execute(now: Date): Promise<readonly string[]> {
    const made: string[] = [];
    for (const table of TABLES) {
      const existing = await this.work.run((tx) => this.partitions.existing(tx, table));
      for (let ahead = 0; ahead < AHEAD; ahead++) {
        const moment = periodOf(table, now, ahead);
        const name = partitionOf(table, moment);
        if (!existing.has(name) && (await this.attempt(table, moment, 'create'))) made.push(name);
      }
      if (table.keepDays !== undefined) await this.dropOld(table, existing, periodOf(table, now, -table.keepDays));
    }
    return made;
  }

  private async dropOld(table: Kept, existing: ReadonlySet<string>, oldest: Date): Promise<void> {
    const first = partitionOf(table, oldest);
    for (const name of existing) {
      const [, day] = /_(\d{4}_\d{2}_\d{2})$/.exec(name) ?? [];
      if (day !== undefined && name < first) await this.attempt(table, new Date(`${day.replaceAll('_', '-')}T00:00:00Z`), 'drop');
    }
  }

  private async attempt(table: Kept, moment: Date, what: 'create' | 'drop'): Promise<boolean> {
    try {
      await this.work.run((tx) => this.partitions[what](tx, table, moment));
      return true;
    } catch (error) {
      if (sqlState(error) === ALREADY_THERE) return false;
      // Rows of that time lie in the default part, or a batch is at work: nothing is lost by going on without.
      this.log.warn({ partition: partitionOf(table, moment), what, state: sqlState(error) }, 'a partition could not be made or dropped');
      return false;
    }
  }
}
