import { Injectable } from '@nestjs/common';
import { invalidField } from '../../domain/errors';
import type { ItemId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { QueueStore } from '../../store/queue.store';
import { ReviewWorkflowStore } from '../../store/review-workflow.store';
import type { DeskCall } from '../desk-call';
import { ItemLog } from './item-log';
import { OpenItem } from './open-item';
import { type ChangedItemView, type MoveItemDto, toChangedView } from './workflow.dto';

@Injectable()
export class MoveItem {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly open: OpenItem,
    private readonly queues: QueueStore,
    private readonly workflow: ReviewWorkflowStore,
    private readonly log: ItemLog,
  ) {}

  /** To any queue of the site, also one whose items this person may not see: whoever sorts need not be who decides. */
  execute(itemId: ItemId, { queueId }: MoveItemDto, { call, readVersion }: { readonly call: DeskCall; readonly readVersion: number | null }): Promise<Plain<ChangedItemView>> {
    return this.unitOfWork.run(async (tx) => {
      const item = await this.open.lock(tx, call, { itemId, action: 'move', readVersion });
      if (!(await this.queues.exists(tx, call.site.id, queueId))) throw invalidField('/queueId', 'There is no such queue.');
      if (item.queue_id === queueId) throw invalidField('/queueId', 'The item is in this queue already.');
      const changed = await this.workflow.move(tx, call.site.id, itemId, queueId);
      await this.log.write(tx, call, [{ type: 'item.moved', item, payload: { from: item.queue_id, to: queueId, version: changed.version } }]);
      return toChangedView(changed);
    });
  }
}
