import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { BulkOperationId } from '../domain/ids';
import { DECISION_ACTIONS, type DecisionAction } from '../domain/statuses';
import { Text } from './texts';

export class DecisionDto {
  @ApiProperty({ enum: DECISION_ACTIONS }) @IsIn(DECISION_ACTIONS) action!: DecisionAction;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 64, example: 'spam', description: 'A policy of the site. A rejection needs one.' }) @IsOptional() @Text(64) reasonCode?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2_000, description: 'For colleagues; never leaves the desk.' }) @IsOptional() @Text(2_000) note?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 64, description: 'The claim it was read under. Version and lease are checked on the record either way.' }) @IsOptional() @Text(64) claimToken?: string | null;
}

/** What a person said, with nothing left out. */
export interface Judgement {
  readonly action: DecisionAction;
  readonly reasonCode: string | null;
  readonly note: string | null;
}

export function judgementOf({ action, reasonCode, note }: DecisionDto): Judgement {
  return { action, reasonCode: reasonCode ?? null, note: note ?? null };
}

/** A decision as asked for: what, and on which version. */
export interface DecisionRequest {
  readonly judgement: Judgement;
  readonly readVersion: number;
  /** The bulk operation it is part of. */
  readonly bulkOperationId?: BulkOperationId;
}
