import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DetectLanguages } from '../../evaluate/signals/detect-languages';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ConnectionStore } from '../../store/connection.store';

/**
 * Loads what scoring needs before the service listens, where anybody is connected who will ask: recognising a language takes half a second to
 * load, in which the process answers nobody, and Coral takes 800 ms of silence for "no opinion".
 */
@Injectable()
export class WarmUpScoring implements OnApplicationBootstrap {
  private readonly log = new Logger('intake');

  constructor(
    private readonly work: UnitOfWork,
    private readonly connections: ConnectionStore,
    private readonly languages: DetectLanguages,
  ) {}

  /** A start does not fail for it: the first request then waits. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      if (await this.connections.anyOf(this.work.reads, ['perspective'])) await this.languages.load();
    } catch (error) {
      this.log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'what scoring needs was not loaded ahead');
    }
  }
}
