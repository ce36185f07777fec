import { ApiProperty } from '@nestjs/swagger';
import { COMMENT_STATUSES, type CommentStatus, DECISION_ACTIONS, type DecisionAction } from '../domain/statuses';
import type { DecisionRow } from '../store/decision.store';
import { PersonRefView } from './person.view';
import type { Plain } from '../platform/http/plain';

export class DecidedCommentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: COMMENT_STATUSES }) status!: CommentStatus;
  @ApiProperty({ description: 'The version after the decision.' }) version!: number;
}

/** A decision as it was made. It never changes; whether it still stands says `PastDecisionView`. */
export class DecisionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: DECISION_ACTIONS }) action!: DecisionAction;
  @ApiProperty({ format: 'uuid' }) itemId!: string;
  @ApiProperty({ format: 'uuid' }) commentId!: string;
  @ApiProperty({ type: String, nullable: true, example: 'spam' }) reasonCode!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'For colleagues; never leaves the desk.' }) note!: string | null;
  @ApiProperty({ type: PersonRefView }) decidedBy!: PersonRefView;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ description: 'The revision of the text that was judged.' }) revision!: number;
  @ApiProperty({ enum: COMMENT_STATUSES }) previousStatus!: CommentStatus;
  @ApiProperty({ type: DecidedCommentView }) comment!: DecidedCommentView;
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
