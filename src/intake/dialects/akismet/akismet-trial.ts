import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConnectionTrials, type TrialStep } from '../../../access/connections/connection-trials';
import type { Connection } from '../../../store/connection.store';
import { TryJudging } from '../try-judging';

/** What "test connection" tries for Akismet's clients. */
@Injectable()
export class AkismetTrial implements OnModuleInit {
  constructor(
    private readonly trials: ConnectionTrials,
    private readonly judging: TryJudging,
  ) {}

  onModuleInit(): void {
    this.trials.register('akismet', async (site, connection) => [await this.judging.execute(site, connection), callback(connection)]);
  }
}

function callback({ settings: { callbackHosts } }: Connection): TrialStep {
  const detail = callbackHosts.length === 0 ? 'Nobody is called back when a moderator decides: WordPress asks again after an hour. Allow its host to be told at once.' : `When a moderator decides, these may be called back: ${callbackHosts.join(', ')}.`;
  return { name: 'callback', isOk: true, detail };
}
