import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import type { Site } from '../../domain/actor';
import { invalidField, problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { QueueStore } from '../../store/queue.store';
import { KeepItemsMoving } from '../workflow/keep-items-moving';
import { QueueAccess } from './queue-access';
import { DEFAULT_QUEUE } from './queue.view';

/** Portions of items moved before the answer; the worker moves the rest of a very long queue. */
const MOST_PORTIONS = 10;

@Injectable()
export class RemoveQueue {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queues: QueueStore,
    private readonly moving: KeepItemsMoving,
    private readonly access: QueueAccess,
    private readonly events: EventStore,
  ) {}

  /**
   * Takes a queue away; what waits in it goes to `moveTo`, which must be named while something does. Rules that still name the
   * queue send their items there, too. `default` stays.
   */
  async execute(call: Call, { id: siteId }: Site, { id, moveTo }: { readonly id: string; readonly moveTo: string | undefined }): Promise<void> {
    if (id === DEFAULT_QUEUE) throw problem('not_possible', 'The default queue takes what no other one takes: it stays.');
    const now = new Date();
    await this.unitOfWork.run(async (tx) => {
      const all = await this.queues.lockAll(tx, siteId);
      if (!all.some((queue) => queue.id === id)) throw problem('not_found');
      if (moveTo !== undefined && (moveTo === id || !all.some((queue) => queue.id === moveTo))) throw invalidField('?moveTo', 'There is no such other queue.');
      if (moveTo === undefined && (await this.queues.hasWaiting(tx, siteId, id))) throw invalidField('?moveTo', 'Something waits in this queue: say where it goes.');
      await this.queues.remove(tx, siteId, id, { movedTo: moveTo ?? DEFAULT_QUEUE, now });
      await this.queues.arrange(tx, siteId, all.map((queue) => queue.id).filter((other) => other !== id));
      await this.events.append(tx, siteId, [changeLine(call, 'queue.removed', { queueId: id, movedTo: moveTo ?? DEFAULT_QUEUE }, now)]);
    });
    this.access.changed(siteId);
    for (let n = 0; n < MOST_PORTIONS; n++) {
      if ((await this.moving.moveSome({ site_id: siteId, id, moved_to: moveTo ?? DEFAULT_QUEUE }, now)) === 0) return;
    }
  }
}
