import { Injectable } from '@nestjs/common';
import { actorKey } from '../domain/actor';
import { problem } from '../domain/errors';
import type { CommentId } from '../domain/ids';
import { transition } from '../domain/transitions';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { AppealStore } from '../store/appeal.store';
import { CommentStatusStore } from '../store/comment-status.store';
import { EventStore } from '../store/event.store';
import { OutboxStore } from '../store/outbox.store';
import { ReviewItemStore } from '../store/review-item.store';
import { type Change, eventOf, messageOf } from './change';
import type { Sender } from './prepare-submission';

/** Takes a comment back for good; its review item ends without a decision. Withdrawing twice is not an error. */
@Injectable()
export class WithdrawComment {
  constructor(
    private readonly work: UnitOfWork,
    private readonly statuses: CommentStatusStore,
    private readonly items: ReviewItemStore,
    private readonly appeals: AppealStore,
    private readonly events: EventStore,
    private readonly outbox: OutboxStore,
  ) {}

  async execute(id: CommentId, { site, actor, requestId }: Pick<Sender, 'site' | 'actor' | 'requestId'>): Promise<void> {
    await this.work.run(async (tx) => {
      const comment = await this.statuses.lock(tx, site.id, id);
      if (!comment || (actor.kind === 'reader' && comment.author_id !== actor.authorId)) throw problem('not_found');
      const next = transition(comment.status, 'withdraw');
      if (!next) throw problem('not_possible');
      if (comment.status === next.to) return;
      const now = new Date();
      const version = await this.statuses.set(tx, site.id, id, { status: next.to, now });
      const itemId = await this.items.resolveOf(tx, site.id, id, now);
      const appeal = await this.appeals.openOf(tx, site.id, id);
      if (appeal) await this.appeals.resolve(tx, site.id, appeal.id, { state: 'withdrawn', resolutionId: null, now });
      const change: Change = { site, comment, status: next.to, version, actor: actorKey(actor), requestId, now };
      await this.events.append(tx, site.id, [eventOf(change, 'comment.withdrawn', { itemId })]);
      await this.outbox.add(tx, site.id, [messageOf(change, 'comment.withdrawn')]);
    });
  }
}
