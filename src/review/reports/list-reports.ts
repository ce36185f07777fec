import { Injectable } from '@nestjs/common';
import { FIRST_ID, idAfter, type PageQuery } from '../../access/page-query';
import { problem } from '../../domain/errors';
import type { CommentId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { CommentStore } from '../../store/comment.store';
import { ReportStore } from '../../store/report.store';
import type { DeskLook } from '../desk-call';
import { type DeskReportListView, deskReportView, reportSumView } from './report.view';

/** Who says what against a comment, oldest first, and what it weighs together. */
@Injectable()
export class ListReports {
  constructor(
    private readonly work: UnitOfWork,
    private readonly comments: CommentStore,
    private readonly reports: ReportStore,
  ) {}

  async execute(id: CommentId, query: PageQuery, { site }: DeskLook): Promise<Plain<DeskReportListView>> {
    const on = this.work.reads;
    const comment = await this.comments.find(on, site.id, id);
    if (!comment) throw problem('not_found');
    const [rows, sum] = await Promise.all([
      this.reports.list(on, site.id, id, { after: idAfter(query, FIRST_ID), limit: query.limit }),
      this.reports.ofComment(on, site.id, id, comment.latest_revision),
    ]);
    const { items, nextCursor } = page(rows, query.limit, deskReportView, (row) => [row.id]);
    return { items: [...items], nextCursor, sum: reportSumView(sum, site.settings.reports.holdAtWeight) };
  }
}
