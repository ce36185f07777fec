import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DECISION_ACTIONS, type DecisionAction } from '../../domain/statuses';
import type { Plain } from '../../platform/http/plain';
import type { ChangeRow, KeptHit } from '../../store/backtest.store';
import { RuleSpanView, ruleSpanViews } from '../rule-span.view';

const ACTIONS = ['publish', 'flag', 'hold', 'reject'] as const;

export class ChangeHitView {
  @ApiProperty({ example: 'spam-links' }) rule!: string;
  @ApiProperty({ enum: ['active', 'shadow'] }) mode!: string;
  @ApiProperty({ enum: ['none', 'flag', 'hold', 'reject', 'allow'] }) action!: string;
  @ApiProperty() reason!: string;
  @ApiProperty() policy!: string;
  @ApiProperty({ description: 'Points.' }) score!: number;
  @ApiProperty({ type: [RuleSpanView] }) spans!: readonly RuleSpanView[];
  @ApiPropertyOptional({ description: 'The rule that dropped the effect of this one.' }) suppressedBy?: string;
}

export class BacktestChangeView {
  @ApiProperty({ format: 'uuid' }) commentId!: string;
  @ApiProperty() revision!: number;
  @ApiProperty({ format: 'date-time' }) judgedAt!: string;
  @ApiProperty({ type: String, nullable: true, description: 'As submitted; null once it is erased.' }) body!: string | null;
  @ApiProperty({ type: String, nullable: true }) title!: string | null;
  @ApiProperty({ enum: ACTIONS, description: 'The verdict then.' }) before!: (typeof ACTIONS)[number];
  @ApiProperty({ enum: ACTIONS, description: 'The verdict of the rules under test.' }) after!: (typeof ACTIONS)[number];
  @ApiProperty({ type: String, nullable: true }) primaryRule!: string | null;
  @ApiProperty({ type: [ChangeHitView], description: 'Rules under test that fire.' }) hits!: ChangeHitView[];
  @ApiProperty({ enum: DECISION_ACTIONS, nullable: true, description: 'What a person decided on this text.' }) decided!: DecisionAction | null;
}

export class BacktestChangeListView {
  @ApiProperty({ type: [BacktestChangeView] }) items!: BacktestChangeView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function backtestChangeView(row: ChangeRow): Plain<BacktestChangeView> {
  return {
    commentId: row.comment_id,
    revision: row.revision,
    judgedAt: row.judged_at.toISOString(),
    body: row.body,
    title: row.title,
    before: row.before,
    after: row.after,
    primaryRule: row.primary_rule,
    hits: row.hits.map((hit) => hitView(hit, row)),
    decided: row.decided,
  };
}

function hitView({ rule, mode, action, reason, policy, score, spans, suppressedBy }: KeptHit, { body, title, author_name: authorName }: ChangeRow): Plain<ChangeHitView> {
  return {
    rule, mode, action, reason, policy,
    score: score / 100,
    spans: ruleSpanViews(spans, { body, title, authorName }),
    ...(suppressedBy === undefined ? {} : { suppressedBy }),
  };
}
