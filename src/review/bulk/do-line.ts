import { Injectable, Logger } from '@nestjs/common';
import { type ErrorCode, Problem } from '../../domain/errors';
import type { DecisionId } from '../../domain/ids';
import { isUnavailable } from '../../platform/database/failures';
import { LostDuringCommitError, type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { metrics } from '../../platform/metrics/metrics';
import { BulkLineStore, type LineToDo, type Settled } from '../../store/bulk-line.store';
import type { BulkHolder, BulkOperationRow } from '../../store/bulk-operation.store';
import { DecisionStore } from '../../store/decision.store';
import { DecideComment } from '../decide-comment';
import { DecideItem } from '../decide-item';
import { type DecisionRequest, plainJudgement } from '../decision.dto';
import type { DeskCall } from '../desk-call';
import { ReverseDecision } from '../reverse-decision';

/** Others were quicker, or are at it: nothing went wrong. */
const SKIPPED: ReadonlySet<ErrorCode> = new Set(['version_conflict', 'already_resolved', 'claimed_by_other', 'superseded', 'self_review', 'not_found', 'gone']);

export interface BulkRun {
  readonly operation: BulkOperationRow;
  readonly holder: BulkHolder;
  readonly call: DeskCall;
}

/**
 * Does one line: the decision and the note that it was made are one transaction, so that a process that dies leaves neither or both,
 * and nobody decides twice.
 */
@Injectable()
export class DoLine {
  private readonly log = new Logger('bulk');

  constructor(
    private readonly work: UnitOfWork,
    private readonly lines: BulkLineStore,
    private readonly decisions: DecisionStore,
    private readonly decideItem: DecideItem,
    private readonly decideComment: DecideComment,
    private readonly reverse: ReverseDecision,
  ) {}

  /** False when the operation is not this holder's any more: it was cancelled, or taken over. Throws only when the database is away. */
  async execute(run: BulkRun, line: LineToDo): Promise<boolean> {
    try {
      const taken = await this.work.run((tx) => this.settle(tx, run, line, () => this.act(tx, run, line)));
      if (taken === 'taken' && run.operation.kind === 'decide') metrics.decisions.inc({ action: run.operation.action });
      return taken !== 'lost';
    } catch (error) {
      if (error instanceof LostDuringCommitError || isUnavailable(error)) throw error;
      return (await this.work.run((tx) => this.settle(tx, run, line, () => Promise.resolve(this.refusal(run, error))))) !== 'lost';
    }
  }

  private async settle(tx: Tx, { operation, holder, call }: BulkRun, { place }: LineToDo, outcome: () => Promise<Settled>): Promise<'taken' | 'settled' | 'lost'> {
    const taken = await this.lines.take(tx, call.site.id, holder, place);
    if (taken === 'taken') await this.lines.settle(tx, call.site.id, operation.id, { place, ...(await outcome()) });
    return taken;
  }

  private async act(tx: Tx, { operation, call }: BulkRun, line: LineToDo): Promise<Settled> {
    const now = { ...call, now: new Date() };
    return { outcome: 'succeeded', code: null, decisionId: operation.kind === 'reverse' ? await this.takeBack(tx, line, now) : await this.decide(tx, operation, line, now) };
  }

  private async decide(tx: Tx, operation: BulkOperationRow, { item_id: itemId, comment_id: commentId, version }: LineToDo, call: DeskCall): Promise<DecisionId> {
    const { action, reason_code: reasonCode, note, id: bulkOperationId } = operation;
    const request: DecisionRequest = { judgement: plainJudgement(action, reasonCode, note), readVersion: version, bulkOperationId };
    const { view } = itemId === null ? await this.decideComment.within(tx, commentId, request, call) : await this.decideItem.within(tx, itemId, request, call);
    return view.id as DecisionId;
  }

  private async takeBack(tx: Tx, { decision_id: id }: LineToDo, call: DeskCall): Promise<DecisionId> {
    const decision = id && (await this.decisions.find(tx, call.site.id, id));
    if (!decision) throw new Error('A line of a reversal without its decision');
    await this.reverse.within(tx, decision, call);
    return decision.id;
  }

  private refusal({ operation }: BulkRun, error: unknown): Settled {
    if (error instanceof Problem) return { outcome: SKIPPED.has(error.code) ? 'skipped' : 'failed', code: error.code, decisionId: null };
    this.log.error({ operation: operation.id, err: error instanceof Error ? { message: error.message, stack: error.stack } : { message: 'unknown' } }, 'a line of a bulk operation failed');
    return { outcome: 'failed', code: 'internal', decisionId: null };
  }
}
