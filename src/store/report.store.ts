import { Injectable } from '@nestjs/common';
import type { CommentId, ReportId, SiteId } from '../domain/ids';
import { rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface NewReport {
  readonly id: ReportId;
  readonly commentId: CommentId;
  readonly revision: number;
  /** Who reports: `author:…` or a keyed hash of an address. One report per reporter and comment. */
  readonly reporter: string;
  readonly reporterKind: 'anonymous' | 'registered';
  readonly reason: string;
  readonly note: string | null;
  readonly createdAt: Date;
}

export interface ReportRow {
  readonly id: ReportId;
  readonly reason: string;
  readonly created_at: Date;
  readonly is_new: boolean;
}

const ADD = statement(
  'report_add',
  `WITH added AS (
     INSERT INTO report (site_id, id, comment_id, revision, reporter, reporter_kind, reason, note, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (site_id, comment_id, reporter) DO NOTHING RETURNING id, reason, created_at)
   SELECT id, reason, created_at, true AS is_new FROM added
   UNION ALL
   SELECT id, reason, created_at, false FROM report WHERE site_id = $1 AND comment_id = $3 AND reporter = $5 AND NOT EXISTS (SELECT FROM added)`,
);

/** report_reporter_key: the reports on the text as it stands. */
const WEIGH = statement(
  'report_weigh',
  `SELECT count(*) FILTER (WHERE reporter_kind = 'registered')::integer AS registered, count(*) FILTER (WHERE reporter_kind = 'anonymous')::integer AS anonymous
   FROM report WHERE site_id = $1 AND comment_id = $2 AND revision = $3`,
);

@Injectable()
export class ReportStore {
  /** Adds the report, or returns the one this reporter made before. The caller holds the comment's lock. */
  async add(tx: Tx, siteId: SiteId, report: NewReport): Promise<ReportRow> {
    const [row] = await rows<ReportRow>(tx, ADD, [siteId, report.id, report.commentId, report.revision, report.reporter, report.reporterKind, report.reason, report.note, report.createdAt]);
    if (!row) throw new Error('A report was neither added nor found');
    return row;
  }

  async weigh(tx: Tx, siteId: SiteId, commentId: CommentId, revision: number): Promise<{ readonly registered: number; readonly anonymous: number }> {
    return (await rows<{ registered: number; anonymous: number }>(tx, WEIGH, [siteId, commentId, revision]))[0] ?? { registered: 0, anonymous: 0 };
  }
}
