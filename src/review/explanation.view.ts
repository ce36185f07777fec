import { ApiProperty } from '@nestjs/swagger';
import type { Plain } from '../platform/http/plain';
import type { JudgedRow, ReviewPageRow, StoredVerdict } from '../store/review-page.store';
import { ItemHitView, points, textsOf, toHitView } from './verdict.view';

const nullable = { type: String, nullable: true } as const;

export class ExplainedScoreView {
  @ApiProperty({ description: 'Points of the rules that count, caps of groups applied.' }) total!: number;
  @ApiProperty({ description: 'What shadow rules would have added.' }) shadow!: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, example: { links: 6 }, description: 'By group, after its cap.' }) groups!: Record<string, number>;
}

export class ExplainedHitView extends ItemHitView {
  @ApiProperty({ description: 'Nothing that others say changes what it does.' }) hard!: boolean;
  @ApiProperty({ ...nullable, description: 'The rule that dropped the effect of this one.' }) suppressedBy!: string | null;
  @ApiProperty({ description: 'A brake was on: it held instead of rejecting.' }) braked!: boolean;
}

export class ExplainedErrorView {
  @ApiProperty() rule!: string;
  @ApiProperty({ enum: ['hold', 'flag', 'ignore'] }) applied!: string;
  @ApiProperty() detail!: string;
}

export class ExplanationView {
  @ApiProperty({ format: 'uuid' }) commentId!: string;
  @ApiProperty({ description: 'Of the text that was judged.' }) revision!: number;
  @ApiProperty({ format: 'date-time' }) judgedAt!: string;
  @ApiProperty({ enum: ['create', 'edit', 'report', 'rescan'] }) event!: string;
  @ApiProperty({ description: 'The version of the rules that judged.' }) ruleSet!: number;
  @ApiProperty() engineVersion!: string;
  @ApiProperty({ description: 'Microseconds.' }) tookUs!: number;
  @ApiProperty({ description: 'How many rules were asked.' }) evaluated!: number;
  @ApiProperty({ enum: ['publish', 'flag', 'hold', 'reject'] }) action!: string;
  @ApiProperty({ ...nullable, description: 'The rule that is the reason, or what else it was: `article_premoderated`, `author_banned` …' }) primaryRule!: string | null;
  @ApiProperty(nullable) reason!: string | null;
  @ApiProperty(nullable) policy!: string | null;
  @ApiProperty({ ...nullable, description: 'The queue that the rules chose.' }) queue!: string | null;
  @ApiProperty({ enum: ['low', 'normal', 'high', 'urgent'] }) urgency!: string;
  @ApiProperty({ type: ExplainedScoreView }) score!: ExplainedScoreView;
  @ApiProperty({ type: [ExplainedHitView], description: 'Every rule that fired, in the order of evaluation, with the values it compared; shadow and dropped ones included.' }) hits!: ExplainedHitView[];
  @ApiProperty({ type: [ExplainedErrorView], description: 'Rules whose condition could not be decided, and what was done about it.' }) errors!: ExplainedErrorView[];
}

export function toExplanationView(page: ReviewPageRow, verdict: StoredVerdict, judged: JudgedRow): Plain<ExplanationView> {
  const texts = textsOf(page);
  const { action, primaryRule, reason, policy, queue, urgency, evaluated, score } = verdict;
  return {
    commentId: page.comment_id,
    revision: page.revision,
    judgedAt: judged.judged_at.toISOString(),
    event: judged.event,
    ruleSet: judged.rule_set_version,
    engineVersion: judged.engine_version,
    tookUs: judged.took_us,
    evaluated, action, primaryRule, reason, policy, queue, urgency,
    score: { total: points(score.total), shadow: points(score.shadow), groups: Object.fromEntries(Object.entries(score.groups).map(([group, sum]) => [group, points(sum)])) },
    hits: verdict.hits.map((hit) => ({ ...toHitView(hit, texts), hard: hit.hard, suppressedBy: hit.suppressedBy ?? null, braked: hit.braked === true })),
    errors: verdict.errors.map(({ rule, applied, detail }) => ({ rule, applied, detail })),
  };
}
