import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs';
import { FoldDesk } from './fold-desk';

/** How far statistics may lag behind the ordered log. */
const FOLD_SECONDS = 1;

/** What the worker does again and again for the statistics of the desk. */
@Injectable()
export class StatsRounds implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly fold: FoldDesk,
  ) {}

  onModuleInit(): void {
    this.jobs.every(FOLD_SECONDS, 'review.fold_desk', async (signal) => {
      while (!signal.aborted && (await this.fold.runOnce()) > 0);
    });
  }
}
