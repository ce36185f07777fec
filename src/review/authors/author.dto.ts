import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional } from 'class-validator';
import { PageQuery } from '../../access/page-query';
import type { AuthorId } from '../../domain/ids';
import { AUTHOR_STANDINGS, type AuthorStanding } from '../../domain/statuses';
import { textParam } from '../../platform/http/pages';
import { IsInstant, IsLeftOutOr } from '../../platform/http/validators';
import { Text } from '../texts';

const LONGEST_ID = 255;

export class ListAuthorsQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: LONGEST_ID, description: 'The beginning of a name, or a whole id.' }) @IsLeftOutOr() @IsNotEmpty() @Text(LONGEST_ID) q?: string;
  @ApiPropertyOptional({ enum: AUTHOR_STANDINGS, description: 'Those who stand so now.' }) @IsLeftOutOr() @IsIn(AUTHOR_STANDINGS) standing?: AuthorStanding;
}

export class PutStandingDto {
  @ApiProperty({ enum: AUTHOR_STANDINGS, description: '`premoderate` holds what they write, `suspend` (until) and `ban` reject it, `trust` is for rules to use.' }) @IsIn(AUTHOR_STANDINGS) kind!: AuthorStanding;
  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description: 'When it ends by itself. `suspend` needs it.' }) @IsOptional() @IsInstant() until?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2_000, description: 'For colleagues.' }) @IsOptional() @Text(2_000) note?: string | null;
}

export class AddNoteDto {
  @ApiProperty({ minLength: 1, maxLength: 2_000 }) @IsNotEmpty() @Text(2_000) text!: string;
}

/** A path's author id; a text that cannot be one names nobody. */
export function authorParam(text: string): AuthorId {
  return textParam<AuthorId>(text, LONGEST_ID);
}
