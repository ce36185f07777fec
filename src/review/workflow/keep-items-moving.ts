import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { ReviewTagStore } from '../../store/review-tag.store';
import { ReviewWorkflowStore, type StrayedQueue, type WokenItem } from '../../store/review-workflow.store';
import { ItemLog } from './item-log';

/** Per transaction: small, so that nobody waits for it. */
const PORTION = 500;

/** What happens to items by nothing but time: who has slept enough wakes, and what lies in a queue that has gone goes on. */
@Injectable()
export class KeepItemsMoving {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workflow: ReviewWorkflowStore,
    private readonly tags: ReviewTagStore,
    private readonly log: ItemLog,
  ) {}

  /** One portion of each; returns how many items were changed. */
  async runOnce(now: Date): Promise<number> {
    const woken = await this.unitOfWork.run(async (tx) => this.tell(tx, await this.workflow.wake(tx, now, PORTION), now));
    let moved = 0;
    for (const queue of await this.workflow.strayed(this.unitOfWork.reads)) moved += await this.moveSome(queue, now);
    await this.unitOfWork.run((tx) => this.tags.expire(tx, now));
    return woken + moved;
  }

  /** For a claim that found too little: whoever has slept long enough and was not woken yet. */
  async wakeSite(tx: Tx, siteId: SiteId, now: Date): Promise<number> {
    return this.tell(tx, await this.workflow.wakeSite(tx, siteId, now, PORTION), now);
  }

  /** A portion of what lies in a queue that has gone; returns how many were moved. */
  moveSome({ site_id: siteId, id: from, moved_to: to }: StrayedQueue, now: Date): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const moved = await this.workflow.moveSome(tx, siteId, { from, to, limit: PORTION });
      await this.log.writeOwn(tx, siteId, moved.map((item) => ({ type: 'item.moved', item, payload: { from, to, version: item.version } })), now);
      return moved.length;
    });
  }

  private async tell(tx: Tx, woken: readonly WokenItem[], now: Date): Promise<number> {
    for (const siteId of new Set(woken.map(({ site_id }) => site_id))) {
      await this.log.writeOwn(tx, siteId, woken.filter(({ site_id }) => site_id === siteId).map((item) => ({ type: 'item.woken', item, payload: {} })), now);
    }
    return woken.length;
  }
}
