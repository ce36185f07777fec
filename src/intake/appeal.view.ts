import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, MaxLength } from 'class-validator';
import { APPEAL_STATES, type AppealState } from '../domain/statuses';
import type { Plain } from '../platform/http/plain';
import { IsPlainText } from '../platform/http/validators';
import type { AppealRow } from '../store/appeal.store';

export class AppealCommentDto {
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2_000, example: 'This was a quotation.', description: 'Why it should be looked at again. Moderators read it.' }) @IsOptional() @IsPlainText() @MaxLength(2_000) message?: string | null;
}

export class AppealView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) commentId!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The decision it is against; null: the comment was rejected without one.' }) decisionId!: string | null;
  @ApiProperty({ enum: APPEAL_STATES, description: '`upheld`: the author was right, and the comment is up. `withdrawn`: there was nothing left to decide.' }) state!: AppealState;
  @ApiProperty({ type: String, nullable: true }) message!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) resolvedAt!: string | null;
}

export function appealView(row: Omit<AppealRow, 'decided_by_name'>): Plain<AppealView> {
  return { id: row.id, commentId: row.comment_id, decisionId: row.decision_id, state: row.state, message: row.message, createdAt: row.created_at.toISOString(), resolvedAt: row.resolved_at?.toISOString() ?? null };
}
