import { Injectable } from '@nestjs/common';
import { FIRST_ID } from '../access/page-query';
import type { AuthorId, CommentId, ErasureId, SiteId } from '../domain/ids';
import { ForgetLessons } from '../evaluate/forget-lessons';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { type ErasureRow, ErasureStore, type QuotationRow } from '../store/erasure.store';
import { ErasingStore } from '../store/erasing.store';
import { EventStore } from '../store/event.store';
import { PersonalRecordStore } from '../store/personal-record.store';
import { SiteStore } from '../store/site.store';
import { EraseComments } from './erase-comments';
import { quotationIn } from './quotations';

/** Comments per transaction: it is over within a tenth of a second, and nobody waits longer for a lock. */
const COMMENTS_AT_ONCE = 50;
const REPORTS_AT_ONCE = 200;
const MESSAGES_AT_ONCE = 500;
const DELIVERIES_AT_ONCE = 2_000;
/** Answers that are looked through for quotations, for each portion of comments: a text with more answers is a quarrel, and the first say enough. */
const MOST_REPLIES = 2_000;

/** `more`: the next step may follow at once. `waits`: somebody else is at work. `done`: nothing is left, or another process does it. */
export type StepEnd = 'more' | 'waits' | 'done';

type Running = ErasureRow & { readonly author_id: AuthorId };

/**
 * Erases an author step by step. Each step is one transaction that also writes down how far it has come, so that a process that dies loses nothing and
 * does nothing twice. Every stage finds by itself what is left of it: who writes under the author's id meanwhile is erased with the rest.
 */
@Injectable()
export class EraseAuthor {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sites: SiteStore,
    private readonly erasures: ErasureStore,
    private readonly records: PersonalRecordStore,
    private readonly lessons: ForgetLessons,
    private readonly comments: EraseComments,
    private readonly erasing: ErasingStore,
    private readonly events: EventStore,
  ) {}

  /** One step. */
  step(siteId: SiteId, id: ErasureId): Promise<StepEnd> {
    return this.work.run(async (tx) => {
      const row = await this.erasures.take(tx, siteId, id);
      return isRunning(row) ? this.stage(tx, siteId, row) : 'done';
    });
  }

  private stage(tx: Tx, siteId: SiteId, row: Running): Promise<StepEnd> {
    switch (row.stage) {
      case 'comments':
        return this.someComments(tx, siteId, row);
      case 'reports':
        return this.someReports(tx, siteId, row);
      case 'record':
        return this.traces(tx, siteId, row);
      case 'outbox':
        return this.someMessages(tx, siteId, row);
      case 'deliveries':
        return this.someDeliveries(tx, siteId, row);
      case 'others':
        return this.results(tx, siteId, row);
      case 'author':
        return this.record(tx, siteId, row);
      case 'done':
        return Promise.resolve('done');
    }
  }

  private async someComments(tx: Tx, siteId: SiteId, row: Running): Promise<StepEnd> {
    const { author_id: author, tombstone_id: tombstone } = row;
    await this.lessons.hold(tx, siteId);
    const record = await this.erasing.lockAuthor(tx, siteId, author);
    const ids = await this.records.commentIds(tx, siteId, author, { after: FIRST_ID, limit: COMMENTS_AT_ONCE });
    if (ids.length === 0) return this.go(tx, siteId, row, 'reports');
    const now = new Date();
    await this.erasures.keepQuotations(tx, siteId, row.id, await this.quotations(tx, siteId, ids, { author, name: record?.name ?? null }));
    const site = await this.sites.byId(tx, siteId);
    const done = await this.comments.execute(tx, siteId, ids, { author, tombstone, now, siteSlug: site?.site.slug ?? '', actor: row.requested_by, requestId: row.request_id });
    await this.erasures.move(tx, siteId, row.id, { stage: 'comments', comments: done.comments, importRuns: done.importRuns, now });
    return 'more';
  }

  private async quotations(tx: Tx, siteId: SiteId, ids: readonly CommentId[], { author, name }: { readonly author: AuthorId; readonly name: string | null }): Promise<QuotationRow[]> {
    const replies = await this.erasing.replies(tx, siteId, ids, { author, limit: MOST_REPLIES });
    return replies.flatMap(({ id, body, parent_body: quoted }) => {
      const kind = quotationIn(body, { quoted, name });
      return kind === null ? [] : [{ comment_id: id, kind }];
    });
  }

  private async someReports(tx: Tx, siteId: SiteId, row: Running): Promise<StepEnd> {
    const reports = await this.erasing.eraseReports(tx, siteId, row.author_id, { tombstone: row.tombstone_id, limit: REPORTS_AT_ONCE });
    return this.go(tx, siteId, row, reports === 0 ? 'record' : 'reports');
  }

  private async traces(tx: Tx, siteId: SiteId, row: Running): Promise<StepEnd> {
    await this.erasing.eraseTraces(tx, siteId, row.author_id, row.tombstone_id);
    return this.go(tx, siteId, row, 'outbox');
  }

  private async someMessages(tx: Tx, siteId: SiteId, row: Running): Promise<StepEnd> {
    const messages = await this.erasing.eraseOutbox(tx, siteId, row.author_id, { tombstone: row.tombstone_id, limit: MESSAGES_AT_ONCE });
    return this.go(tx, siteId, row, messages === 0 ? 'deliveries' : 'outbox');
  }

  private async someDeliveries(tx: Tx, siteId: SiteId, row: Running): Promise<StepEnd> {
    const last = await this.erasing.eraseDeliveries(tx, siteId, row.author_id, { tombstone: row.tombstone_id, after: row.mark ?? FIRST_ID, limit: DELIVERIES_AT_ONCE });
    await this.erasures.move(tx, siteId, row.id, { stage: last === null ? 'others' : 'deliveries', mark: last, now: new Date() });
    return 'more';
  }

  /** Imports and backtests keep in memory what they have read: what they write down of it is erased when they have ended. */
  private async results(tx: Tx, siteId: SiteId, row: Running): Promise<StepEnd> {
    if (await this.erasing.isBusy(tx, siteId)) {
      await this.go(tx, siteId, row, 'others');
      return 'waits';
    }
    const record = await this.erasing.lockAuthor(tx, siteId, row.author_id);
    await this.erasing.eraseResults(tx, siteId, row.author_id, { tombstone: row.tombstone_id, importRuns: row.import_runs, name: record?.name ?? null });
    return this.go(tx, siteId, row, 'author');
  }

  /** The end, unless the author has written meanwhile: then from the beginning. */
  private async record(tx: Tx, siteId: SiteId, row: Running): Promise<StepEnd> {
    const end = await this.erasing.removeRecord(tx, siteId, row.author_id, row.tombstone_id);
    if (end !== 'removed') return this.go(tx, siteId, row, end);
    const now = new Date();
    await this.erasures.finish(tx, siteId, row.id, now);
    const { id: erasureId, tombstone_id: authorId, comments, quotations } = row;
    await this.events.append(tx, siteId, [{ id: newId(), type: 'erasure.completed', actor: 'system', commentId: null, itemId: null, decisionId: null, payload: { erasureId, authorId, comments, quotations }, requestId: row.request_id, createdAt: now }]);
    return 'done';
  }

  private async go(tx: Tx, siteId: SiteId, { id }: Running, stage: ErasureRow['stage']): Promise<StepEnd> {
    await this.erasures.move(tx, siteId, id, { stage, now: new Date() });
    return 'more';
  }
}

function isRunning(row: ErasureRow | null): row is Running {
  return row !== null && row.author_id !== null;
}
