import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsInstant } from '../../platform/http/validators';
import { PersonRefView } from '../person.view';

export const BUCKETS = ['hour', 'day'] as const;
/** As many points as a chart can show. */
export const MOST_DAYS_BY = { hour: 31, day: 366 } as const;

export class InsightQuery {
  @ApiPropertyOptional({ format: 'date-time', description: 'Taken to the beginning of its hour; a week before `to` when left out.' }) @IsOptional() @IsInstant() from?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Taken to the end of its hour; now when left out.' }) @IsOptional() @IsInstant() to?: string;
}

export class SeriesQuery extends InsightQuery {
  @ApiPropertyOptional({ enum: BUCKETS, default: 'day', description: 'Days begin at midnight of the site\'s time zone. At most 31 days by hour, 366 by day.' }) @IsOptional() @IsIn(BUCKETS) bucket: (typeof BUCKETS)[number] = 'day';
}

export class VolumeView {
  @ApiProperty({ format: 'date-time', description: 'When the hour or day begins.' }) at!: string;
  @ApiProperty({ description: 'Comments that were published when they came.' }) published!: number;
  @ApiProperty() held!: number;
  @ApiProperty() rejected!: number;
  @ApiProperty({ description: 'Reports by readers.' }) reported!: number;
  @ApiProperty({ description: 'Decisions by people.' }) decided!: number;
}

export class VolumeListView {
  @ApiProperty({ type: [VolumeView], description: 'Every hour or day of the time, also those in which nothing happened.' }) items!: VolumeView[];
}

export class DecisionTimesView {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty() decided!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Half of what was decided then had waited at most so long. Within 9.1 %.' }) p50Seconds!: number | null;
  @ApiProperty({ type: Number, nullable: true }) p90Seconds!: number | null;
}

export class DecisionTimesListView {
  @ApiProperty({ type: [DecisionTimesView] }) items!: DecisionTimesView[];
}

export class AgeClassView {
  @ApiProperty({ type: Number, nullable: true, description: 'Null: no end.' }) upToSeconds!: number | null;
  @ApiProperty() count!: number;
}

export class QueueAgesView {
  @ApiProperty({ example: 'spam' }) queueId!: string;
  @ApiProperty() name!: string;
  @ApiProperty() open!: number;
  @ApiProperty() overdue!: number;
  @ApiProperty({ type: Number, nullable: true }) oldestSeconds!: number | null;
  @ApiProperty({ type: [AgeClassView], description: 'The youngest first; each begins where the one before ends.' }) ages!: AgeClassView[];
}

export class QueueAgesListView {
  @ApiProperty({ type: [QueueAgesView] }) items!: QueueAgesView[];
}

export class DayLoadView {
  @ApiProperty({ format: 'date', example: '2026-02-22' }) day!: string;
  @ApiProperty() decided!: number;
  @ApiProperty() skipped!: number;
  @ApiProperty({ description: 'Spent on items that were decided.' }) minutes!: number;
}

export class LoadView {
  @ApiProperty({ type: PersonRefView }) person!: PersonRefView;
  @ApiProperty({ type: [DayLoadView], description: 'Days on which they did something.' }) perDay!: DayLoadView[];
}

export class LoadListView {
  @ApiProperty({ type: [LoadView], description: 'By name: nobody is ranked.' }) items!: LoadView[];
}
