import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { BulkOperationId } from '../../domain/ids';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { newId } from '../../platform/ids';
import { BulkLineStore } from '../../store/bulk-line.store';
import { type BulkOperationRow, BulkOperationStore } from '../../store/bulk-operation.store';
import type { DeskCall } from '../desk-call';
import { OWN_UNDO_MS } from '../reverse-decision';
import type { BulkStartedView } from './bulk.view';
import { RunBulk } from './run-bulk';

/** Takes an operation back as another operation: one still under way is stopped first. Lines that something happened to since are skipped. */
@Injectable()
export class ReverseBulk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly operations: BulkOperationStore,
    private readonly lines: BulkLineStore,
    private readonly worker: RunBulk,
  ) {}

  /** One's own for ten minutes after its end, any with review.undo_any. Asked for again, it is the same reversal. */
  async execute(id: BulkOperationId, call: DeskCall): Promise<Plain<BulkStartedView>> {
    const started = await this.work.run((tx) => this.reverse(tx, id, call));
    this.worker.wake();
    return started;
  }

  private async reverse(tx: Tx, id: BulkOperationId, call: DeskCall): Promise<Plain<BulkStartedView>> {
    const siteId = call.site.id;
    const operation = await this.operations.lock(tx, siteId, id);
    if (!operation || operation.status === 'frozen') throw problem('not_found');
    if (operation.kind === 'reverse') throw problem('not_possible', 'A reversal is not taken back. Decide again.');
    demandUndo(operation, call);
    const known = operation.reversed_by && (await this.operations.find(tx, siteId, operation.reversed_by));
    if (known) return { id: known.id, status: known.status, count: known.total };
    await this.operations.cancel(tx, siteId, id, call.now);
    const { action, reason_code: reasonCode, note } = operation;
    const reversal = newId<BulkOperationId>();
    await this.operations.add(tx, siteId, {
      id: reversal, kind: 'reverse', status: 'waiting', action, reasonCode, note, onClaimed: 'override', mayOverride: false, origin: 'operation', selection: null,
      reverses: id, requestedBy: call.personId, requestId: call.requestId, createdAt: call.now,
    });
    const count = await this.lines.addDone(tx, siteId, reversal, id);
    await this.operations.setTotal(tx, siteId, reversal, count);
    return { id: reversal, status: 'waiting', count };
  }
}

function demandUndo({ requested_by: by, ended_at: endedAt }: BulkOperationRow, { personId, permissions, now }: DeskCall): void {
  if (permissions.has('review.undo_any')) return;
  if (by !== personId) throw problem('forbidden', 'Taking back what somebody else decided needs the permission review.undo_any.');
  if (endedAt !== null && now.getTime() - endedAt.getTime() > OWN_UNDO_MS) throw problem('forbidden', 'You can take back your own operations for ten minutes; later it needs the permission review.undo_any.');
}
