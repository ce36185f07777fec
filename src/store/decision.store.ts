import { Injectable } from '@nestjs/common';
import type { BulkOperationId, CommentId, DecisionId, ItemId, PersonId, SiteId } from '../domain/ids';
import type { AuthorStanding, CommentStatus, DecisionAction, SignalVerdict } from '../domain/statuses';
import { changed, type Queryable, rows } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import * as sql from './decision.sql';

/** What stood in the place of a standing, for an undo. */
export interface StoredStanding {
  readonly kind: AuthorStanding;
  readonly until: string | null;
  readonly by: PersonId;
  readonly at: string;
  readonly note: string | null;
  readonly decisionId: DecisionId | null;
}

/** What a decision made of the author. */
export interface StoredAuthorAction {
  readonly kind: AuthorStanding;
  readonly until: string | null;
  readonly before: StoredStanding | null;
}

export interface StoredFeedback {
  readonly signalId: string;
  readonly verdict: SignalVerdict;
}

export interface NewDecision {
  readonly id: DecisionId;
  readonly commentId: CommentId;
  readonly itemId: ItemId;
  /** The version of the item that was judged. */
  readonly itemVersion: number;
  /** The revision of the text that was judged. */
  readonly revision: number;
  readonly action: DecisionAction;
  readonly reasonCode: string | null;
  readonly note: string | null;
  readonly statusBefore: CommentStatus;
  readonly statusAfter: CommentStatus;
  /** The comment's version after the decision. */
  readonly commentVersion: number;
  readonly decidedBy: PersonId;
  readonly createdAt: Date;
  readonly bulkOperationId: BulkOperationId | null;
  /** To the author. */
  readonly message: string | null;
  readonly authorAction: StoredAuthorAction | null;
}

export interface DecisionRow {
  readonly id: DecisionId;
  readonly comment_id: CommentId;
  readonly item_id: ItemId;
  readonly item_version: number;
  readonly revision: number;
  readonly action: DecisionAction;
  readonly reason_code: string | null;
  readonly note: string | null;
  readonly status_before: CommentStatus;
  readonly status_after: CommentStatus;
  readonly comment_version: number;
  readonly decided_by: PersonId;
  /** Null once the person has been removed. */
  readonly decided_by_name: string | null;
  readonly reversed_by: PersonId | null;
  /** Null: made by itself. */
  readonly bulk_operation_id: BulkOperationId | null;
  readonly message: string | null;
  readonly author_action: StoredAuthorAction | null;
  readonly signal_feedback: readonly StoredFeedback[] | null;
  readonly created_at: Date;
}

/** What people said. A decision is never changed or deleted; undo marks it as taken back. */
@Injectable()
export class DecisionStore {
  async insert(tx: Tx, siteId: SiteId, decision: NewDecision): Promise<void> {
    const { id, commentId, itemId, itemVersion, revision, action, reasonCode, note } = decision;
    const { statusBefore, statusAfter, commentVersion, decidedBy, createdAt, bulkOperationId, message, authorAction } = decision;
    await changed(tx, sql.INSERT, [siteId, id, commentId, itemId, itemVersion, revision, action, reasonCode, note, statusBefore, statusAfter, commentVersion, decidedBy, createdAt, bulkOperationId, message, authorAction === null ? null : JSON.stringify(authorAction)]);
  }

  /** What the person said of signals of this item; returns how many of them there are. */
  async addFeedback(tx: Tx, siteId: SiteId, { id, itemId }: Pick<NewDecision, 'id' | 'itemId'>, feedback: readonly StoredFeedback[]): Promise<number> {
    if (feedback.length === 0) return 0;
    return changed(tx, sql.ADD_FEEDBACK, [siteId, id, itemId, feedback.map(({ signalId }) => signalId), feedback.map(({ verdict }) => verdict)]);
  }

  async find(on: Queryable, siteId: SiteId, id: DecisionId): Promise<DecisionRow | null> {
    return (await rows<DecisionRow>(on, sql.FIND, [siteId, id]))[0] ?? null;
  }

  /** All decisions on the comments of these items, oldest first, those taken back included. */
  onCommentsOf(on: Queryable, siteId: SiteId, itemIds: readonly ItemId[]): Promise<DecisionRow[]> {
    return rows<DecisionRow>(on, sql.ON_COMMENTS_OF_ITEMS, [siteId, itemIds]);
  }

  /** The decision in force: the last one on this comment that nobody took back. */
  async latest(on: Queryable, siteId: SiteId, commentId: CommentId): Promise<DecisionRow | null> {
    return (await rows<DecisionRow>(on, sql.LATEST, [siteId, commentId]))[0] ?? null;
  }

  /** Marks a decision as taken back; false when it was already. */
  async reverse(tx: Tx, siteId: SiteId, id: DecisionId, by: PersonId): Promise<boolean> {
    return (await changed(tx, sql.REVERSE, [siteId, id, by])) === 1;
  }

  /** Takes back the message about a decision if it has not left; false when it has, or nobody listens. */
  async withdrawMessage(tx: Tx, siteId: SiteId, id: DecisionId): Promise<boolean> {
    return (await changed(tx, sql.WITHDRAW_MESSAGE, [siteId, id])) > 0;
  }
}
