import { Injectable } from '@nestjs/common';
import type { BulkOperationId, CommentId, DecisionId, ItemId, SiteId } from '../domain/ids';
import { integers, uuids } from '../platform/database/columns';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import type { BulkHolder } from './bulk-operation.store';

export const LINE_OUTCOMES = ['succeeded', 'skipped', 'failed'] as const;
export type LineOutcome = (typeof LINE_OUTCOMES)[number];

/** One comment of an operation. */
export interface NewLine {
  readonly commentId: CommentId;
  /** Null: the comment is decided on directly. */
  readonly itemId: ItemId | null;
  /** Of a reversal: the decision to take back. */
  readonly decisionId: DecisionId | null;
  /** The version that was seen: the item's, or the comment's where there is no item. */
  readonly version: number;
}

export interface LineToDo {
  readonly place: number;
  readonly comment_id: CommentId;
  readonly item_id: ItemId | null;
  readonly decision_id: DecisionId | null;
  readonly version: number;
}

export interface LineRow extends LineToDo {
  readonly outcome: LineOutcome;
  readonly code: string | null;
}

export interface Settled {
  readonly outcome: LineOutcome;
  /** Of what stood in the way. */
  readonly code: string | null;
  /** The decision that was made. */
  readonly decisionId: DecisionId | null;
}

export interface OutcomeCount {
  readonly outcome: LineOutcome;
  readonly code: string | null;
  readonly n: number;
}

export interface LinesWanted {
  readonly outcome: LineOutcome | null;
  readonly after: number;
  readonly limit: number;
}

const ADD = statement(
  'bulk_line_add',
  `INSERT INTO bulk_line (site_id, operation_id, place, comment_id, item_id, decision_id, version)
   SELECT $1, $2, * FROM unnest($3::integer[], $4::uuid[], $5::uuid[], $6::uuid[], $7::integer[])`,
);

/** What the first operation did, for the second to take back, the latest first. bulk_line_outcome_idx. */
const ADD_DONE = statement(
  'bulk_line_add_done',
  `INSERT INTO bulk_line (site_id, operation_id, place, comment_id, item_id, decision_id, version)
   SELECT $1, $2, row_number() OVER (ORDER BY l.place DESC), l.comment_id, l.item_id, l.decision_id, l.version
   FROM bulk_line l WHERE l.site_id = $1 AND l.operation_id = $3 AND l.outcome = 'succeeded'`,
);

/** bulk_line_left_idx. */
const LEFT = statement('bulk_line_left', 'SELECT place, comment_id, item_id, decision_id, version FROM bulk_line WHERE site_id = $1 AND operation_id = $2 AND outcome IS NULL ORDER BY place LIMIT $3');

/**
 * The line is locked, so that whoever else believes to run the operation waits and then finds it done. The operation is shared, so that who stops
 * it waits for the lines under way, and knows then all that it did.
 */
const TAKE = statement(
  'bulk_line_take',
  `SELECT l.outcome IS NULL AS is_left, b.status = 'running' AND b.taken_by = $4 AS is_mine
   FROM bulk_operation b JOIN bulk_line l ON l.site_id = $1 AND l.operation_id = b.id AND l.place = $3
   WHERE b.site_id = $1 AND b.id = $2 FOR SHARE OF b FOR UPDATE OF l`,
);
const SETTLE = statement(
  'bulk_line_settle',
  'UPDATE bulk_line SET outcome = $4, code = $5, decision_id = coalesce($6, decision_id) WHERE site_id = $1 AND operation_id = $2 AND place = $3 AND outcome IS NULL',
);

/** bulk_line_outcome_idx alone. */
const COUNT = statement(
  'bulk_line_count',
  `SELECT outcome, code, count(*)::integer AS n FROM bulk_line WHERE site_id = $1 AND operation_id = $2 AND outcome IS NOT NULL GROUP BY outcome, code ORDER BY n DESC, code`,
);
/** By primary key. */
const LIST = statement(
  'bulk_line_list',
  `SELECT place, comment_id, item_id, decision_id, version, outcome, code FROM bulk_line
   WHERE site_id = $1 AND operation_id = $2 AND place > $3 AND outcome IS NOT NULL AND ($4::text IS NULL OR outcome = $4) ORDER BY place LIMIT $5`,
);

/** The comments of bulk operations, each with what became of it. */
@Injectable()
export class BulkLineStore {
  async add(tx: Tx, siteId: SiteId, operationId: BulkOperationId, lines: readonly NewLine[]): Promise<void> {
    if (lines.length === 0) return;
    await changed(tx, ADD, [
      siteId,
      operationId,
      integers(lines.map((_, index) => index + 1)),
      uuids(lines.map(({ commentId }) => commentId)),
      uuids(lines.map(({ itemId }) => itemId)),
      uuids(lines.map(({ decisionId }) => decisionId)),
      integers(lines.map(({ version }) => version)),
    ]);
  }

  /** The lines of a reversal: what `of` did. Returns how many. */
  addDone(tx: Tx, siteId: SiteId, operationId: BulkOperationId, of: BulkOperationId): Promise<number> {
    return changed(tx, ADD_DONE, [siteId, operationId, of]);
  }

  /** What nothing has become of yet, in order. */
  left(on: Queryable, siteId: SiteId, operationId: BulkOperationId, limit: number): Promise<LineToDo[]> {
    return rows<LineToDo>(on, LEFT, [siteId, operationId, limit]);
  }

  /** `settled`: something has become of it already; `lost`: the operation is not this holder's to run any more. */
  async take(tx: Tx, siteId: SiteId, { id, takenBy }: BulkHolder, place: number): Promise<'taken' | 'settled' | 'lost'> {
    const [line] = await rows<{ is_left: boolean; is_mine: boolean | null }>(tx, TAKE, [siteId, id, place, takenBy]);
    if (line?.is_mine !== true) return 'lost';
    return line.is_left ? 'taken' : 'settled';
  }

  async settle(tx: Tx, siteId: SiteId, operationId: BulkOperationId, { place, outcome, code, decisionId }: Settled & { readonly place: number }): Promise<void> {
    await changed(tx, SETTLE, [siteId, operationId, place, outcome, code, decisionId]);
  }

  /** The most frequent first. */
  count(on: Queryable, siteId: SiteId, operationId: BulkOperationId): Promise<OutcomeCount[]> {
    return rows<OutcomeCount>(on, COUNT, [siteId, operationId]);
  }

  list(on: Queryable, siteId: SiteId, operationId: BulkOperationId, { outcome, after, limit }: LinesWanted): Promise<LineRow[]> {
    return rows<LineRow>(on, LIST, [siteId, operationId, after, outcome, limit]);
  }
}
