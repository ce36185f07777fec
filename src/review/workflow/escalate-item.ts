import { Injectable } from '@nestjs/common';
import type { ItemId } from '../../domain/ids';
import { priorityOf } from '../../domain/priority';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { ReviewWorkflowStore } from '../../store/review-workflow.store';
import type { DeskCall } from '../desk-call';
import { ItemLog } from './item-log';
import { OpenItem } from './open-item';
import { type ChangedItemView, type EscalateItemDto, toChangedView } from './workflow.dto';
import { WriteNote } from './write-note';

/** Where an escalated item stands, whatever brought it here. */
export const ESCALATED_PRIORITY = priorityOf('urgent', 0);

@Injectable()
export class EscalateItem {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly open: OpenItem,
    private readonly workflow: ReviewWorkflowStore,
    private readonly note: WriteNote,
    private readonly log: ItemLog,
  ) {}

  /** Lets an item go and puts it first, for somebody with more say. Once more only adds the note. */
  execute(itemId: ItemId, { note }: EscalateItemDto, { call, readVersion }: { readonly call: DeskCall; readonly readVersion: number | null }): Promise<Plain<ChangedItemView>> {
    return this.unitOfWork.run(async (tx) => {
      const item = await this.open.lock(tx, call, { itemId, action: 'escalate', readVersion });
      const changed = await this.workflow.escalate(tx, call.site.id, itemId, { now: call.now, priority: ESCALATED_PRIORITY });
      if (changed.version !== item.version) await this.log.write(tx, call, [{ type: 'item.escalated', item, payload: { version: changed.version } }]);
      if (note !== undefined && note !== null) await this.note.write(tx, call, item, note);
      return toChangedView(changed);
    });
  }
}
