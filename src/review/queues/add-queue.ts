import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import type { Site } from '../../domain/actor';
import { invalidField, problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { EventStore } from '../../store/event.store';
import { type QueueSettings, QueueStore } from '../../store/queue.store';
import { QueueAccess } from './queue-access';
import { type AddQueueDto, conditionsIn, MOST_QUEUES } from './queue.dto';
import { QueueMembers } from './queue-members';
import { idOfName, orderWith } from './queue-order';
import { type QueueSettingsView, toSettingsView } from './queue.view';

/** A new queue at its place; the others make room. What waits already stays where it is: conditions sort what is opened from now on. */
@Injectable()
export class AddQueue {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queues: QueueStore,
    private readonly members: QueueMembers,
    private readonly access: QueueAccess,
    private readonly events: EventStore,
  ) {}

  async execute(call: Call, { id: siteId }: Site, dto: AddQueueDto): Promise<Plain<QueueSettingsView>> {
    const id = dto.id ?? idOfName(dto.name);
    if (id === '') throw invalidField('/id', 'No id can be made of this name: give one.');
    const made = await this.unitOfWork.run(async (tx) => {
      const others = await this.queues.lockAll(tx, siteId);
      if (others.length >= MOST_QUEUES) throw problem('not_possible', `A site has at most ${String(MOST_QUEUES)} queues.`);
      const order = orderWith(others, id, dto.position ?? null);
      const queue: QueueSettings = {
        id,
        name: dto.name,
        position: order.indexOf(id) + 1,
        slaMinutes: dto.slaMinutes ?? null,
        conditions: conditionsIn(dto.conditions),
        members: await this.members.known(tx, siteId, dto.members ?? []),
        hiddenActions: dto.hiddenActions ?? [],
      };
      const now = new Date();
      if (!(await this.queues.insert(tx, siteId, queue, now))) throw problem('already_exists', `There is a queue ${id}.`);
      await this.queues.arrange(tx, siteId, order);
      await this.events.append(tx, siteId, [changeLine(call, 'queue.added', { ...queue, queueId: id }, now)]);
      return queue;
    });
    this.access.changed(siteId);
    return toSettingsView(made);
  }
}
