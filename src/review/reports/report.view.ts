import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { reportWeight } from '../../domain/report-weight';
import type { Plain } from '../../platform/http/plain';
import type { ListedReport, ReportSum } from '../../store/report.store';
import type { ReporterMute, ReporterRecord } from '../../store/reporter.store';
import { PersonRefView } from '../person.view';
import { Text } from '../texts';

const nullable = { type: String, nullable: true } as const;
const nullableTime = { type: String, format: 'date-time', nullable: true } as const;

export class ReportReporterView {
  @ApiProperty({ enum: ['anonymous', 'registered'] }) kind!: string;
  @ApiProperty({ ...nullable, description: 'The author behind the report, for `GET reporters/{id}`; null for a reader without an account, and for people of the desk.' }) authorId!: string | null;
  @ApiProperty(nullable) name!: string | null;
  @ApiProperty(nullableTime) mutedAt!: string | null;
}

export class DeskReportView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'offensive' }) reason!: string;
  @ApiProperty(nullable) note!: string | null;
  @ApiProperty({ description: 'Of the text that was reported: an edit makes the next.' }) revision!: number;
  @ApiProperty({ description: "By the reporter's record when it came; 1 for somebody nobody knows yet." }) weight!: number;
  @ApiProperty({ type: ReportReporterView }) reporter!: ReportReporterView;
  @ApiProperty({ ...nullable, enum: ['upheld', 'dismissed'], description: 'What people decided on the reported text since; null: nothing yet.' }) outcome!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class ReportSumView {
  @ApiProperty({ description: 'Reports on the text as it is now, without those of muted reporters.' }) count!: number;
  @ApiProperty({ description: 'Together; anonymous ones weigh at most 1.' }) weight!: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, example: { spam: 2 } }) reasons!: Record<string, number>;
  @ApiProperty({ type: Number, nullable: true, description: "The site's setting; null: reports alone never hold." }) holdAtWeight!: number | null;
}

export class DeskReportListView {
  @ApiProperty({ type: [DeskReportView] }) items!: DeskReportView[];
  @ApiProperty(nullable) nextCursor!: string | null;
  @ApiProperty({ type: ReportSumView }) sum!: ReportSumView;
}

export class MuteReporterDto {
  @ApiPropertyOptional({ ...nullable, maxLength: 500, description: 'For colleagues.' }) @IsOptional() @Text(500) note?: string | null;
}

export class ReporterView {
  @ApiProperty({ description: "The reader's author id." }) id!: string;
  @ApiProperty(nullable) name!: string | null;
  @ApiProperty() reports!: number;
  @ApiProperty({ description: 'Of the last 200: those whose text was rejected afterwards.' }) upheld!: number;
  @ApiProperty({ description: 'Of the last 200: those whose text was approved afterwards.' }) dismissed!: number;
  @ApiProperty({ description: 'What their next report weighs; 0 while muted.' }) weight!: number;
  @ApiProperty(nullableTime) lastReportAt!: string | null;
  @ApiProperty(nullableTime) mutedAt!: string | null;
  @ApiProperty({ type: PersonRefView, nullable: true }) mutedBy!: PersonRefView | null;
  @ApiProperty(nullable) note!: string | null;
}

export function deskReportView(row: ListedReport): Plain<DeskReportView> {
  const authorId = row.reporter.startsWith('author:') ? row.reporter.slice('author:'.length) : null;
  return {
    id: row.id,
    reason: row.reason,
    note: row.note,
    revision: row.revision,
    weight: row.weight / 100,
    reporter: { kind: row.reporter_kind, authorId, name: row.reporter_name, mutedAt: row.muted_at?.toISOString() ?? null },
    outcome: row.outcome,
    createdAt: row.created_at.toISOString(),
  };
}

export function reportSumView({ count, weight, reasons }: ReportSum, holdAtWeight: number | null): Plain<ReportSumView> {
  return { count, weight: weight / 100, reasons: { ...reasons }, holdAtWeight };
}

export interface KnownReporter {
  readonly id: string;
  readonly name: string | null;
  readonly reports: number;
  readonly lastAt: Date | null;
  readonly record: ReporterRecord;
  readonly mute: ReporterMute | null;
}

export function reporterView({ id, name, reports, lastAt, record, mute }: KnownReporter): Plain<ReporterView> {
  return {
    id,
    name,
    reports,
    ...record,
    weight: mute === null ? reportWeight(record) / 100 : 0,
    lastReportAt: lastAt?.toISOString() ?? null,
    mutedAt: mute?.muted_at.toISOString() ?? null,
    mutedBy: mute && { id: mute.muted_by, name: mute.muted_by_name },
    note: mute?.note ?? null,
  };
}
