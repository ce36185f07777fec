import { Injectable } from '@nestjs/common';
import { FIRST_ID, idAfter, LAST_ID, type PageQuery } from '../access/page-query';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { ErasureId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type Page, page } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import { type ErasureRow, ErasureStore } from '../store/erasure.store';
import { erasureView, type ErasureView, quotationView, type QuotationView } from './erasure.view';

/** Erasures with their progress, newest first, and who quotes whom was erased. */
@Injectable()
export class ShowErasures {
  constructor(
    private readonly work: UnitOfWork,
    private readonly erasures: ErasureStore,
  ) {}

  async one(site: Site, id: ErasureId): Promise<Plain<ErasureView>> {
    return erasureView(await this.find(site, id));
  }

  async list(site: Site, query: PageQuery): Promise<Page<Plain<ErasureView>>> {
    const found = await this.erasures.page(this.work.reads, site.id, idAfter(query, LAST_ID), query.limit + 1);
    return page(found, query.limit, erasureView, ({ id }) => [id]);
  }

  async quotations(site: Site, id: ErasureId, query: PageQuery): Promise<Page<Plain<QuotationView>>> {
    await this.find(site, id);
    const found = await this.erasures.quotations(this.work.reads, site.id, id, { after: idAfter(query, FIRST_ID), limit: query.limit + 1 });
    return page(found, query.limit, quotationView, ({ comment_id: commentId }) => [commentId]);
  }

  private async find(site: Site, id: ErasureId): Promise<ErasureRow> {
    const row = await this.erasures.find(this.work.reads, site.id, id);
    if (!row) throw problem('not_found');
    return row;
  }
}
