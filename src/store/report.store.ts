import { Injectable } from '@nestjs/common';
import type { CommentId, ReportId, SiteId } from '../domain/ids';
import { type Queryable, rows } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import * as sql from './report.sql';

export interface NewReport {
  readonly id: ReportId;
  readonly commentId: CommentId;
  readonly revision: number;
  /** Who reports: `author:…`, `person:…` or `address:…` with a keyed hash. One report per reporter and comment. */
  readonly reporter: string;
  readonly reporterKind: 'anonymous' | 'registered';
  readonly reason: string;
  readonly note: string | null;
  /** Hundredths, by the reporter's record at this moment. */
  readonly weight: number;
  readonly createdAt: Date;
}

export interface ReportRow {
  readonly id: ReportId;
  readonly reason: string;
  readonly created_at: Date;
  readonly is_new: boolean;
}

/** What readers say against one revision of a comment. Muted reporters do not count. */
export interface ReportSum {
  /** Reporters, anonymous ones included. */
  readonly count: number;
  /** Those who have an account. */
  readonly registered: number;
  /** Hundredths; anonymous reports together weigh at most as one registered report. */
  readonly weight: number;
  /** How many name which reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** A report as the desk sees it. */
export interface ListedReport {
  readonly id: ReportId;
  readonly revision: number;
  readonly reporter: string;
  readonly reporter_kind: 'anonymous' | 'registered';
  readonly reporter_name: string | null;
  readonly reason: string;
  readonly note: string | null;
  readonly weight: number;
  readonly created_at: Date;
  readonly muted_at: Date | null;
  /** What people decided on the reported text afterwards; null while nobody has. */
  readonly outcome: ReportOutcome | null;
}

export type ReportOutcome = 'upheld' | 'dismissed';

interface SumRow {
  reporter_kind: 'anonymous' | 'registered';
  reason: string;
  count: number;
  weight: number;
}

/** A new registered reporter's report, and the most that anonymous ones weigh together. */
export const ONE_REPORT = 100;

@Injectable()
export class ReportStore {
  /** Adds the report, or returns the one this reporter made before. The caller holds the comment's lock. */
  async add(tx: Tx, siteId: SiteId, report: NewReport): Promise<ReportRow> {
    const { id, commentId, revision, reporter, reporterKind, reason, note, weight, createdAt } = report;
    const [row] = await rows<ReportRow>(tx, sql.ADD, [siteId, id, commentId, revision, reporter, reporterKind, reason, note, weight, createdAt]);
    if (!row) throw new Error('A report was neither added nor found');
    return row;
  }

  /** The sum of the reports on a revision, as the threshold and the rules see it. */
  async ofComment(on: Queryable, siteId: SiteId, commentId: CommentId, revision: number): Promise<ReportSum> {
    return sumOf(await rows<SumRow>(on, sql.SUM, [siteId, commentId, revision]));
  }

  /** Reports of a comment from `after` on, oldest first; one more than `limit` when there is a next page. */
  list(on: Queryable, siteId: SiteId, commentId: CommentId, { after, limit }: { readonly after: string; readonly limit: number }): Promise<ListedReport[]> {
    return rows<ListedReport>(on, sql.LIST, [siteId, commentId, after, limit + 1]);
  }
}

function sumOf(found: readonly SumRow[]): ReportSum {
  const reasons: Record<string, number> = {};
  const of = { anonymous: { count: 0, weight: 0 }, registered: { count: 0, weight: 0 } };
  for (const { reporter_kind: kind, reason, count, weight } of found) {
    reasons[reason] = (reasons[reason] ?? 0) + count;
    of[kind].count += count;
    of[kind].weight += weight;
  }
  return { count: of.anonymous.count + of.registered.count, registered: of.registered.count, weight: of.registered.weight + Math.min(of.anonymous.weight, ONE_REPORT), reasons };
}
