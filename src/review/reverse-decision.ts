import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { problem } from '../domain/errors';
import type { DecisionId } from '../domain/ids';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { type DecisionRow, DecisionStore } from '../store/decision.store';
import { superseded } from './conflicts';
import { DecidedCommentView } from './decision.view';
import { DecisionLocks, type LockedPair } from './decision-locks';
import type { DeskCall } from './desk-call';
import { PersonRefView } from './person.view';
import type { Plain } from '../platform/http/plain';
import { RecordReversal } from './record-reversal';

/** How long people may take back what they decided themselves. */
export const OWN_UNDO_MS = 10 * 60_000;

export class ReopenedItemView {
  @ApiProperty({ format: 'uuid', description: 'The decision\'s item, or the one opened since, which it joined.' }) id!: string;
  @ApiProperty() version!: number;
}

export class ReversalView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) decisionId!: string;
  @ApiProperty({ format: 'uuid' }) itemId!: string;
  @ApiProperty({ format: 'uuid' }) commentId!: string;
  @ApiProperty({ type: PersonRefView }) reversedBy!: PersonRefView;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: DecidedCommentView, description: 'As it was before the decision.' }) comment!: DecidedCommentView;
  @ApiProperty({ type: ReopenedItemView }) item!: ReopenedItemView;
}

@Injectable()
export class ReverseDecision {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly locks: DecisionLocks,
    private readonly decisions: DecisionStore,
    private readonly reversal: RecordReversal,
  ) {}

  /**
   * Takes a decision back by a compensating event: one's own for ten minutes, any with review.undo_any. Only the decision
   * in force and only while nothing has happened since: else `superseded`.
   */
  execute(id: DecisionId, call: DeskCall): Promise<Plain<ReversalView>> {
    return this.unitOfWork.run(async (tx) => {
      const decision = await this.decisions.find(tx, call.site.id, id);
      if (decision === null) throw problem('not_found');
      demandUndo(decision, call);
      return this.within(tx, decision, call);
    });
  }

  /** The same in the caller's transaction, for somebody who was found to be allowed to. */
  async within(tx: Tx, decision: DecisionRow, call: DeskCall): Promise<Plain<ReversalView>> {
    const siteId = call.site.id;
    const { id } = decision;
    const locked = await this.locks.ofComment(tx, siteId, decision.comment_id);
    if (locked === null) throw new Error('A decision without its comment');
    const inForce = await this.decisions.latest(tx, siteId, decision.comment_id);
    if (inForce?.id !== id || !stillStands(decision, locked)) throw superseded(currentOf(locked), inForce);
    const { eventId, item, commentVersion } = await this.reversal.record(tx, call, locked, inForce);
    return {
      id: eventId,
      decisionId: id,
      itemId: item.id,
      commentId: decision.comment_id,
      reversedBy: { id: call.personId, name: call.name },
      createdAt: call.now.toISOString(),
      comment: { id: decision.comment_id, status: decision.status_before, version: commentVersion },
      item,
    };
  }
}

function demandUndo({ decided_by, created_at }: DecisionRow, { personId, permissions, now }: DeskCall): void {
  if (permissions.has('review.undo_any')) return;
  if (decided_by !== personId) throw problem('forbidden', 'Taking back what somebody else decided needs the permission review.undo_any.');
  if (now.getTime() - created_at.getTime() > OWN_UNDO_MS) throw problem('forbidden', 'You can take back your own decisions for ten minutes; later it needs the permission review.undo_any.');
}

/** No edit, withdrawal or automatic hold came after it. Reports do not count: they change neither text nor status. */
function stillStands({ status_after, revision }: DecisionRow, { comment }: LockedPair): boolean {
  return comment.status === status_after && comment.revision === revision;
}

function currentOf({ comment, item }: LockedPair): { version: number; state: 'open' | 'resolved' | null; status: LockedPair['comment']['status'] } {
  return { version: item?.version ?? comment.version, state: item?.state ?? null, status: comment.status };
}
