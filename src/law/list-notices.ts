import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { idAfter, LAST_ID, PageQuery } from '../access/page-query';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { NoticeId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type Page, page } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import { IsLeftOutOr } from '../platform/http/validators';
import { LawNoticeStore } from '../store/law-notice.store';
import { noticeView, type NoticeView } from './notice.view';

const STATES = ['open', 'decided'] as const;

export class ListNoticesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATES, description: 'All by default.' }) @IsIn(STATES) @IsLeftOutOr() state?: (typeof STATES)[number];
}

/** Notices, newest first, without who gave them. */
@Injectable()
export class ListNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly notices: LawNoticeStore,
  ) {}

  async execute(site: Site, query: ListNoticesQuery): Promise<Page<Plain<NoticeView>>> {
    const rows = await this.notices.page(this.work.reads, site.id, query.state ?? null, { before: idAfter(query, LAST_ID), limit: query.limit + 1 });
    return page(rows, query.limit, noticeView, ({ id }) => [id]);
  }

  async one(site: Site, id: NoticeId): Promise<Plain<NoticeView>> {
    const row = await this.notices.find(this.work.reads, site.id, id);
    if (row === null) throw problem('not_found');
    return noticeView(row);
  }
}
