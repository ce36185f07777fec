import { Injectable } from '@nestjs/common';
import type { ItemId } from '../domain/ids';
import type { Tx } from '../platform/database/unit-of-work';
import { CommentStatusStore } from '../store/comment-status.store';
import { type DecisionRow, DecisionStore } from '../store/decision.store';
import { ItemLockStore } from '../store/item-lock.store';
import type { LockedPair } from './decision-locks';
import type { DeskCall } from './desk-call';
import { DeskNews } from './desk-news';
import { SettleAppeal } from './appeals/settle-appeal';
import { recordChange } from './author-record';
import { AuthorStandings } from './authors/author-standings';

export interface RecordedReversal {
  readonly eventId: string;
  readonly item: { readonly id: ItemId; readonly version: number };
  readonly commentVersion: number;
}

/** Writes the undo of the decision in force, in the caller's transaction and under its locks. */
@Injectable()
export class RecordReversal {
  constructor(
    private readonly comments: CommentStatusStore,
    private readonly items: ItemLockStore,
    private readonly decisions: DecisionStore,
    private readonly news: DeskNews,
    private readonly appeals: SettleAppeal,
    private readonly standings: AuthorStandings,
  ) {}

  async record(tx: Tx, call: DeskCall, { comment, item }: LockedPair, decision: DecisionRow): Promise<RecordedReversal> {
    const siteId = call.site.id;
    await this.decisions.reverse(tx, siteId, decision.id, call.personId);
    const to = decision.status_before;
    const commentVersion = await this.comments.set(tx, siteId, comment.id, { status: to, now: call.now });
    const open = await this.openAgain(tx, call, decision.item_id, item);
    await this.restoreRecord(tx, call, comment, decision);
    if (comment.author_id !== null) await this.standings.restore(tx, call, comment.author_id, decision);
    const change = { comment, itemId: open.id, decision, to, commentVersion };
    const eventId = await this.news.logDecision(tx, call, 'decision.reversed', change);
    await this.appeals.reopen(tx, call, change);
    // Undone before the site heard of it: it hears of neither.
    if (!(await this.decisions.withdrawMessage(tx, siteId, decision.id))) await this.news.tellReversed(tx, call, change);
    return { eventId, item: open, commentVersion };
  }

  private async openAgain(tx: Tx, call: DeskCall, itemId: ItemId, openedSince: LockedPair['item']): Promise<RecordedReversal['item']> {
    if (openedSince === null) return { id: itemId, version: await this.items.reopen(tx, call.site.id, itemId) };
    return { id: openedSince.id, version: await this.items.join(tx, call.site.id, itemId, openedSince.id) };
  }

  /** What counts now is the decision before this one, if there is one that stands. */
  private async restoreRecord(tx: Tx, call: DeskCall, comment: LockedPair['comment'], { action }: DecisionRow): Promise<void> {
    if (comment.author_id === null) return;
    const before = await this.decisions.latest(tx, call.site.id, comment.id);
    await this.comments.count(tx, call.site.id, comment.author_id, { ...recordChange(action, before?.action ?? null), rejectedAt: null });
    if (action === 'reject' || before?.action === 'reject') await this.comments.recountLastRejected(tx, call.site.id, comment.author_id);
  }
}
