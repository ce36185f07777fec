import { Injectable } from '@nestjs/common';
import { futureMoment } from '../../access/future-moment';
import { invalidField } from '../../domain/errors';
import type { ItemId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { ReviewWorkflowStore } from '../../store/review-workflow.store';
import type { DeskCall } from '../desk-call';
import { ItemLog } from './item-log';
import { OpenItem } from './open-item';
import { type ChangedItemView, type SnoozeItemDto, toChangedView } from './workflow.dto';

/** What is put off for longer is not put off but forgotten. */
const LONGEST_MS = 30 * 24 * 3_600_000;

@Injectable()
export class SnoozeItem {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly open: OpenItem,
    private readonly workflow: ReviewWorkflowStore,
    private readonly log: ItemLog,
  ) {}

  /** Nobody is offered the item until then; it comes back by itself, or when a new text or a worse reason comes. */
  execute(itemId: ItemId, { until }: SnoozeItemDto, call: DeskCall): Promise<Plain<ChangedItemView>> {
    const moment = futureMoment(until, '/until');
    if (moment !== null && moment.getTime() - call.now.getTime() > LONGEST_MS) throw invalidField('/until', 'An item can be put off for thirty days at most.');
    return this.unitOfWork.run(async (tx) => {
      const item = await this.open.lock(tx, call, { itemId, action: 'snooze' });
      const changed = await this.workflow.snooze(tx, call.site.id, itemId, moment);
      await this.log.write(tx, call, [moment === null ? { type: 'item.woken', item, payload: {} } : { type: 'item.snoozed', item, payload: { until: moment.toISOString() } }]);
      return toChangedView(changed);
    });
  }
}
