import { ApiProperty } from '@nestjs/swagger';
import type { Replayed } from '../../evaluate/replay-evaluation';
import type { Plain } from '../../platform/http/plain';
import type { EvaluationLine } from '../../store/history.store';

const ACTIONS = ['publish', 'flag', 'hold', 'reject'] as const;

export class EvaluationLineView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'date-time' }) judgedAt!: string;
  @ApiProperty() revision!: number;
  @ApiProperty({ enum: ['create', 'edit', 'report', 'rescan'] }) event!: string;
  @ApiProperty({ enum: ACTIONS }) action!: string;
  @ApiProperty({ description: 'The version of the rules that judged.' }) ruleSet!: number;
  @ApiProperty({ example: '1' }) engineVersion!: string;
  @ApiProperty({ description: 'Microseconds.' }) tookUs!: number;
}

export class EvaluationListView {
  @ApiProperty({ type: [EvaluationLineView] }) items!: EvaluationLineView[];
}

export class ReplayVerdictView {
  @ApiProperty({ enum: ACTIONS }) action!: string;
  @ApiProperty({ type: String, nullable: true }) primaryRule!: string | null;
  @ApiProperty({ description: 'Points.' }) score!: number;
  @ApiProperty({ type: [String], description: 'Rules that fired, in the order of evaluation.' }) rules!: string[];
}

export class ReplayView {
  @ApiProperty({ description: 'Whether the verdict came out as it is stored, to the last byte.' }) identical!: boolean;
  @ApiProperty({ format: 'date-time' }) judgedAt!: string;
  @ApiProperty() revision!: number;
  @ApiProperty() ruleSet!: number;
  @ApiProperty() engineVersion!: string;
  @ApiProperty({ type: ReplayVerdictView }) stored!: ReplayVerdictView;
  @ApiProperty({ type: ReplayVerdictView }) replayed!: ReplayVerdictView;
}

export function evaluationLine(row: EvaluationLine): EvaluationLineView {
  return {
    id: row.id,
    judgedAt: row.judged_at.toISOString(),
    revision: row.revision,
    event: row.event,
    action: row.action,
    ruleSet: row.rule_set_version,
    engineVersion: row.engine_version,
    tookUs: row.took_us,
  };
}

export function replayView({ identical, judgedAt, revision, ruleSet, engineVersion, stored, replayed }: Replayed): Plain<ReplayView> {
  return { identical, judgedAt, revision, ruleSet, engineVersion, stored: verdictView(stored), replayed: verdictView(replayed) };
}

function verdictView({ action, primaryRule, score, hits }: Replayed['stored']): ReplayVerdictView {
  return { action, primaryRule, score: score.total / 100, rules: hits.map(({ rule }) => rule) };
}
