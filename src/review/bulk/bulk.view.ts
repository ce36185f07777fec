import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DECISION_ACTIONS } from '../../domain/statuses';
import type { Plain } from '../../platform/http/plain';
import { LINE_OUTCOMES, type LineRow, type OutcomeCount } from '../../store/bulk-line.store';
import { BULK_KINDS, BULK_ORIGINS, BULK_STATUSES, type BulkOperationRow, ON_CLAIMED } from '../../store/bulk-operation.store';
import type { SharedBy } from '../../store/bulk-selection.store';
import { ReviewItemView } from '../item.view';
import { PersonRefView } from '../person.view';

const SHOWN_STATUSES = BULK_STATUSES.filter((status) => status !== 'frozen');

export class SharedByView {
  @ApiProperty({ type: String, nullable: true, description: 'Null: an anonymous reader, or no rule.' }) key!: string | null;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty() count!: number;
}

/** What an operation would do. */
export class BulkDryRunView {
  @ApiProperty({ format: 'uuid', description: 'Send it as `selection.frozen` within an hour, and exactly these items are meant.' }) id!: string;
  @ApiProperty() count!: number;
  @ApiProperty({ type: [ReviewItemView], description: 'The worst ten.' }) sample!: ReviewItemView[];
  @ApiProperty({ type: [SharedByView], description: 'The ten most frequent.' }) byAuthor!: SharedByView[];
  @ApiProperty({ type: [SharedByView], description: 'The ten most frequent.' }) byRule!: SharedByView[];
  @ApiProperty({ description: 'How many others hold now.' }) claimed!: number;
}

export class BulkStartedView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: SHOWN_STATUSES }) status!: string;
  @ApiProperty() count!: number;
}

export class BulkProgressView {
  @ApiProperty() done!: number;
  @ApiProperty() total!: number;
}

export class CodeCountView {
  @ApiProperty({ example: 'version_conflict' }) code!: string;
  @ApiProperty() count!: number;
}

export class BulkReversalView {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class BulkOperationView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: BULK_KINDS, description: '`reverse` takes back what another operation did.' }) kind!: string;
  @ApiProperty({ enum: SHOWN_STATUSES }) status!: string;
  @ApiProperty({ enum: DECISION_ACTIONS }) action!: string;
  @ApiProperty({ type: String, nullable: true }) reasonCode!: string | null;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty({ enum: ON_CLAIMED }) onClaimed!: string;
  @ApiProperty({ enum: BULK_ORIGINS, description: 'Where its list came from; `operation` for a reversal.' }) origin!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'The filter, or the rule and the time.' }) selection!: Readonly<Record<string, unknown>> | null;
  @ApiProperty({ type: BulkProgressView }) progress!: BulkProgressView;
  @ApiProperty() succeeded!: number;
  @ApiProperty({ type: [CodeCountView], description: 'What others were quicker with, or hold.' }) skipped!: CodeCountView[];
  @ApiProperty({ type: [CodeCountView] }) failed!: CodeCountView[];
  @ApiProperty({ type: PersonRefView }) requestedBy!: PersonRefView;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) startedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Of a reversal: the operation that is taken back.' }) reverses!: string | null;
  @ApiProperty({ type: BulkReversalView, nullable: true, description: 'The operation that takes this one back.' }) reversal!: BulkReversalView | null;
}

export class BulkOperationListView {
  @ApiProperty({ type: [BulkOperationView] }) items!: BulkOperationView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class BulkResultView {
  @ApiProperty({ description: 'Its place in the list, from 1.' }) place!: number;
  @ApiProperty({ format: 'uuid' }) commentId!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) itemId!: string | null;
  @ApiProperty({ enum: LINE_OUTCOMES }) outcome!: string;
  @ApiPropertyOptional({ example: 'version_conflict', description: 'What stood in the way.' }) code?: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The decision that was made or taken back.' }) decisionId!: string | null;
}

export class BulkResultListView {
  @ApiProperty({ type: [BulkResultView] }) items!: BulkResultView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export type BulkOperationShown = Omit<Plain<BulkOperationView>, 'selection'> & Pick<BulkOperationView, 'selection'>;

export function bulkOperationView(row: BulkOperationRow, counts: readonly OutcomeCount[]): BulkOperationShown {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    action: row.action,
    reasonCode: row.reason_code,
    note: row.note,
    onClaimed: row.on_claimed,
    origin: row.origin,
    selection: row.selection as BulkOperationView['selection'],
    progress: { done: sum(counts), total: row.total },
    succeeded: sum(counts.filter(({ outcome }) => outcome === 'succeeded')),
    skipped: codes(counts.filter(({ outcome }) => outcome === 'skipped')),
    failed: codes(counts.filter(({ outcome }) => outcome === 'failed')),
    requestedBy: { id: row.requested_by, name: row.requested_by_name },
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    reverses: row.reverses,
    reversal: row.reversed_by === null ? null : { id: row.reversed_by },
  };
}

function sum(counts: readonly OutcomeCount[]): number {
  return counts.reduce((all, { n }) => all + n, 0);
}

function codes(counts: readonly OutcomeCount[]): CodeCountView[] {
  return counts.map(({ code, n }) => ({ code: code ?? 'internal', count: n }));
}

export function bulkResultView({ place, comment_id: commentId, item_id: itemId, outcome, code, decision_id: decisionId }: LineRow): BulkResultView {
  return { place, commentId, itemId, outcome, ...(code === null ? {} : { code }), decisionId };
}

export function sharedByView({ key, name, n }: SharedBy): SharedByView {
  return { key, name, count: n };
}
