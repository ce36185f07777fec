import { Injectable } from '@nestjs/common';
import type { BulkOperationId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { BulkSelectionStore } from '../../store/bulk-selection.store';
import type { DeskCall } from '../desk-call';
import { ItemPages } from '../item-pages';
import { type BulkDryRunView, sharedByView } from './bulk.view';

const SAMPLE = 10;
const MOST_FREQUENT = 10;

/** What a frozen list holds, for a person to say yes or no to. */
@Injectable()
export class DescribeList {
  constructor(
    private readonly work: UnitOfWork,
    private readonly selections: BulkSelectionStore,
    private readonly pages: ItemPages,
  ) {}

  async execute(id: BulkOperationId, count: number, call: DeskCall): Promise<Plain<BulkDryRunView>> {
    const on = this.work.reads;
    const siteId = call.site.id;
    const [sample, byAuthor, byRule, claimed] = await Promise.all([
      this.selections.sample(on, siteId, id, SAMPLE),
      this.selections.byAuthor(on, siteId, id, MOST_FREQUENT),
      this.selections.byRule(on, siteId, id, MOST_FREQUENT),
      this.selections.claimed(on, siteId, id, call),
    ]);
    return { id, count, sample: await this.pages.show(call, sample), byAuthor: byAuthor.map(sharedByView), byRule: byRule.map(sharedByView), claimed };
  }
}
