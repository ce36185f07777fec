import { Injectable } from '@nestjs/common';
import { invalidField, problem } from '../domain/errors';
import type { BulkOperationId, CommentId, DecisionId, ItemId } from '../domain/ids';
import type { DecisionAction } from '../domain/statuses';
import { transition } from '../domain/transitions';
import type { Tx } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { CommentStatusStore, type LockedComment } from '../store/comment-status.store';
import { type DecisionRow, DecisionStore, type StoredAuthorAction } from '../store/decision.store';
import { ItemLockStore } from '../store/item-lock.store';
import { AuthorStandings, storedAction } from './authors/author-standings';
import { SettleAppeal } from './appeals/settle-appeal';
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
  readonly bulkOperationId?: BulkOperationId | null;
}

/** Writes a decision that has passed the gate, and all that follows from it, in the caller's transaction. */
@Injectable()
export class RecordDecision {
  constructor(
    private readonly comments: CommentStatusStore,
    private readonly items: ItemLockStore,
    private readonly decisions: DecisionStore,
    private readonly news: DeskNews,
    private readonly appeals: SettleAppeal,
    private readonly standings: AuthorStandings,
  ) {}

  async record(tx: Tx, call: DeskCall, { comment, item }: LockedPair, { id, judgement, inForce, bulkOperationId = null }: DecisionToRecord): Promise<DecisionRow> {
    const siteId = call.site.id;
    const to = transition(comment.status, judgement.action)?.to;
    if (to === undefined) throw problem('not_possible');
    const resolved = item ?? { id: await this.makeItem(tx, call, comment), version: 1 };
    const commentVersion = await this.comments.set(tx, siteId, comment.id, { status: to, now: call.now });
    const about = { id, commentId: comment.id, itemId: resolved.id };
    const authorAction = await this.actOnAuthor(tx, call, comment, { judgement, ...about });
    const { action, reasonCode, note, message, signalFeedback } = judgement;
    const decision = { ...about, itemVersion: resolved.version, revision: comment.revision, action, reasonCode, note, message, authorAction, bulkOperationId };
    const outcome = { statusBefore: comment.status, statusAfter: to, commentVersion, decidedBy: call.personId, createdAt: call.now };
    await this.decisions.insert(tx, siteId, { ...decision, ...outcome });
    if ((await this.decisions.addFeedback(tx, siteId, about, signalFeedback)) !== signalFeedback.length) throw invalidField('/signalFeedback', 'Not all of these are signals of this item.');
    if (item) await this.items.resolve(tx, siteId, item.id, call.now);
    await this.moveRecord(tx, call, comment, { before: inForce?.action ?? null, after: judgement.action });
    const row = await this.decisions.find(tx, siteId, id);
    if (row === null) throw new Error('The decision was written and is not there');
    const change = { comment, itemId: resolved.id, decision: row, to, commentVersion };
    await this.news.logDecision(tx, call, 'decision.made', change);
    await this.news.tellDecided(tx, call, change);
    await this.appeals.settle(tx, call, change);
    return row;
  }

  private async actOnAuthor(tx: Tx, call: DeskCall, { author_id: authorId }: LockedComment, { judgement: { authorAction, note }, id, commentId, itemId }: { readonly judgement: Judgement; readonly id: DecisionId; readonly commentId: CommentId; readonly itemId: ItemId }): Promise<StoredAuthorAction | null> {
    if (authorAction === null) return null;
    if (authorId === null) throw invalidField('/authorAction', 'Nobody knows who wrote this: it came without an account.');
    return storedAction(authorAction, await this.standings.set(tx, call, authorId, { ...authorAction, note, commentId, itemId, decisionId: id }));
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
