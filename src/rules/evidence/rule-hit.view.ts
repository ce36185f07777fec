import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../access/page-query';
import { COMMENT_STATUSES, type CommentStatus } from '../../domain/statuses';
import type { Plain } from '../../platform/http/plain';
import type { HitLine } from '../../store/rule-hit-list.store';
import { HIT_OUTCOMES, type HitOutcome } from '../../store/rule-hit.store';
import { RuleSpanView, ruleSpanViews } from '../rule-span.view';

export class RuleHitsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: HIT_OUTCOMES, description: 'Only hits of which people say this.' }) @IsIn(HIT_OUTCOMES) @IsOptional() outcome?: HitOutcome;
}

export class RuleHitView {
  @ApiProperty({ format: 'uuid' }) commentId!: string;
  @ApiProperty() revision!: number;
  @ApiProperty({ enum: COMMENT_STATUSES, description: 'Of the comment, now.' }) status!: CommentStatus;
  @ApiProperty({ type: String, nullable: true }) title!: string | null;
  @ApiProperty({ description: 'The text that was judged, as submitted.' }) body!: string;
  @ApiProperty() format!: string;
  @ApiProperty({ format: 'date-time' }) judgedAt!: string;
  @ApiProperty({ description: 'The version of the rule set that judged.' }) version!: number;
  @ApiProperty({ enum: ['active', 'shadow'] }) mode!: string;
  @ApiProperty({ enum: ['none', 'flag', 'hold', 'reject', 'allow'] }) action!: string;
  @ApiProperty({ description: 'Another rule kept it from having an effect.' }) isSuppressed!: boolean;
  @ApiProperty({ description: 'No other active rule fired.' }) isOnly!: boolean;
  @ApiProperty({ type: String, nullable: true }) section!: string | null;
  @ApiProperty({ enum: HIT_OUTCOMES, nullable: true, type: String, description: 'Null while nobody is to look at it.' }) outcome!: HitOutcome | null;
  @ApiProperty({ type: [RuleSpanView] }) spans!: readonly RuleSpanView[];
}

export class RuleHitListView {
  @ApiProperty({ type: [RuleHitView] }) items!: RuleHitView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function toRuleHitView(rule: string, line: HitLine): Plain<RuleHitView> {
  const { comment_id: commentId, revision, status, title, body, format, judged_at: judgedAt, version, mode, action, is_suppressed: isSuppressed, is_only: isOnly, section, outcome } = line;
  const spans = line.verdict?.hits.find((hit) => hit.rule === rule)?.spans ?? [];
  return { commentId, revision, status, title, body, format, judgedAt, version, mode, action, isSuppressed, isOnly, section, outcome, spans: ruleSpanViews(spans, { body, title }) };
}
