import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { RetentionSettings } from '../../domain/actor';
import type { Plain } from '../../platform/http/plain';
import { IsLeftOutOr } from '../../platform/http/validators';

const MOST_DAYS = 3_650;
const MOST_DAYS_OF_DELIVERIES = 365;

const days = (description: string, maximum = MOST_DAYS) => ({ type: 'integer', minimum: 1, maximum, description: `Days ${description}` }) as const;
const orForEver = (description: string) => ({ ...days(`${description}; null: as long as what it belongs to.`), nullable: true }) as const;

const ADDRESSES = days('that keyed hashes of addresses, devices and email addresses are kept, and labels on them.');
const FACTS = orForEver('that the facts are kept with which a comment was judged. Without them it cannot be judged again');
const NOTES = orForEver('that notes of colleagues and reporters and messages to and from authors are kept');
const REJECTED_TEXTS = orForEver('that the text of a comment is kept after it was rejected or withdrawn');
const DELIVERIES = days('that what was sent by webhook is kept.', MOST_DAYS_OF_DELIVERIES);
const IMPORT_PROBLEMS = days('that is kept what was wrong with rows of an import.');
const NOTICES = days('that is kept who gave notice of illegal content, and why, counted from the outcome.');

export class RetentionSettingsDto {
  @ApiPropertyOptional(ADDRESSES) @Max(MOST_DAYS) @Min(1) @IsInt() @IsLeftOutOr() addresses?: number;
  @ApiPropertyOptional(FACTS) @Max(MOST_DAYS) @Min(1) @IsInt() @IsOptional() facts?: number | null;
  @ApiPropertyOptional(NOTES) @Max(MOST_DAYS) @Min(1) @IsInt() @IsOptional() notes?: number | null;
  @ApiPropertyOptional(REJECTED_TEXTS) @Max(MOST_DAYS) @Min(1) @IsInt() @IsOptional() rejectedTexts?: number | null;
  @ApiPropertyOptional(DELIVERIES) @Max(MOST_DAYS_OF_DELIVERIES) @Min(1) @IsInt() @IsLeftOutOr() deliveries?: number;
  @ApiPropertyOptional(IMPORT_PROBLEMS) @Max(MOST_DAYS) @Min(1) @IsInt() @IsLeftOutOr() importProblems?: number;
  @ApiPropertyOptional(NOTICES) @Max(MOST_DAYS) @Min(1) @IsInt() @IsLeftOutOr() notices?: number;
}

export class RetentionSettingsView {
  @ApiProperty(ADDRESSES) addresses!: number;
  @ApiProperty(FACTS) facts!: number | null;
  @ApiProperty(NOTES) notes!: number | null;
  @ApiProperty(REJECTED_TEXTS) rejectedTexts!: number | null;
  @ApiProperty(DELIVERIES) deliveries!: number;
  @ApiProperty(IMPORT_PROBLEMS) importProblems!: number;
  @ApiProperty(NOTICES) notices!: number;
}

/** Property by property: rows of another release may hold more. */
export function toRetentionView({ addresses, facts, notes, rejectedTexts, deliveries, importProblems, notices }: RetentionSettings): Plain<RetentionSettingsView> {
  return { addresses, facts, notes, rejectedTexts, deliveries, importProblems, notices };
}

/** What the change does not name stays; null says for ever. */
export function mergeRetention(current: RetentionSettings, change: RetentionSettingsDto = {}): RetentionSettings {
  const or = <Value>(value: Value | undefined, kept: Value): Value => (value === undefined ? kept : value);
  return {
    addresses: or(change.addresses, current.addresses),
    facts: or(change.facts, current.facts),
    notes: or(change.notes, current.notes),
    rejectedTexts: or(change.rejectedTexts, current.rejectedTexts),
    deliveries: or(change.deliveries, current.deliveries),
    importProblems: or(change.importProblems, current.importProblems),
    notices: or(change.notices, current.notices),
  };
}
