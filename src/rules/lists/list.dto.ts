import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBooleanString, IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../access/page-query';
import { TextField } from '../../access/text-field';
import { LIST_FORMATS, type ListFormat } from '../workshop/list-file';
import { IMPORT_MODES, type ImportMode } from '../workshop/import-task';

export const LIST_SOURCES = ['running', 'draft'] as const;
export type ListSource = (typeof LIST_SOURCES)[number];
/** What a file of entries may weigh. */
export const FILE_BYTES = 10 * 1024 * 1024;

export class ListsQuery {
  @ApiPropertyOptional({ enum: LIST_SOURCES, default: 'running', description: 'As it runs, or as the draft has it.' }) @IsOptional() @IsIn(LIST_SOURCES) of: ListSource = 'running';
}

export class EntriesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: LIST_SOURCES, default: 'running' }) @IsOptional() @IsIn(LIST_SOURCES) of: ListSource = 'running';
  @TextField({ max: 400, min: 0, isOptional: true, description: 'Only entries whose term contains this.' }) q?: string;
}

export class ImportQuery {
  @ApiPropertyOptional({ enum: LIST_FORMATS, default: 'text' }) @IsOptional() @IsIn(LIST_FORMATS) format: ListFormat = 'text';
  @ApiPropertyOptional({ enum: IMPORT_MODES, default: 'add', description: '`add` keeps what is not in the file, `replace` does not.' }) @IsOptional() @IsIn(IMPORT_MODES) mode: ImportMode = 'add';
  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false', description: 'Only say what would change, and which lines are wrong.' }) @IsOptional() @IsBooleanString() dryRun = 'false';
}

export class ExportQuery {
  @ApiPropertyOptional({ enum: LIST_FORMATS, default: 'text' }) @IsOptional() @IsIn(LIST_FORMATS) format: ListFormat = 'text';
  @ApiPropertyOptional({ enum: LIST_SOURCES, default: 'running' }) @IsOptional() @IsIn(LIST_SOURCES) of: ListSource = 'running';
}

export class ListSummaryView {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: ['words', 'domains', 'ips', 'emails', 'authors', 'regex'] }) kind!: string;
  @ApiProperty({ description: 'How many.' }) entries!: number;
  @ApiPropertyOptional() source?: string;
  @ApiPropertyOptional() license?: string;
  @ApiProperty({ type: [String], description: 'Rules that look into it.' }) usedBy!: readonly string[];
}

export class ListSummaryListView {
  @ApiProperty({ type: [ListSummaryView] }) items!: readonly ListSummaryView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ListEntryView {
  @ApiProperty() term!: string;
  @ApiPropertyOptional({ enum: ['word', 'prefix', 'suffix', 'substring'] }) match?: string;
  @ApiPropertyOptional({ type: [String] }) except?: readonly string[];
  @ApiPropertyOptional() lang?: string;
  @ApiPropertyOptional() note?: string;
  @ApiPropertyOptional({ enum: ['off', 'normal', 'aggressive'] }) evasion?: string;
  @ApiPropertyOptional({ format: 'date-time' }) expires_at?: string;
}

export class ListEntryListView {
  @ApiProperty({ type: [ListEntryView] }) items!: readonly ListEntryView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class FileProblemView {
  @ApiProperty({ description: 'From 1; of a JSON file the number of the entry; 0 for the file as a whole.' }) line!: number;
  @ApiProperty() message!: string;
}

export class ImportSampleView {
  @ApiProperty({ type: [String] }) added!: readonly string[];
  @ApiProperty({ type: [String] }) removed!: readonly string[];
  @ApiProperty({ type: [String] }) changed!: readonly string[];
}

export class ImportedListView {
  @ApiProperty() id!: string;
  @ApiProperty() dryRun!: boolean;
  @ApiProperty({ description: 'Entries of the list afterwards.' }) total!: number;
  @ApiProperty() added!: number;
  @ApiProperty() removed!: number;
  @ApiProperty({ description: 'Entries of which something else is said now: a note, an exception.' }) changed!: number;
  @ApiProperty() unchanged!: number;
  @ApiProperty({ description: 'Lines that say again what another line says.' }) repeated!: number;
  @ApiProperty({ type: ImportSampleView, description: 'The first twenty terms of each.' }) sample!: ImportSampleView;
  @ApiProperty({ type: [FileProblemView], description: 'Only of a dry run: otherwise they are a 422.' }) problems!: readonly FileProblemView[];
  @ApiProperty({ description: "The draft's version now; its ETag." }) draftVersion!: number;
}
