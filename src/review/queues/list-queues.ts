import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { QueueStore } from '../../store/queue.store';
import type { DeskLook } from '../desk-call';
import { QueueAccess } from './queue-access';
import { type QueueView, toQueueView } from './queue.view';

@Injectable()
export class ListQueues {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queues: QueueStore,
    private readonly access: QueueAccess,
  ) {}

  /** The queues that this caller may see, in their order, with what waits in each, counted to the last item. */
  async execute(look: DeskLook): Promise<Page<Plain<QueueView>>> {
    const { site, personId, now } = look;
    const [rows, closed] = await Promise.all([this.queues.list(this.unitOfWork.reads, site.id, { personId, now }), this.access.closedTo(look)]);
    return { items: rows.filter(({ id }) => !closed.includes(id)).map((row) => toQueueView(row, now)), nextCursor: null };
  }
}
