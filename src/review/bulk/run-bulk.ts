import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SiteDirectory } from '../../access/guard/site-directory';
import type { Site } from '../../domain/actor';
import type { Permission } from '../../domain/permissions';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Jobs } from '../../platform/jobs/jobs';
import type { Loop } from '../../platform/jobs/loop';
import { BulkLineStore, type LineToDo } from '../../store/bulk-line.store';
import { type BulkHolder, type BulkOperationRow, BulkOperationStore } from '../../store/bulk-operation.store';
import type { DeskCall } from '../desk-call';
import { type BulkRun, DoLine } from './do-line';
import { PresentPermissions } from './present-permissions';

const EVERY_SECONDS = 1;
type RunEnd = 'done' | 'lost' | 'stopping';

/** Lines done at once: they share the disk's flush. A connection each, of which the desk needs most. */
const LANES = 3;
/** Lines read at once. */
const CHUNK = 100;
/** A process that was not heard of for so long is taken for dead. */
export const BULK_LEASE_MS = 15_000;
const BEAT_MS = 2_000;
/** A line that ended its process so often is given up, and the rest goes on. */
const MOST_ATTEMPTS = 3;

/**
 * Carries out the bulk operations that wait, and goes on with those of a process that is gone. The row itself is the job: who holds it
 * says so every few seconds, so that after a crash another process takes over at the first line that nothing has become of.
 */
@Injectable()
export class RunBulk implements OnModuleInit {
  private loop: Loop | null = null;

  constructor(
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
    private readonly sites: SiteDirectory,
    private readonly operations: BulkOperationStore,
    private readonly lines: BulkLineStore,
    private readonly doLine: DoLine,
    private readonly permissions: PresentPermissions,
  ) {}

  onModuleInit(): void {
    this.loop = this.jobs.every(EVERY_SECONDS, 'review.bulk', (signal) => this.runDue(signal));
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
    for (const { slug, id } of await this.operations.due(this.work.reads, new Date())) {
      const found = await this.sites.find(slug);
      if (signal.aborted || !found) continue;
      await this.one(found.site, { id, takenBy: randomUUID() }, signal);
    }
  }

  private async one(site: Site, holder: BulkHolder, signal: AbortSignal): Promise<void> {
    const on = this.work.reads;
    const now = new Date();
    const operation = await this.operations.take(on, site.id, holder, { now, until: new Date(now.getTime() + BULK_LEASE_MS) });
    if (!operation) return;
    const permissions = await this.permissions.of(site.id, operation.requested_by);
    if (!permissions.has('review.bulk')) {
      await this.operations.cancel(on, site.id, operation.id, now);
      return;
    }
    const run: BulkRun = { operation, holder, call: callOf(site, operation, permissions) };
    if (operation.attempts > MOST_ATTEMPTS) await this.giveUpFirst(run);
    const end = await this.allLines(run, signal);
    if (end === 'done') await this.operations.finish(on, site.id, holder, new Date());
    if (end === 'stopping') await this.operations.release(on, site.id, holder);
  }

  private async allLines(run: BulkRun, signal: AbortSignal): Promise<RunEnd> {
    for (;;) {
      const lines = await this.lines.left(this.work.reads, run.call.site.id, run.operation.id, CHUNK);
      if (lines.length === 0) return 'done';
      const waiting = lines[Symbol.iterator]();
      const ends = await Promise.all(Array.from({ length: LANES }, (_, lane) => this.lane(run, waiting, { signal, beats: lane === 0 })));
      const early = ends.find((end) => end !== 'done');
      if (early !== undefined) return early;
    }
  }

  /** One line after the other, of those that no other lane has taken. */
  private async lane(run: BulkRun, waiting: Iterator<LineToDo>, { signal, beats }: { readonly signal: AbortSignal; readonly beats: boolean }): Promise<RunEnd> {
    let beatAt = 0;
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      if (signal.aborted) return 'stopping';
      if (!(await this.doLine.execute(run, next.value))) return 'lost';
      if (!beats || Date.now() - beatAt < BEAT_MS) continue;
      beatAt = Date.now();
      if (!(await this.operations.beat(this.work.reads, run.call.site.id, run.holder, new Date(beatAt + BULK_LEASE_MS)))) return 'lost';
    }
    return 'done';
  }

  /** Nobody got past it. */
  private async giveUpFirst({ operation, holder, call: { site } }: BulkRun): Promise<void> {
    const [line] = await this.lines.left(this.work.reads, site.id, operation.id, 1);
    if (!line) return;
    await this.work.run(async (tx) => {
      if ((await this.lines.take(tx, site.id, holder, line.place)) === 'taken') await this.lines.settle(tx, site.id, operation.id, { place: line.place, outcome: 'failed', code: 'internal', decisionId: null });
    });
  }
}

/** As if the person who asked for it were at the desk, with no more say than the operation was allowed. */
function callOf(site: Site, { requested_by: personId, requested_by_name: name, request_id: requestId, may_override: mayOverride }: BulkOperationRow, may: ReadonlySet<Permission>): DeskCall {
  const permissions = new Set([...may].filter((permission) => permission !== 'review.override' || mayOverride));
  return { site, personId, name: name ?? '', permissions, now: new Date(), requestId: requestId ?? '', idempotencyKey: null };
}
