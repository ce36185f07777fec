import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import { changesOf } from '../../access/changes';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { SiteId } from '../../domain/ids';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { EventStore } from '../../store/event.store';
import { type QueueSettings, QueueStore } from '../../store/queue.store';
import { ReviewWorkflowStore } from '../../store/review-workflow.store';
import { QueueAccess } from './queue-access';
import { type ChangeQueueDto, conditionsIn } from './queue.dto';
import { QueueMembers } from './queue-members';
import { orderWith } from './queue-order';
import { type QueueSettingsView, toSettingsView } from './queue.view';

/** Per transaction: small, so that claims find what it does not hold. */
const PORTION = 500;

/** Changes how a queue is set up. Its id, which rules name, never changes. */
@Injectable()
export class ChangeQueue {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queues: QueueStore,
    private readonly workflow: ReviewWorkflowStore,
    private readonly members: QueueMembers,
    private readonly access: QueueAccess,
    private readonly events: EventStore,
  ) {}

  /** What waits in it gets the new time limit, too, counted from when it was opened. */
  async execute(call: Call, { id: siteId }: Site, id: string, dto: ChangeQueueDto): Promise<Plain<QueueSettingsView>> {
    const { before, after } = await this.unitOfWork.run((tx) => this.save(tx, { call, siteId, id }, dto));
    this.access.changed(siteId);
    if (before.slaMinutes !== after.slaMinutes) await this.timeAll(siteId, after);
    return toSettingsView(after);
  }

  private async save(tx: Tx, { call, siteId, id }: { readonly call: Call; readonly siteId: SiteId; readonly id: string }, dto: ChangeQueueDto): Promise<{ before: QueueSettings; after: QueueSettings }> {
    const all = await this.queues.lockAll(tx, siteId);
    const before = all.find((queue) => queue.id === id);
    if (!before) throw problem('not_found');
    const order = dto.position === undefined ? all.map((queue) => queue.id) : orderWith(all, id, dto.position);
    const after: QueueSettings = {
      id,
      name: dto.name ?? before.name,
      position: order.indexOf(id) + 1,
      slaMinutes: dto.slaMinutes === undefined ? before.slaMinutes : dto.slaMinutes,
      conditions: dto.conditions === undefined ? before.conditions : conditionsIn(dto.conditions),
      members: dto.members === undefined ? before.members : await this.members.known(tx, siteId, dto.members),
      hiddenActions: dto.hiddenActions ?? before.hiddenActions,
    };
    await this.queues.update(tx, siteId, after);
    await this.queues.arrange(tx, siteId, order);
    const changes = changesOf(before, after);
    if (Object.keys(changes).length > 0) await this.events.append(tx, siteId, [changeLine(call, 'queue.changed', { queueId: id, changes })]);
    return { before, after };
  }

  private async timeAll(siteId: SiteId, { id, slaMinutes }: QueueSettings): Promise<void> {
    while ((await this.unitOfWork.run((tx) => this.workflow.timeSome(tx, siteId, id, { slaMinutes, limit: PORTION }))) > 0);
  }
}
