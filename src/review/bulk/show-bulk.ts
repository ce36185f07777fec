import { Injectable } from '@nestjs/common';
import { idAfter, LAST_ID, type PageQuery } from '../../access/page-query';
import { invalidField, problem } from '../../domain/errors';
import type { BulkOperationId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { decodeCursor, type Page, page } from '../../platform/http/pages';
import { BulkLineStore } from '../../store/bulk-line.store';
import { type BulkOperationRow, BulkOperationStore } from '../../store/bulk-operation.store';
import type { DeskLook } from '../desk-call';
import type { BulkResultsQuery } from './bulk.dto';
import { type BulkOperationShown, bulkOperationView, type BulkResultView, bulkResultView } from './bulk.view';

const LAST_PLACE = 2_147_483_647;

/** Bulk operations with how far they are and what became of each line. */
@Injectable()
export class ShowBulk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly operations: BulkOperationStore,
    private readonly lines: BulkLineStore,
  ) {}

  async one(id: BulkOperationId, look: DeskLook): Promise<BulkOperationShown> {
    const row = await this.operations.find(this.work.reads, look.site.id, id);
    if (!row || row.status === 'frozen') throw problem('not_found');
    return this.view(row, look);
  }

  /** Newest first. */
  async list(query: PageQuery, look: DeskLook): Promise<Page<BulkOperationShown>> {
    const found = await this.operations.page(this.work.reads, look.site.id, idAfter(query, LAST_ID), query.limit + 1);
    const listed = page(found, query.limit, (row) => row, ({ id }) => [id]);
    return { items: await Promise.all(listed.items.map((row) => this.view(row, look))), nextCursor: listed.nextCursor };
  }

  async results(id: BulkOperationId, { outcome, cursor, limit }: BulkResultsQuery, look: DeskLook): Promise<Page<BulkResultView>> {
    const after = cursor === undefined ? 0 : placeIn(cursor);
    await this.one(id, look);
    const found = await this.lines.list(this.work.reads, look.site.id, id, { outcome: outcome ?? null, after, limit: limit + 1 });
    return page(found, limit, bulkResultView, ({ place }) => [place]);
  }

  private async view(row: BulkOperationRow, { site }: DeskLook): Promise<BulkOperationShown> {
    return bulkOperationView(row, await this.lines.count(this.work.reads, site.id, row.id));
  }
}

function placeIn(cursor: string): number {
  const [place] = decodeCursor(cursor, 1);
  if (typeof place !== 'number' || !Number.isInteger(place) || place < 0 || place > LAST_PLACE) throw invalidField('?cursor', 'This is not a cursor of this list.');
  return place;
}
