import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { BacktestId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { BacktestStore } from '../../store/backtest.store';

/** Ends a backtest that waits or runs; whoever runs it hears of it within a second. What was found until then stays. */
@Injectable()
export class CancelBacktest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly backtests: BacktestStore,
  ) {}

  async execute(site: Site, id: BacktestId): Promise<void> {
    if (await this.backtests.cancel(this.work.reads, site.id, id, new Date())) return;
    if (!(await this.backtests.find(this.work.reads, site.id, id))) throw problem('not_found');
    throw problem('not_possible', 'This backtest has ended.');
  }
}
