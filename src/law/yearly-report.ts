import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { stringify } from 'csv-stringify/sync';
import type { Site } from '../domain/actor';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Plain } from '../platform/http/plain';
import { LawReportStore, type ReportPeriod } from '../store/law-report.store';
import { REPORT_COLUMNS, REPORT_FILES, type ReportFile } from './report-columns';
import { type ReportRow, reportRows } from './report-rows';

const FIRST_YEAR = 2025;
const LAST_YEAR = 2100;
/** The templates hold from here on; the first report begins in the middle of a year. */
const FIRST_DAY = new Date('2025-02-17T00:00:00Z');

export class YearQuery {
  @ApiProperty({ type: 'integer', minimum: FIRST_YEAR, maximum: LAST_YEAR, example: 2026 }) @Type(() => Number) @IsInt() @Min(FIRST_YEAR) @Max(LAST_YEAR) year!: number;
}

export class ReportFileQuery extends YearQuery {
  @ApiProperty({ enum: REPORT_FILES }) @IsIn(REPORT_FILES) file!: ReportFile;
}

export class ReportFileView {
  @ApiProperty({ enum: REPORT_FILES }) name!: ReportFile;
  @ApiProperty({ type: [String] }) columns!: readonly string[];
  @ApiProperty({ type: 'array', items: { type: 'array', items: { nullable: true, oneOf: [{ type: 'string' }, { type: 'number' }] } }, description: 'Null: Weir does not know it; whoever publishes the report fills it in.' }) rows!: readonly ReportRow[];
}

export class YearlyReportView {
  @ApiProperty() year!: number;
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time', description: 'Up to here, not including it.' }) to!: string;
  @ApiProperty({ description: 'The year is over: the counts will hardly change.' }) isComplete!: boolean;
  @ApiProperty({ type: [ReportFileView] }) files!: ReportFileView[];
}

/** The yearly report on content moderation (articles 15 and 24), counted anew each time from statements, notices and appeals. Years are those of UTC. */
@Injectable()
export class YearlyReport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly counts: LawReportStore,
  ) {}

  async execute(site: Site, { year }: YearQuery): Promise<Plain<YearlyReportView>> {
    const period = periodOf(year);
    const rows = await this.rows(site, period);
    return { year, from: period.from.toISOString(), to: period.to.toISOString(), isComplete: period.to <= new Date(), files: REPORT_FILES.map((name) => ({ name, columns: [...REPORT_COLUMNS[name]], rows: rows[name].map((row) => [...row]) })) };
  }

  /** One of its files (RFC 4180). A text that a spreadsheet would run gets an apostrophe before it. */
  async file(site: Site, { year, file }: ReportFileQuery): Promise<string> {
    const rows = await this.rows(site, periodOf(year));
    return stringify([REPORT_COLUMNS[file], ...rows[file]], { record_delimiter: 'windows', escape_formulas: true });
  }

  private async rows({ id, name, settings }: Site, period: ReportPeriod): Promise<ReturnType<typeof reportRows>> {
    const on = this.work.reads;
    const [statements, notices, appeals, deciders] = await Promise.all([this.counts.statements(on, id, period), this.counts.notices(on, id, period), this.counts.appeals(on, id, period), this.counts.deciders(on, id, period)]);
    return reportRows({ service: name, contact: settings.law.contact, period, statements, notices, appeals, deciders });
  }
}

function periodOf(year: number): ReportPeriod {
  const from = new Date(Date.UTC(year, 0, 1));
  return { from: from < FIRST_DAY ? FIRST_DAY : from, to: new Date(Date.UTC(year + 1, 0, 1)) };
}
