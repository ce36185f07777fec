import { ApiProperty } from '@nestjs/swagger';
import { AUTHOR_STANDINGS, type AuthorStanding, COMMENT_STATUSES, type CommentStatus, DECISION_ACTIONS, type DecisionAction, SIGNAL_VERDICTS, type SignalVerdict } from '../domain/statuses';
import type { DecisionRow } from '../store/decision.store';
import { PersonRefView } from './person.view';
import type { Plain } from '../platform/http/plain';

export class DecidedCommentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: COMMENT_STATUSES }) status!: CommentStatus;
  @ApiProperty({ description: 'The version after the decision.' }) version!: number;
}

export class DecidedAuthorView {
  @ApiProperty({ enum: AUTHOR_STANDINGS }) kind!: AuthorStanding;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) until!: string | null;
}

export class DecidedSignalView {
  @ApiProperty({ format: 'uuid' }) signalId!: string;
  @ApiProperty({ enum: SIGNAL_VERDICTS }) verdict!: SignalVerdict;
}

/** A decision as it was made. It never changes; whether it still stands says `PastDecisionView`. */
export class DecisionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: DECISION_ACTIONS }) action!: DecisionAction;
  @ApiProperty({ format: 'uuid' }) itemId!: string;
  @ApiProperty({ format: 'uuid' }) commentId!: string;
  @ApiProperty({ type: String, nullable: true, example: 'spam' }) reasonCode!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'For colleagues; never leaves the desk.' }) note!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'To the author.' }) message!: string | null;
  @ApiProperty({ type: DecidedAuthorView, nullable: true, description: 'What it made of the author.' }) authorAction!: DecidedAuthorView | null;
  @ApiProperty({ type: [DecidedSignalView] }) signalFeedback!: DecidedSignalView[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The bulk operation that it was part of.' }) bulkOperationId!: string | null;
  @ApiProperty({ type: PersonRefView }) decidedBy!: PersonRefView;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ description: 'The revision of the text that was judged.' }) revision!: number;
  @ApiProperty({ enum: COMMENT_STATUSES }) previousStatus!: CommentStatus;
  @ApiProperty({ type: DecidedCommentView }) comment!: DecidedCommentView;
}

export class OfferView {
  @ApiProperty({ description: 'Further items of this author that wait: a bulk operation with the filter `author` takes them all.' }) authorOpen!: number;
}

/** The answer to whoever decided. */
export class MadeDecisionView extends DecisionView {
  @ApiProperty({ type: OfferView, nullable: true, description: 'What one might do next; null after an approval, and when nothing more waits.' }) offer!: OfferView | null;
}

export class PastDecisionView extends DecisionView {
  @ApiProperty({ description: 'Taken back by an undo.' }) reversed!: boolean;
}

export function toDecisionView(row: DecisionRow): Plain<DecisionView> {
  return {
    id: row.id,
    action: row.action,
    itemId: row.item_id,
    commentId: row.comment_id,
    reasonCode: row.reason_code,
    note: row.note,
    message: row.message,
    authorAction: row.author_action && { kind: row.author_action.kind, until: row.author_action.until },
    signalFeedback: (row.signal_feedback ?? []).map(({ signalId, verdict }) => ({ signalId, verdict })),
    bulkOperationId: row.bulk_operation_id,
    decidedBy: { id: row.decided_by, name: row.decided_by_name },
    createdAt: row.created_at.toISOString(),
    revision: row.revision,
    previousStatus: row.status_before,
    comment: { id: row.comment_id, status: row.status_after, version: row.comment_version },
  };
}

export function toPastDecisionView(row: DecisionRow): Plain<PastDecisionView> {
  return { ...toDecisionView(row), reversed: row.reversed_by !== null };
}
