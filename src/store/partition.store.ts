import { Injectable } from '@nestjs/common';
import { rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

const EXISTING = statement('partition_existing', `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass`);

/** A new partition must not wait long behind a busy batch: the next round tries again. */
const LOCK_WAIT = '2s';

/** A table that lies in parts by time (UTC), so that old parts are dropped and not deleted row by row. */
export interface Partitioned {
  readonly table: 'evaluation' | 'rule_hit' | 'near_duplicate';
  readonly by: 'month' | 'day';
}

@Injectable()
export class PartitionStore {
  /** Names of the parts that are there, the default one included. */
  async existing(tx: Tx, { table }: Partitioned): Promise<ReadonlySet<string>> {
    return new Set((await rows<{ name: string }>(tx, EXISTING, [table])).map(({ name }) => name));
  }

  /** Makes the part that holds this moment. Fails when the default part holds rows of that time. */
  async create(tx: Tx, of: Partitioned, moment: Date): Promise<void> {
    const [from, to] = [periodOf(of, moment), periodOf(of, moment, 1)];
    await tx.client.query(`SET LOCAL lock_timeout = '${LOCK_WAIT}'`);
    // Names and bounds of DDL cannot be parameters; both are made of numbers here.
    await tx.client.query(`CREATE TABLE IF NOT EXISTS ${partitionOf(of, moment)} PARTITION OF ${of.table} FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`);
  }

  /** Drops the part that holds this moment, with everything in it. */
  async drop(tx: Tx, of: Partitioned, moment: Date): Promise<void> {
    await tx.client.query(`SET LOCAL lock_timeout = '${LOCK_WAIT}'`);
    await tx.client.query(`DROP TABLE IF EXISTS ${partitionOf(of, moment)}`);
  }
}

/** The beginning of the month or day that holds this moment, or of one so many later. */
export function periodOf({ by }: Partitioned, moment: Date, later = 0): Date {
  const [year, month, day] = [moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()];
  return new Date(by === 'month' ? Date.UTC(year, month + later, 1) : Date.UTC(year, month, day + later));
}

export function partitionOf(of: Partitioned, moment: Date): string {
  const parts = periodOf(of, moment).toISOString().slice(0, of.by === 'month' ? 7 : 10);
  return `${of.table}_${parts.replaceAll('-', '_')}`;
}
