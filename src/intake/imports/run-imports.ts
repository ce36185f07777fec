import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { ImportRunId, SiteId } from '../../domain/ids';
import { isUnavailable } from '../../platform/database/failures';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { Jobs } from '../../platform/jobs/jobs';
import type { Loop } from '../../platform/jobs/loop';
import { newId } from '../../platform/ids';
import { EventStore } from '../../store/event.store';
import { type ImportHolder, type ImportRunRow, ImportRunStore } from '../../store/import-run.store';
import { ImportWriteStore } from '../../store/import-write.store';
import { SiteStore } from '../../store/site.store';
import { type ImportEnd, ImportRun, LEASE_MS } from './import-run';
import { FileError } from './past-comment';
import { WritePast } from './write-past';

const EVERY_SECONDS = 1;
/** An import that ends its process so often, and never gets any further, is not tried again. */
const MOST_ATTEMPTS = 3;

/**
 * Runs the imports that wait, of each site one after the other, and goes on with those of a process that is gone. The row itself is the
 * job: who holds it says so with every batch, so that after a crash another process takes over within seconds, from the last mark.
 */
@Injectable()
export class RunImports implements OnModuleInit {
  private readonly log = new Logger('import');
  private loop: Loop | null = null;

  constructor(
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
    private readonly runs: ImportRunStore,
    private readonly store: ImportWriteStore,
    private readonly write: WritePast,
    private readonly sites: SiteStore,
    private readonly events: EventStore,
  ) {}

  onModuleInit(): void {
    this.loop = this.jobs.every(EVERY_SECONDS, 'intake.imports', (signal) => this.runDue(signal));
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
    for (const { site_id: siteId, id } of await this.runs.abandoned(this.work.reads, new Date())) {
      await this.work.run((tx) => this.runs.endOpen(tx, siteId, id, { status: 'failed', failure: 'The upload ended before the file was whole.', now: new Date() }));
    }
    for (const { site_id: siteId, id } of await this.runs.due(this.work.reads, new Date())) {
      if (signal.aborted) return;
      await this.one(siteId, id, signal);
    }
  }

  private async one(siteId: SiteId, id: ImportRunId, signal: AbortSignal): Promise<void> {
    const holder: ImportHolder = { id, takenBy: randomUUID() };
    const now = new Date();
    const row = await this.runs.take(this.work.reads, siteId, holder, { now, until: new Date(now.getTime() + LEASE_MS) });
    if (!row) return;
    if (row.attempts > MOST_ATTEMPTS) {
      await this.end(row, holder, 'It was begun several times and never got any further.');
      return;
    }
    try {
      await this.ended(row, holder, await this.run(row, holder, signal));
    } catch (error) {
      await this.failed(row, holder, error);
    }
  }

  private async run(row: ImportRunRow, holder: ImportHolder, signal: AbortSignal): Promise<ImportEnd> {
    const stored = await this.sites.byId(this.work.reads, row.site_id);
    if (!stored) return 'lost';
    const { work, runs, store, write } = this;
    return new ImportRun(row, holder, stored.site, { work, runs, store, write }).execute(signal);
  }

  private async ended(row: ImportRunRow, holder: ImportHolder, end: ImportEnd): Promise<void> {
    if (end === 'done') await this.end(row, holder, null);
    if (end === 'stopping') await this.runs.release(this.work.reads, row.site_id, holder);
  }

  /** Without the database it is tried again when nobody holds it any more. */
  private async failed(row: ImportRunRow, holder: ImportHolder, error: unknown): Promise<void> {
    if (isUnavailable(error)) throw error;
    if (!(error instanceof FileError)) this.log.error({ import: row.id, err: error instanceof Error ? { message: error.message, stack: error.stack } : { message: 'unknown' } }, 'an import failed');
    await this.end(row, holder, error instanceof FileError ? error.message : 'Something broke on our side; the log says what.');
  }

  /** `failure` null: it is done. */
  private async end(row: ImportRunRow, holder: ImportHolder, failure: string | null): Promise<void> {
    const now = new Date();
    await this.work.run(async (tx: Tx) => {
      if (!(await this.runs.end(tx, row.site_id, holder, { status: failure === null ? 'done' : 'failed', failure, now }))) return;
      await this.events.append(tx, row.site_id, [{ id: newId(), type: 'import.ended', actor: 'system', commentId: null, itemId: null, decisionId: null, payload: { run: row.id, status: failure === null ? 'done' : 'failed' }, requestId: null, createdAt: now }]);
    });
  }
}
