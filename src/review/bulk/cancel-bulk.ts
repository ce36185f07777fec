import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { BulkOperationId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { BulkOperationStore } from '../../store/bulk-operation.store';
import type { DeskCall } from '../desk-call';

/** Stops an operation that waits or runs: what it did stays, what is left is left as it is. */
@Injectable()
export class CancelBulk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly operations: BulkOperationStore,
  ) {}

  /** One's own; any with review.undo_any. */
  async execute(id: BulkOperationId, { site, personId, permissions, now }: DeskCall): Promise<void> {
    const operation = await this.operations.find(this.work.reads, site.id, id);
    if (!operation || operation.status === 'frozen') throw problem('not_found');
    if (operation.requested_by !== personId && !permissions.has('review.undo_any')) throw problem('forbidden', 'Stopping what somebody else asked for needs the permission review.undo_any.');
    if (!(await this.operations.cancel(this.work.reads, site.id, id, now))) throw problem('not_possible', 'This operation has ended.');
  }
}
