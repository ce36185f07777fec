import { Injectable } from '@nestjs/common';
import { rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

const EXISTING = statement('partition_existing', `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'evaluation'::regclass`);

/** A month's partition must not wait long behind a busy batch: the next round tries again. */
const LOCK_WAIT = '2s';

/** Evaluations lie by month, so that a year of them is dropped and not deleted. */
@Injectable()
export class PartitionStore {
  async evaluationPartitions(tx: Tx): Promise<ReadonlySet<string>> {
    return new Set((await rows<{ name: string }>(tx, EXISTING, [])).map(({ name }) => name));
  }

  /** Makes the partition of the month that begins at `month` (UTC). Fails when the default partition holds rows of that month. */
  async createEvaluationMonth(tx: Tx, month: Date): Promise<void> {
    const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
    await tx.client.query(`SET LOCAL lock_timeout = '${LOCK_WAIT}'`);
    // Names and bounds of DDL cannot be parameters; both are made of numbers here.
    await tx.client.query(`CREATE TABLE IF NOT EXISTS ${evaluationPartition(month)} PARTITION OF evaluation FOR VALUES FROM ('${month.toISOString()}') TO ('${next.toISOString()}')`);
  }
}

export function evaluationPartition(month: Date): string {
  return `evaluation_${String(month.getUTCFullYear())}_${String(month.getUTCMonth() + 1).padStart(2, '0')}`;
}
