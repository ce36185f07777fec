import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsObject, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { futureMoment } from '../access/future-moment';
import { invalidField } from '../domain/errors';
import type { BulkOperationId } from '../domain/ids';
import { AUTHOR_STANDINGS, type AuthorStanding, DECISION_ACTIONS, type DecisionAction, SIGNAL_VERDICTS, type SignalVerdict } from '../domain/statuses';
import { IsInstant, IsLeftOutOr } from '../platform/http/validators';
import { unfinishedIn } from './templates/placeholders';
import { Text } from './texts';

export const MOST_FEEDBACK = 50;

export class AuthorActionDto {
  @ApiProperty({ enum: AUTHOR_STANDINGS, description: '`premoderate` holds what they write, `suspend` (until) and `ban` reject it, `trust` is for rules to use.' }) @IsIn(AUTHOR_STANDINGS) kind!: AuthorStanding;
  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description: 'When it ends by itself. `suspend` needs it.' }) @IsOptional() @IsInstant() until?: string | null;
}

export class SignalFeedbackDto {
  @ApiProperty({ format: 'uuid', description: 'A signal of this item.' }) @IsUUID() signalId!: string;
  @ApiProperty({ enum: SIGNAL_VERDICTS }) @IsIn(SIGNAL_VERDICTS) verdict!: SignalVerdict;
}

export class DecisionDto {
  @ApiProperty({ enum: DECISION_ACTIONS }) @IsIn(DECISION_ACTIONS) action!: DecisionAction;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 64, example: 'spam', description: 'A policy of the site. A rejection needs one.' }) @IsOptional() @Text(64) reasonCode?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2_000, description: 'For colleagues; never leaves the desk.' }) @IsOptional() @Text(2_000) note?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2_000, description: 'To the author: kept with the decision and sent in its webhook. What is marked ### must be filled in first.' }) @IsOptional() @Text(2_000) message?: string | null;
  @ApiPropertyOptional({ type: AuthorActionDto, description: 'What becomes of the author, in the same transaction; an undo takes it back.' }) @IsLeftOutOr() @IsObject() @ValidateNested() @Type(() => AuthorActionDto) authorAction?: AuthorActionDto;
  @ApiPropertyOptional({ type: [SignalFeedbackDto], maxItems: MOST_FEEDBACK, description: 'Whether what brought the item here was right.' })
  @IsLeftOutOr() @IsArray() @ArrayMaxSize(MOST_FEEDBACK) @ValidateNested({ each: true }) @Type(() => SignalFeedbackDto) signalFeedback?: SignalFeedbackDto[];
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 64, description: 'The claim it was read under. Version and lease are checked on the record either way.' }) @IsOptional() @Text(64) claimToken?: string | null;
}

/** What a person said, with nothing left out. */
export interface Judgement {
  readonly action: DecisionAction;
  readonly reasonCode: string | null;
  readonly note: string | null;
  /** To the author. */
  readonly message: string | null;
  readonly authorAction: AuthorAction | null;
  readonly signalFeedback: readonly SignalFeedback[];
}

/** What becomes of the author of a comment that is decided on. */
export interface AuthorAction {
  readonly kind: AuthorStanding;
  readonly until: Date | null;
}

export interface SignalFeedback {
  readonly signalId: string;
  readonly verdict: SignalVerdict;
}

/** A judgement that is nothing but an action. */
export function plainJudgement(action: DecisionAction, reasonCode: string | null, note: string | null): Judgement {
  return { action, reasonCode, note, message: null, authorAction: null, signalFeedback: [] };
}

/** @throws Problem `invalid` for what no validator sees: an end that has passed, a message that is not finished. */
export function judgementOf({ action, reasonCode, note, message, authorAction, signalFeedback }: DecisionDto): Judgement {
  const left = unfinishedIn(message ?? '');
  if (left.length > 0) throw invalidField('/message', `Fill in first: ${left.slice(0, 5).join(', ')}.`);
  return {
    action,
    reasonCode: reasonCode ?? null,
    note: note ?? null,
    message: message ?? null,
    authorAction: authorAction === undefined ? null : authorActionOf(authorAction, '/authorAction/until'),
    signalFeedback: [...new Map((signalFeedback ?? []).map(({ signalId, verdict }) => [signalId.toLowerCase(), verdict]))].map(([signalId, verdict]) => ({ signalId, verdict })),
  };
}

/** @throws Problem `invalid` at the pointer, for a suspension without an end or an end that has passed. */
export function authorActionOf({ kind, until }: AuthorActionDto, pointer: string): AuthorAction {
  if (kind === 'suspend' && (until ?? null) === null) throw invalidField(pointer, 'Say until when; without an end it is a ban.');
  return { kind, until: futureMoment(until, pointer) };
}

/** A decision as asked for: what, and on which version. */
export interface DecisionRequest {
  readonly judgement: Judgement;
  readonly readVersion: number;
  /** The bulk operation it is part of. */
  readonly bulkOperationId?: BulkOperationId;
}
