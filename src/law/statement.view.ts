import { ApiProperty } from '@nestjs/swagger';
import type { Plain } from '../platform/http/plain';
import { LAW_RESTRICTIONS, LAW_SOURCES, type LawRestriction, type LawSource } from '../domain/statement-of-reasons';
import type { LawStatementRow } from '../store/law-statement.store';
import { factsOf, type TransparencyStatement } from './transparency-statement';

export class StatementView {
  @ApiProperty({ format: 'uuid', description: 'Of the line in the log that it states the reasons of.' }) id!: string;
  @ApiProperty({ enum: LAW_RESTRICTIONS }) restriction!: LawRestriction;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) commentId!: string | null;
  @ApiProperty({ type: String, nullable: true }) policy!: string | null;
  @ApiProperty({ description: 'What the policy was called then.' }) ground!: string;
  @ApiProperty({ description: 'What was done, how it came up, and who decided.' }) facts!: string;
  @ApiProperty({ enum: LAW_SOURCES, description: '`article_16`, `trusted_flagger`: a notice of illegal content waited for this decision. `notice`: somebody had reported the comment. `own`: the site found it.' }) source!: LawSource;
  @ApiProperty() isDetectedAutomatically!: boolean;
  @ApiProperty() isDecidedAutomatically!: boolean;
  @ApiProperty({ format: 'date-time' }) restrictedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the restriction of an author ends by itself.' }) until!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the comment was no longer rejected.' }) endedAt!: string | null;
}

export class StatementListView {
  @ApiProperty({ type: [StatementView] }) items!: StatementView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ExistingPuidView {
  @ApiProperty({ format: 'uuid' }) puid!: string;
}

export class TransparencyBatchView {
  @ApiProperty({ type: 'array', maxItems: 100, items: { type: 'object', additionalProperties: true }, description: 'As `POST /api/v1/statements` of the Transparency Database takes them.' }) statements!: TransparencyStatement[];
  @ApiProperty({ type: String, nullable: true, description: 'Where the next batch goes on; not part of what is sent.' }) nextCursor!: string | null;
}

export function statementView(row: LawStatementRow): Plain<StatementView> {
  return {
    id: row.id,
    restriction: row.restriction,
    commentId: row.comment_id,
    policy: row.policy,
    ground: row.ground,
    facts: factsOf(row),
    source: row.source,
    isDetectedAutomatically: row.is_detected_automatically,
    isDecidedAutomatically: row.is_decided_automatically,
    restrictedAt: row.restricted_at.toISOString(),
    until: row.until?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
