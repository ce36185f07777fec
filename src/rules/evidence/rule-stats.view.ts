import { ApiProperty } from '@nestjs/swagger';

/** What stands beside a rule in a list: nobody should have to look for it. */
export const RULE_FLAGS = ['dead', 'noisy', 'braked', 'degraded', 'young', 'alarm'] as const;
export type RuleFlag = (typeof RULE_FLAGS)[number];

export class PrecisionView {
  @ApiProperty({ minimum: 0, maximum: 1, description: 'Confirmed of confirmed and overturned; comments of the audit sample count for all the automatic rejections they stand for.' }) value!: number;
  @ApiProperty({ minimum: 0, maximum: 1, description: 'Lower end of the 95 % interval (Wilson).' }) low!: number;
  @ApiProperty({ minimum: 0, maximum: 1, description: 'Upper end of the 95 % interval.' }) high!: number;
}

export class RuleDayView {
  @ApiProperty({ format: 'date', description: 'UTC.' }) day!: string;
  @ApiProperty() hits!: number;
  @ApiProperty() confirmed!: number;
  @ApiProperty() overturned!: number;
}

export class RuleStatsView {
  @ApiProperty() rule!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'Of the running version; `gone` when it has no such rule any more.' }) mode!: string;
  @ApiProperty({ description: 'Comments judged while the rule ran, for its events.' }) evaluated!: number;
  @ApiProperty({ description: 'How often it fired, in shadow too.' }) hits!: number;
  @ApiProperty({ description: 'How often it fired and no other active rule did.' }) onlyHits!: number;
  @ApiProperty({ description: 'Hits per comment judged, 0 to 1.' }) hitRate!: number;
  @ApiProperty({ description: 'Comments that it rejected.' }) rejects!: number;
  @ApiProperty({ description: 'Hits on comments that people rejected; for a rule that allows, approved.' }) confirmed!: number;
  @ApiProperty({ description: 'Hits on comments that people approved; for a rule that allows, rejected.' }) overturned!: number;
  @ApiProperty({ description: 'Hits on comments that wait for a person.' }) pending!: number;
  @ApiProperty({ type: PrecisionView, nullable: true, description: 'Null while nobody has decided on any of its hits.' }) precision!: PrecisionView | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Mean time of the evaluations in which it fired, all rules together; a backtest measures a rule alone.' }) meanUs!: number | null;
  @ApiProperty({ description: 'How often it could not be decided.' }) errors!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Within the last 60 days.' }) lastHit!: string | null;
  @ApiProperty({ type: [RuleDayView], description: 'Oldest first; days without hits are there too.' }) perDay!: RuleDayView[];
  @ApiProperty({ enum: RULE_FLAGS, isArray: true, description: '`dead`: no hit for 60 days. `noisy`: people overturn it too often. `young`: new or edited within 24 hours. `braked`: its reject is a hold for now. `degraded`: it broke too often and is not run. `alarm`: it fires much more often than usual.' })
  flags!: RuleFlag[];
}

export class RuleStatsListView {
  @ApiProperty({ description: 'Calendar days (UTC), today included.' }) days!: number;
  @ApiProperty({ description: 'Comments judged in these days.' }) evaluated!: number;
  @ApiProperty({ type: [RuleStatsView], description: 'In the order of the rule set, then rules that are gone.' }) items!: RuleStatsView[];
}

export class EntryStatsView {
  @ApiProperty({ description: '`list:term` for a list\'s entry, else the term or pattern.' }) entry!: string;
  @ApiProperty() hits!: number;
  @ApiProperty() confirmed!: number;
  @ApiProperty() overturned!: number;
}

export class SectionStatsView {
  @ApiProperty() section!: string;
  @ApiProperty() hits!: number;
  @ApiProperty() confirmed!: number;
  @ApiProperty() overturned!: number;
}

export class RuleDetailStatsView extends RuleStatsView {
  @ApiProperty() days!: number;
  @ApiProperty({ type: [EntryStatsView], description: 'The 200 most frequent.' }) entries!: EntryStatsView[];
  @ApiProperty({ type: [SectionStatsView], description: 'The 50 most frequent.' }) sections!: SectionStatsView[];
}
