import { ApiProperty } from '@nestjs/swagger';
import type { Plain } from '../platform/http/plain';
import { ERASURE_STAGES, type ErasureRow, type ErasureStage, QUOTATION_KINDS, type QuotationKind, type QuotationRow } from '../store/erasure.store';

export class ErasureView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ERASURE_STAGES, description: 'What is being done; `others` also waits for imports and backtests that are under way.' }) stage!: ErasureStage;
  @ApiProperty({ example: 'erased:0198f2c4-…', description: 'What stands where the author stood. The id of the author is not shown.' }) tombstoneId!: string;
  @ApiProperty({ description: 'Comments erased so far.' }) comments!: number;
  @ApiProperty({ description: 'Comments of others that quote or name the author, found so far.' }) quotations!: number;
  @ApiProperty({ example: 'person:0198f2c4-…' }) requestedBy!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
}

export class ErasureListView {
  @ApiProperty({ type: [ErasureView] }) items!: ErasureView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class QuotationView {
  @ApiProperty({ format: 'uuid', description: "Somebody else's comment, which stays as it is until a person looks at it." }) commentId!: string;
  @ApiProperty({ enum: QUOTATION_KINDS, description: '`words`: at least five words in a row of an erased comment; `name`: the name of the author.' }) kind!: QuotationKind;
}

export class QuotationListView {
  @ApiProperty({ type: [QuotationView] }) items!: QuotationView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function erasureView(row: ErasureRow): Plain<ErasureView> {
  return {
    id: row.id,
    stage: row.stage,
    tombstoneId: row.tombstone_id,
    comments: row.comments,
    quotations: row.quotations,
    requestedBy: row.requested_by,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

export function quotationView({ comment_id: commentId, kind }: QuotationRow): Plain<QuotationView> {
  return { commentId, kind };
}
