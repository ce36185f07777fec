import { Module } from '@nestjs/common';
import { EvaluateModule } from '../../evaluate/evaluate.module';
import { BacktestsController } from './backtests.controller';
import { CancelBacktest } from './cancel-backtest';
import { EvaluationsController } from './evaluations.controller';
import { ListEvaluations } from './list-evaluations';
import { RunBacktests } from './run-backtests';
import { ShowBacktests } from './show-backtests';
import { StartBacktest } from './start-backtest';

/** The past, judged again: with other rules (backtests), or with those of then (replay). */
@Module({
  imports: [EvaluateModule],
  controllers: [BacktestsController, EvaluationsController],
  providers: [StartBacktest, ShowBacktests, CancelBacktest, RunBacktests, ListEvaluations],
})
export class BacktestModule {}
