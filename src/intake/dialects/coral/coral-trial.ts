import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConnectionTrials } from '../../../access/connections/connection-trials';
import { TryJudging } from '../try-judging';

/** What "test connection" tries for Coral. */
@Injectable()
export class CoralTrial implements OnModuleInit {
  constructor(
    private readonly trials: ConnectionTrials,
    private readonly judging: TryJudging,
  ) {}

  onModuleInit(): void {
    this.trials.register('coral', async (site, connection) => [await this.judging.execute(site, connection)]);
  }
}
