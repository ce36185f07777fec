import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { invalidField } from '../domain/errors';
import { decodeCursor, isUuid } from '../platform/http/pages';
import { TextField } from './text-field';

export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  @IsOptional()
  limit = 50;

  @TextField({ max: 400, isOptional: true, description: 'The `nextCursor` of the page before.' })
  cursor?: string;
}

/** The text key where a list goes on; `start` without a cursor. */
export function textAfter({ cursor }: PageQuery, start: string): string {
  return cursor === undefined ? start : String(decodeCursor(cursor, 1)[0]);
}

/** The id where a list goes on; `start` without a cursor. */
export function idAfter(query: PageQuery, start: string): string {
  const id = textAfter(query, start);
  if (!isUuid(id)) throw invalidField('?cursor', 'This is not a cursor of this list.');
  return id;
}

/** Before the first and after the last id there can be. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
