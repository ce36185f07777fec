import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { EVENT_TYPES } from '../../domain/events';
import { IsInstant } from '../../platform/http/validators';

export const EVENT_FORMATS = ['json', 'ndjson', 'csv'] as const;
export type EventFormat = (typeof EVENT_FORMATS)[number];

const apart = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);

/** Which lines of the log. */
export class EventQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, default: 0, description: 'Position of the last event you have; a `nextCursor` does too.' })
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) after = 0;
  @ApiPropertyOptional({ type: String, example: 'decision.made,decision.reversed', description: 'Types, separated by commas.' })
  @IsOptional() @Transform(apart) @IsArray() @ArrayMinSize(1) @ArrayMaxSize(EVENT_TYPES.length) @IsIn(EVENT_TYPES, { each: true }) type?: string[];
  @ApiPropertyOptional({ type: String, example: 'person:0198f2c4-7b1e-7c3a-9d2e-5a6b7c8d9e0f', description: 'Who did it, as `actor` says it.' })
  @IsOptional() @Matches(/^(system|(key|person|reader):[^\u0000\ud800-\udfff]{1,200})$/) actor?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() comment?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() item?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Not before.' }) @IsOptional() @IsInstant() from?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Before.' }) @IsOptional() @IsInstant() to?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 100, description: 'Of a page; a file has no limit.' })
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit = 100;
  @ApiPropertyOptional({ enum: EVENT_FORMATS, description: 'For links, which cannot say what they accept; wins over `Accept`.' })
  @IsOptional() @IsIn(EVENT_FORMATS) format?: EventFormat;
}
