import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { COMMENT_STATUSES } from '../../domain/statuses';
import { IsInstant, IsLeftOutOr } from '../../platform/http/validators';

export const MOST_UNDONE = 10_000;

export class UndoRuleDto {
  @ApiProperty({ format: 'date-time', description: 'What it did then or later. Hits are remembered for 30 days.' }) @IsInstant() since!: string;
  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Only say what it would be.' }) @IsLeftOutOr() @IsBoolean() dryRun = false;
}

export class UndoneCommentView {
  @ApiProperty({ format: 'uuid' }) commentId!: string;
  @ApiProperty() body!: string;
  @ApiProperty({ enum: COMMENT_STATUSES, description: 'Before.' }) status!: string;
  @ApiProperty({ format: 'date-time' }) judgedAt!: string;
}

export class RuleUndoView {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The bulk operation that approves them; null for a dry run.' }) bulkOperationId!: string | null;
  @ApiProperty({ description: 'Comments that would have been published without a word if the rule had not been there, and that nobody has touched since.' }) count!: number;
  @ApiProperty({ description: 'Comments that stay as they are, because other rules, the article or the author\'s standing speak against them, too.' }) kept!: number;
  @ApiProperty({ description: `There are more: only the latest ${MOST_UNDONE.toLocaleString('en')} are done at once.` }) more!: boolean;
  @ApiProperty({ type: [UndoneCommentView], description: 'The latest ten.' }) sample!: UndoneCommentView[];
}
