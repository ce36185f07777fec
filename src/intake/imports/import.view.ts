import { ApiProperty } from '@nestjs/swagger';
import type { Plain } from '../../platform/http/plain';
import { IMPORT_STATUSES, type ImportRunRow, type ImportStatus } from '../../store/import-run.store';
import { IMPORT_FORMATS, type ImportFormat } from './formats';

export class ImportProgressView {
  @ApiProperty({ description: 'Bytes of the file.' }) bytes!: number;
  @ApiProperty({ description: 'Bytes that have been read.' }) bytesRead!: number;
  @ApiProperty({ description: 'Rows that have been read: imported, repeated, skipped and failed together.' }) rows!: number;
}

export class ImportCountsView {
  @ApiProperty({ description: 'Comments that are here now.' }) imported!: number;
  @ApiProperty({ description: 'Comments that were here before, unchanged.' }) repeated!: number;
  @ApiProperty({ description: 'Rows that hold no comment: articles, authors, pingbacks, texts that were deleted.' }) skipped!: number;
  @ApiProperty({ description: 'Rows that could not be taken over.' }) failed!: number;
  @ApiProperty({ description: 'Notes on rows that were taken over with a change.' }) noted!: number;
}

export class ImportProblemView {
  @ApiProperty({ description: 'From 1.' }) row!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Line of the file, from 1.' }) line!: number | null;
  @ApiProperty({ type: String, nullable: true, description: "The source's own id of it." }) subject!: string | null;
  @ApiProperty({ description: 'In a sentence, without the text of the comment.' }) detail!: string;
  @ApiProperty({ description: 'Whether the row was left out; else it was taken over with a change.' }) failed!: boolean;
}

export class ImportRunView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: IMPORT_FORMATS }) format!: ImportFormat;
  @ApiProperty({ example: 'wordpress' }) source!: string;
  @ApiProperty({ enum: IMPORT_STATUSES }) status!: ImportStatus;
  @ApiProperty({ type: ImportProgressView }) progress!: ImportProgressView;
  @ApiProperty({ type: ImportCountsView }) counts!: ImportCountsView;
  @ApiProperty({ type: [ImportProblemView], description: 'The first 200; the counts say how many there were.' }) problems!: ImportProblemView[];
  @ApiProperty({ type: String, nullable: true, description: 'Why it could not go on, in a sentence. What stood before is imported.' }) failure!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) startedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
}

export class ImportRunListView {
  @ApiProperty({ type: [ImportRunView] }) items!: ImportRunView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function importRunView(row: ImportRunRow): Plain<ImportRunView> {
  const { imported, repeated, skipped, failed, noted } = row;
  return {
    id: row.id,
    format: row.format as ImportFormat,
    source: row.source,
    status: row.status,
    progress: { bytes: Number(row.bytes), bytesRead: Math.min(Number(row.bytes_read), Number(row.bytes)), rows: row.rows },
    counts: { imported, repeated, skipped, failed, noted },
    problems: row.problems.map(({ row: at, line, subject, detail, isFailed }) => ({ row: at, line, subject, detail, failed: isFailed })),
    failure: row.failure,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
