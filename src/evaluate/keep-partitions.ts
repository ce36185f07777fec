import { Injectable, Logger } from '@nestjs/common';
import { sqlState } from '../platform/database/failures';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { evaluationPartition, PartitionStore } from '../store/partition.store';

/** This month and three more: a service that is not restarted for a quarter still writes into partitions of its own. */
const MONTHS = 4;

/** Sees to it that evaluations find the partition of their month; what comes for a month without one goes to the default partition. */
@Injectable()
export class KeepPartitions {
  private readonly log = new Logger('evaluate');

  constructor(
    private readonly work: UnitOfWork,
    private readonly partitions: PartitionStore,
  ) {}

  /** Returns the names of the partitions it made. */
  async execute(now: Date): Promise<readonly string[]> {
    const existing = await this.work.run((tx) => this.partitions.evaluationPartitions(tx));
    const made: string[] = [];
    for (let ahead = 0; ahead < MONTHS; ahead++) {
      const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
      const name = evaluationPartition(month);
      if (!existing.has(name) && (await this.make(month))) made.push(name);
    }
    return made;
  }

  private async make(month: Date): Promise<boolean> {
    try {
      await this.work.run((tx) => this.partitions.createEvaluationMonth(tx, month));
      return true;
    } catch (error) {
      // Rows of that month lie in the default partition, or a batch is at work: nothing is lost by going on without.
      this.log.warn({ partition: evaluationPartition(month), state: sqlState(error) }, 'a partition could not be made');
      return false;
    }
  }
}
