import { ApiProperty, ApiPropertyOptional, getSchemaPath, ApiExtraModels } from '@nestjs/swagger';
import { wilson } from '../../evaluate/evidence/wilson';
import type { Plain } from '../../platform/http/plain';
import { BACKTEST_STATUSES, type BacktestRow, type BacktestStatus } from '../../store/backtest.store';
import type { Judged, Tally } from './tally';

export class BacktestProgressView {
  @ApiProperty({ description: 'Verdicts of the past that were looked at so far.' }) judged!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'How many there are; null until they are counted.' }) total!: number | null;
}

export class PeoplePrecisionView {
  @ApiProperty({ description: 'Caught comments that people rejected.' }) confirmed!: number;
  @ApiProperty({ description: 'Caught comments that people let through.' }) overturned!: number;
  @ApiProperty({ description: 'Share of the caught and decided comments that were rejected.' }) value!: number;
  @ApiProperty({ description: 'Lower end of the 95 % interval (Wilson).' }) low!: number;
  @ApiProperty({ description: 'Upper end of the 95 % interval (Wilson).' }) high!: number;
}

@ApiExtraModels(PeoplePrecisionView)
export class BacktestPrecisionView {
  @ApiProperty({ nullable: true, allOf: [{ $ref: getSchemaPath(PeoplePrecisionView) }], description: 'Of the verdicts then; null when people decided none of them.' }) before!: PeoplePrecisionView | null;
  @ApiProperty({ nullable: true, allOf: [{ $ref: getSchemaPath(PeoplePrecisionView) }], description: 'Of the rules under test.' }) after!: PeoplePrecisionView | null;
}

export class BacktestRuleView {
  @ApiProperty() rule!: string;
  @ApiProperty({ description: 'Comments on which it fires.' }) hits!: number;
  @ApiProperty({ description: 'Comments on which it fired when they came.' }) before!: number;
  @ApiProperty({ description: 'Comments on which no other rule fires.' }) onlyHits!: number;
  @ApiProperty({ description: 'Comments on which it cannot be judged: what it counts was not counted then. It does nothing there.' }) unknown!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Microseconds per comment, once the text has been read; from a sample. Null without one.' }) usPerComment!: number | null;
  @ApiProperty({ description: 'Comments it fires on that people rejected; for a rule that allows, that they approved.' }) confirmed!: number;
  @ApiProperty() overturned!: number;
}

export class BeforeAfterView {
  @ApiProperty() before!: number;
  @ApiProperty() after!: number;
}

export class BacktestVerdictsView {
  @ApiProperty({ type: BeforeAfterView }) publish!: BeforeAfterView;
  @ApiProperty({ type: BeforeAfterView }) flag!: BeforeAfterView;
  @ApiProperty({ type: BeforeAfterView }) hold!: BeforeAfterView;
  @ApiProperty({ type: BeforeAfterView }) reject!: BeforeAfterView;
}

export class BacktestResultView {
  @ApiProperty({ description: 'Texts that were judged: each by the verdict that stands on it.' }) comments!: number;
  @ApiProperty({ description: 'Published then; flagged, held or rejected by the rules under test.' }) newlyCaught!: number;
  @ApiProperty({ description: 'Flagged, held or rejected then; published by the rules under test.' }) noLongerCaught!: number;
  @ApiProperty({ description: 'Caught then and now, with another action.' }) changed!: number;
  @ApiProperty() unchanged!: number;
  @ApiProperty({ description: 'Comments on which some rule cannot be judged, because what it counts was not counted then.' }) unknown!: number;
  @ApiProperty({ description: 'Comments on which judging failed; they are in no other number.' }) broken!: number;
  @ApiProperty({ description: 'Verdicts looked at per second.' }) perSecond!: number;
  @ApiProperty({ type: BacktestPrecisionView, description: 'Against what people decided on the same text.' }) precision!: BacktestPrecisionView;
  @ApiProperty({ type: [BacktestRuleView] }) rules!: BacktestRuleView[];
  @ApiProperty({ type: BacktestVerdictsView }) verdicts!: BacktestVerdictsView;
}

export class BacktestView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: BACKTEST_STATUSES }) status!: BacktestStatus;
  @ApiProperty({ oneOf: [{ type: 'string', enum: ['draft'] }, { type: 'integer' }] }) against!: 'draft' | number;
  @ApiProperty({ description: 'SHA-256 of the rules under test.' }) hash!: string;
  @ApiProperty({ description: 'The version that ran when it was asked for.' }) basedOn!: number;
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time' }) to!: string;
  @ApiProperty() limit!: number;
  @ApiProperty({ type: BacktestProgressView }) progress!: BacktestProgressView;
  @ApiProperty({ type: String, nullable: true, description: 'Why it failed, in a sentence.' }) failure!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) startedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiPropertyOptional({ type: BacktestResultView, description: 'What was found so far; complete when the status is `done`.' }) result?: BacktestResultView;
}

export class BacktestListView {
  @ApiProperty({ type: [BacktestView] }) items!: BacktestView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function backtestView(row: BacktestRow): Plain<BacktestView> {
  const tally = row.tally as Tally | null;
  return {
    id: row.id,
    status: row.status,
    against: row.version ?? 'draft',
    hash: row.hash,
    basedOn: row.based_on,
    from: row.from_at.toISOString(),
    to: row.to_at.toISOString(),
    limit: row.most,
    // Comments go on coming in while it runs.
    progress: { judged: row.judged, total: row.total === null ? null : Math.max(row.total, row.judged) },
    failure: row.failure,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    ...(tally === null ? {} : { result: resultView(tally, Number(row.active_ms)) }),
  };
}

function resultView(tally: Tally, activeMs: number): Plain<BacktestResultView> {
  const { comments, newlyCaught, noLongerCaught, changed, unchanged, unknown, broken, verdicts, precision } = tally;
  return {
    comments, newlyCaught, noLongerCaught, changed, unchanged, unknown, broken,
    perSecond: activeMs > 0 ? Math.round((comments * 1_000) / activeMs) : 0,
    precision: { before: precisionView(precision.before), after: precisionView(precision.after) },
    rules: rulesView(tally),
    verdicts,
  };
}

function precisionView({ confirmed, overturned }: Judged): PeoplePrecisionView | null {
  const precision = wilson(confirmed, confirmed + overturned);
  return precision && { confirmed, overturned, ...precision };
}

/** Rules that fire now or fired then, and those that were timed; by name. */
function rulesView({ rules, cost }: Tally): Plain<BacktestRuleView>[] {
  const names = [...new Set([...Object.keys(rules), ...Object.keys(cost.ruleNs)])].sort();
  return names.map((rule) => {
    const { hits = 0, before = 0, onlyHits = 0, unknown = 0, confirmed = 0, overturned = 0 } = rules[rule] ?? {};
    const ns = cost.ruleNs[rule];
    return { rule, hits, before, onlyHits, unknown, confirmed, overturned, usPerComment: ns === undefined || cost.comments === 0 ? null : Math.round(ns / cost.comments) / 1_000 };
  });
}
