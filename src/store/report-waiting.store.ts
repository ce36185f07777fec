import { Injectable } from '@nestjs/common';
import type { CommentId, ReportId, SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** A reported comment that rules are to judge. */
export interface WaitingReport {
  readonly site_id: SiteId;
  readonly slug: string;
  readonly comment_id: CommentId;
  /** The latest report on it. */
  readonly report_id: ReportId;
  /** How often judging it failed. */
  readonly attempts: number;
}

/** However many reports come before it is judged, it is judged once. */
const AWAIT = statement(
  'report_waiting_await',
  `INSERT INTO report_waiting (site_id, comment_id, report_id, due_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (site_id, comment_id) DO UPDATE SET report_id = excluded.report_id, attempts = 0, due_at = excluded.due_at`,
);
/** A table of few rows. */
const DUE = statement(
  'report_waiting_due',
  'SELECT w.site_id, s.slug, w.comment_id, w.report_id, w.attempts FROM report_waiting w JOIN site s ON s.id = w.site_id WHERE w.due_at <= $1 ORDER BY w.due_at LIMIT 100',
);
const DONE = statement('report_waiting_done', 'DELETE FROM report_waiting WHERE site_id = $1 AND comment_id = $2 AND report_id = $3');
const AGAIN = statement('report_waiting_again', 'INSERT INTO report_waiting (site_id, comment_id, report_id, attempts, due_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (site_id, comment_id) DO NOTHING');

/** What waits between a report and the rules that judge on reports: rows, so that a crash between the two loses nothing. */
@Injectable()
export class ReportWaitingStore {
  /** The caller holds the comment's lock. */
  async await(tx: Tx, siteId: SiteId, report: { readonly id: ReportId; readonly commentId: CommentId; readonly createdAt: Date }): Promise<void> {
    await changed(tx, AWAIT, [siteId, report.commentId, report.id, report.createdAt]);
  }

  due(on: Queryable, now: Date): Promise<WaitingReport[]> {
    return rows<WaitingReport>(on, DUE, [now]);
  }

  /** False when another process did it, or another report came meanwhile: then the comment goes on waiting. */
  async done(tx: Tx, siteId: SiteId, { comment_id: commentId, report_id: reportId }: WaitingReport): Promise<boolean> {
    return (await changed(tx, DONE, [siteId, commentId, reportId])) === 1;
  }

  /** After {@link done}: it did not work out. */
  async again(tx: Tx, siteId: SiteId, { comment_id: commentId, report_id: reportId, attempts }: WaitingReport, dueAt: Date): Promise<void> {
    await changed(tx, AGAIN, [siteId, commentId, reportId, attempts + 1, dueAt]);
  }
}
