import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { NewEvent } from '../../domain/events';
import type { CommentId } from '../../domain/ids';
import type { Tx } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import { type AppealRow, AppealStore } from '../../store/appeal.store';
import { EventStore } from '../../store/event.store';
import { OutboxStore } from '../../store/outbox.store';
import type { DeskCall } from '../desk-call';
import { type DeskChange, DeskNews } from '../desk-news';

/** What a decision does to the appeal that waits on its comment, and an undo to the one it had answered. Always in the decision's transaction. */
@Injectable()
export class SettleAppeal {
  constructor(
    private readonly appeals: AppealStore,
    private readonly events: EventStore,
    private readonly outbox: OutboxStore,
    private readonly news: DeskNews,
  ) {}

  /** `self_review` while an appeal against a decision of this very person waits. */
  async demandSomebodyElse(tx: Tx, { site, personId }: DeskCall, commentId: CommentId): Promise<void> {
    const appeal = await this.appeals.openOf(tx, site.id, commentId);
    if (appeal?.decided_by === personId) throw problem('self_review', 'The author appeals against your own decision. Somebody else must look at it.');
  }

  /** Whoever decides on the comment has answered its appeal: an approval upholds it, a rejection dismisses it. */
  async settle(tx: Tx, call: DeskCall, change: DeskChange): Promise<void> {
    const appeal = await this.appeals.openOf(tx, call.site.id, change.comment.id);
    if (!appeal) return;
    const outcome = change.decision.action === 'approve' ? 'upheld' : 'dismissed';
    await this.appeals.resolve(tx, call.site.id, appeal.id, { state: outcome, resolutionId: change.decision.id, now: call.now });
    await this.log(tx, call, change, { type: 'appeal.resolved', appeal, outcome });
    const told = { id: appeal.id, decisionId: appeal.decision_id, outcome, resolvedAt: call.now.toISOString() };
    const payload = { ...(await this.news.payload(tx, call, change)), appeal: told };
    const sendAfter = new Date(call.now.getTime() + call.site.settings.undoSeconds * 1_000);
    await this.outbox.add(tx, call.site.id, [{ id: newId(), type: 'appeal.resolved', commentId: change.comment.id, decisionId: change.decision.id, payload, sendAfter, createdAt: call.now }]);
  }

  /**
   * The decision that answered an appeal was taken back: the author waits again, and still for somebody else. Where a later appeal
   * waits already, that one stands for both. An appeal against the decision that was taken back waits on: it will be answered.
   */
  async reopen(tx: Tx, call: DeskCall, change: DeskChange): Promise<void> {
    const appeals = await this.appeals.ofComments(tx, call.site.id, [change.comment.id]);
    const open = appeals.find(({ state }) => state === 'open');
    const answered = appeals.find(({ resolution_id: resolution }) => resolution === change.decision.id);
    const waits = open ?? answered;
    if (waits) await this.keepFromDecider(tx, call, waits, change);
    if (!answered) return;
    if (open) await this.appeals.resolve(tx, call.site.id, answered.id, { state: 'withdrawn', resolutionId: null, now: call.now });
    else await this.appeals.reopen(tx, call.site.id, answered.id);
    await this.log(tx, call, change, { type: open ? 'appeal.resolved' : 'appeal.reopened', appeal: answered, outcome: open ? 'withdrawn' : null });
  }

  private async keepFromDecider(tx: Tx, { site }: DeskCall, { decided_by: decidedBy }: AppealRow, { itemId }: DeskChange): Promise<void> {
    if (decidedBy !== null) await this.appeals.keepFrom(tx, site.id, itemId, decidedBy);
  }

  private async log(tx: Tx, call: DeskCall, { comment, itemId, decision, to, commentVersion }: DeskChange, { type, appeal, outcome }: { readonly type: NewEvent['type']; readonly appeal: AppealRow; readonly outcome: string | null }): Promise<void> {
    const payload = { status: to, version: commentVersion, appealId: appeal.id, ...(outcome === null ? {} : { outcome }) };
    await this.events.append(tx, call.site.id, [{ id: newId(), type, actor: `person:${call.personId}`, commentId: comment.id, itemId, decisionId: decision.id, payload, requestId: call.requestId, createdAt: call.now }]);
  }
}
