import { Injectable } from '@nestjs/common';
import { problem } from '../domain/errors';
import type { BulkOperationId, DecisionId, ItemId } from '../domain/ids';
import type { DecisionAction } from '../domain/statuses';
import { transition } from '../domain/transitions';
import type { Tx } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { CommentStatusStore, type LockedComment } from '../store/comment-status.store';
import { type DecisionRow, DecisionStore } from '../store/decision.store';
import { ItemLockStore } from '../store/item-lock.store';
import { recordChange } from './author-record';
import type { Judgement } from './decision.dto';
import type { LockedPair } from './decision-locks';
import type { DeskCall } from './desk-call';
import { DeskNews } from './desk-news';

export interface DecisionToRecord {
  readonly id: DecisionId;
  readonly judgement: Judgement;
  /** The decision in force until now. */
  readonly inForce: DecisionRow | null;
  readonly bulkOperationId?: BulkOperationId;
}

/** Writes a decision that has passed the gate, and all that follows from it, in the caller's transaction. */
@Injectable()
export class RecordDecision {
  constructor(
    private readonly comments: CommentStatusStore,
    private readonly items: ItemLockStore,
    private readonly decisions: DecisionStore,
    private readonly news: DeskNews,
  ) {}

  async record(tx: Tx, call: DeskCall, { comment, item }: LockedPair, { id, judgement, inForce, bulkOperationId }: DecisionToRecord): Promise<DecisionRow> {
    const siteId = call.site.id;
    const to = transition(comment.status, judgement.action)?.to;
    if (to === undefined) throw problem('not_possible');
    const resolved = item ?? { id: await this.makeItem(tx, call, comment), version: 1 };
    const commentVersion = await this.comments.set(tx, siteId, comment.id, { status: to, now: call.now });
    const decision = { id, commentId: comment.id, itemId: resolved.id, itemVersion: resolved.version, revision: comment.revision, bulkOperationId: bulkOperationId ?? null, ...judgement };
    const outcome = { statusBefore: comment.status, statusAfter: to, commentVersion, decidedBy: call.personId, createdAt: call.now };
    await this.decisions.insert(tx, siteId, { ...decision, ...outcome });
    if (item) await this.items.resolve(tx, siteId, item.id, call.now);
    await this.moveRecord(tx, call, comment, { before: inForce?.action ?? null, after: judgement.action });
    const change = { comment, itemId: resolved.id, decision: { id, action: judgement.action, reason_code: judgement.reasonCode, bulk_operation_id: bulkOperationId ?? null, created_at: call.now }, to, commentVersion };
    await this.news.logDecision(tx, call, 'decision.made', change);
    await this.news.tellDecided(tx, call, change);
    const row = await this.decisions.find(tx, siteId, id);
    if (row === null) throw new Error('The decision was written and is not there');
    return row;
  }

  /** The author's record follows the decision in force on each comment. */
  private async moveRecord(tx: Tx, call: DeskCall, comment: LockedComment, { before, after }: { readonly before: DecisionAction | null; readonly after: DecisionAction }): Promise<void> {
    if (comment.author_id === null) return;
    const rejectedAt = after === 'reject' ? call.now : null;
    await this.comments.count(tx, call.site.id, comment.author_id, { ...recordChange(before, after), rejectedAt });
    if (before === 'reject' && after !== 'reject') await this.comments.recountLastRejected(tx, call.site.id, comment.author_id);
  }

  /** A direct decision where nothing waited still has its item, so that every decision is found and undone in the same way. */
  private async makeItem(tx: Tx, call: DeskCall, comment: LockedComment): Promise<ItemId> {
    const id = newId<ItemId>();
    const { article_id: articleId, author_id: authorId, revision: contentRevision } = comment;
    await this.items.makeResolved(tx, call.site.id, { id, commentId: comment.id, articleId, authorId, reason: 'Decided directly, outside the queues', contentRevision, now: call.now });
    return id;
  }
}
