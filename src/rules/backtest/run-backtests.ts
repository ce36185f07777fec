import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { BacktestId, SiteId } from '../../domain/ids';
import { storedHashes } from '../../engine/language/stored-entries';
import { dictionary } from '../../evaluate/dictionary';
import { Vocabularies } from '../../evaluate/evidence/vocabularies';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { isUnavailable } from '../../platform/database/failures';
import { DatabaseAddress } from '../../platform/database/own-connection';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Jobs } from '../../platform/jobs/jobs';
import type { Loop } from '../../platform/jobs/loop';
import { BacktestStore, type BacktestToDo, type Holder } from '../../store/backtest.store';
import { RuleListStore } from '../../store/rule-list.store';
import { BacktestRun, LEASE_MS, type RunEnd } from './backtest-run';
import { GaveUpError } from './backtest-threads';

const EVERY_SECONDS = 1;
/** A backtest that ends its process so often, and never gets any further, is not tried again. */
const MOST_ATTEMPTS = 3;

/**
 * Runs the backtests that wait, one after the other, and goes on with those of a process that is gone. The row itself is the job: who
 * holds it says so every second, so that after a crash another process takes over within seconds, from the last mark.
 */
@Injectable()
export class RunBacktests implements OnModuleInit {
  private readonly log = new Logger('backtest');
  private loop: Loop | null = null;

  constructor(
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
    private readonly store: BacktestStore,
    private readonly lists: RuleListStore,
    private readonly vocabularies: Vocabularies,
    private readonly database: DatabaseAddress,
    @Inject(CONFIG) private readonly config: Pick<Config, 'backtestWorkers'>,
  ) {}

  onModuleInit(): void {
    this.loop = this.jobs.every(EVERY_SECONDS, 'rules.backtests', (signal) => this.runDue(signal));
  }

  /** There is something to do: saves the wait until the next look, where this process looks at all. */
  wake(): void {
    this.loop?.wake();
  }

  /** Runs what is due here and now, whatever this process' role, and waits for its end. */
  async runOnce(): Promise<void> {
    await this.loop?.runOnce();
  }

  private async runDue(signal: AbortSignal): Promise<void> {
    for (const { site_id: siteId, id } of await this.store.due(this.work.reads, new Date())) {
      if (signal.aborted) return;
      await this.one(siteId, id, signal);
    }
  }

  private async one(siteId: SiteId, id: BacktestId, signal: AbortSignal): Promise<void> {
    const holder: Holder = { id, takenBy: randomUUID() };
    const now = new Date();
    const row = await this.store.take(this.work.reads, siteId, holder, { now, until: new Date(now.getTime() + LEASE_MS) });
    if (!row) return;
    if (row.attempts > MOST_ATTEMPTS) {
      await this.giveUp(row, holder, 'It was begun several times and never got any further.');
      return;
    }
    try {
      await this.ended(row, holder, await this.run(row, holder, signal));
    } catch (error) {
      await this.failed(row, holder, error);
    }
  }

  private async run(row: BacktestToDo, holder: Holder, signal: AbortSignal): Promise<RunEnd> {
    const texts = await this.lists.texts(this.work.reads, row.site_id, storedHashes(row.document));
    const data = { databaseUrl: this.database.url, siteId: row.site_id, document: JSON.stringify(row.document), lists: [...texts], words: (await dictionary()).table, learned: await this.vocabularies.words(row.site_id), checks: true, since: row.from_at.toISOString() };
    return new BacktestRun(row, holder, { work: this.work, store: this.store, threads: this.config.backtestWorkers, data }).execute(signal);
  }

  private async ended({ site_id: siteId }: BacktestToDo, holder: Holder, end: RunEnd): Promise<void> {
    if (end === 'done') await this.store.finish(this.work.reads, siteId, holder, new Date());
    if (end === 'stopping') await this.store.release(this.work.reads, siteId, holder);
  }

  /** Without the database, and after a thread that ended by itself, it is tried again when nobody holds it any more. */
  private async failed(row: BacktestToDo, holder: Holder, error: unknown): Promise<void> {
    if (error instanceof GaveUpError && error.why.because === 'rules') {
      await this.giveUp(row, holder, error.why.message);
      return;
    }
    if (isUnavailable(error) || (error instanceof GaveUpError && error.why.because === 'database')) throw error;
    this.log.error({ backtest: row.id, err: error instanceof Error ? { message: error.message, stack: error.stack } : { message: 'unknown' } }, 'a backtest failed');
    await this.giveUp(row, holder, outOfMemory(error) ? 'The rules need more memory than a backtest may use.' : 'Something broke on our side; the log says what.');
  }

  private giveUp({ site_id: siteId }: BacktestToDo, holder: Holder, failure: string): Promise<void> {
    return this.store.fail(this.work.reads, siteId, holder, { failure, now: new Date() });
  }
}

function outOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
