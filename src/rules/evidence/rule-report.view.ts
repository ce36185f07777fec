import { ApiProperty } from '@nestjs/swagger';
import { BrakeView } from './brake.view';
import { EntryStatsView, PrecisionView } from './rule-stats.view';

export class ReviewedPrecisionView extends PrecisionView {
  @ApiProperty({ description: 'Decisions behind it.' }) reviewed!: number;
}

export class PrecisionDropView {
  @ApiProperty() rule!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: ReviewedPrecisionView, description: 'In the four weeks before.' }) before!: ReviewedPrecisionView;
  @ApiProperty({ type: ReviewedPrecisionView }) now!: ReviewedPrecisionView;
}

export class DeadRuleView {
  @ApiProperty() rule!: string;
  @ApiProperty() name!: string;
  @ApiProperty() mode!: string;
  @ApiProperty({ format: 'date-time', description: 'Since when it says what it says, in this mode.' }) since!: string;
}

export class NoisyRuleView {
  @ApiProperty() rule!: string;
  @ApiProperty() name!: string;
  @ApiProperty() mode!: string;
  @ApiProperty({ type: ReviewedPrecisionView, description: 'Of the last five weeks.' }) precision!: ReviewedPrecisionView;
  @ApiProperty({ type: [EntryStatsView], description: 'The entries that were overturned most: perhaps it is only one word.' }) entries!: EntryStatsView[];
}

export class SuggestionView {
  @ApiProperty({ description: 'Words as they are compared: folded, one space between.' }) text!: string;
  @ApiProperty({ description: 'Comments with them that people rejected though no rule had fired.' }) missed!: number;
  @ApiProperty({ description: 'Comments with them that people approved.' }) approved!: number;
  @ApiProperty({ type: PrecisionView, description: 'Expected of a list entry, going by comments that people decided on; a backtest says what else it would hit.' }) precision!: PrecisionView;
  @ApiProperty({ type: [String], description: 'Some of the comments.' }) comments!: string[];
}

export class RuleReportView {
  @ApiProperty({ format: 'date', description: 'First day of the week (UTC).' }) from!: string;
  @ApiProperty({ format: 'date', description: 'Its last day, today.' }) to!: string;
  @ApiProperty() evaluated!: number;
  @ApiProperty({ type: [PrecisionDropView], description: 'Rules that were right significantly less often than before.' }) precisionDrops!: PrecisionDropView[];
  @ApiProperty({ type: [DeadRuleView], description: 'No hit for 60 days.' }) dead!: DeadRuleView[];
  @ApiProperty({ type: [NoisyRuleView], description: 'Surely overturned too often; worst first.' }) noisy!: NoisyRuleView[];
  @ApiProperty({ type: [BrakeView], description: 'Brakes and alarms of the week, and those that are still on.' }) brakes!: BrakeView[];
  @ApiProperty({ type: [SuggestionView], description: 'What lists lack, going by decisions of the last five weeks; best first.' }) suggestions!: SuggestionView[];
}
