import { Injectable } from '@nestjs/common';
import { problem } from '../domain/errors';
import type { DecisionId, ItemId } from '../domain/ids';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { metrics } from '../platform/metrics/metrics';
import { type DecisionView, type MadeDecisionView, toDecisionView } from './decision.view';
import type { DecisionRequest } from './decision.dto';
import { DecisionGate } from './decision-gate';
import { DecisionLocks } from './decision-locks';
import type { DeskCall } from './desk-call';
import type { Plain } from '../platform/http/plain';
import { Offers } from './authors/offers';
import { RecordDecision } from './record-decision';

export interface MadeDecision {
  readonly view: Plain<MadeDecisionView>;
  /** The answer to an earlier request with the same Idempotency-Key. */
  readonly isReplay: boolean;
}

/** A decision whose transaction has not ended yet. */
export interface DecisionWithin extends Pick<MadeDecision, 'isReplay'> {
  readonly view: Plain<DecisionView>;
}

@Injectable()
export class DecideItem {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly locks: DecisionLocks,
    private readonly gate: DecisionGate,
    private readonly recorder: RecordDecision,
    private readonly offers: Offers,
  ) {}

  /**
   * Decides an item in one transaction. The version it was read at is compared under the lock, so that of any number of
   * moderators exactly one decides; the others get `version_conflict`, `already_resolved` or `claimed_by_other` with who and what.
   */
  async execute(itemId: ItemId, request: DecisionRequest, call: DeskCall): Promise<MadeDecision> {
    const made = await this.unitOfWork.run((tx) => this.within(tx, itemId, request, call));
    if (!made.isReplay) metrics.decisions.inc({ action: made.view.action });
    return { ...made, view: { ...made.view, offer: await this.offers.after(call, made.view) } };
  }

  /** The same in the caller's transaction, which must hold no lock on authors, comments or items. */
  async within(tx: Tx, itemId: ItemId, request: DecisionRequest, call: DeskCall): Promise<DecisionWithin> {
    const locked = await this.locks.ofItem(tx, call.site.id, itemId);
    if (locked === null) throw problem('not_found');
    const id = newId<DecisionId>();
    const earlier = await this.gate.replayed(tx, call, request, { path: `review/items/${itemId}/decisions`, newId: id });
    if (earlier) return { view: toDecisionView(earlier), isReplay: true };
    const inForce = await this.gate.passItem(tx, call, locked, request);
    const row = await this.recorder.record(tx, call, locked, { ...request, id, inForce });
    return { view: toDecisionView(row), isReplay: false };
  }
}
