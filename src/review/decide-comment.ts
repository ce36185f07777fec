import { Injectable } from '@nestjs/common';
import { problem } from '../domain/errors';
import type { DecisionId, CommentId } from '../domain/ids';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { metrics } from '../platform/metrics/metrics';
import { toDecisionView } from './decision.view';
import type { DecisionRequest } from './decision.dto';
import type { DecisionWithin, MadeDecision } from './decide-item';
import { DecisionGate } from './decision-gate';
import { DecisionLocks } from './decision-locks';
import type { DeskCall } from './desk-call';
import { Offers } from './authors/offers';
import { RecordDecision } from './record-decision';

@Injectable()
export class DecideComment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly locks: DecisionLocks,
    private readonly gate: DecisionGate,
    private readonly recorder: RecordDecision,
    private readonly offers: Offers,
  ) {}

  /** A decision on any comment, whether it waits in a queue or not: `readVersion` is the comment's. An open item is resolved by it. */
  async execute(commentId: CommentId, request: DecisionRequest, call: DeskCall): Promise<MadeDecision> {
    const made = await this.unitOfWork.run((tx) => this.within(tx, commentId, request, call));
    if (!made.isReplay) metrics.decisions.inc({ action: made.view.action });
    return { ...made, view: { ...made.view, offer: await this.offers.after(call, made.view) } };
  }

  /** The same in the caller's transaction, which must hold no lock on authors, comments or items. */
  async within(tx: Tx, commentId: CommentId, request: DecisionRequest, call: DeskCall): Promise<DecisionWithin> {
    const locked = await this.locks.ofComment(tx, call.site.id, commentId);
    if (locked === null) throw problem('not_found');
    const id = newId<DecisionId>();
    const earlier = await this.gate.replayed(tx, call, request, { path: `comments/${commentId}/decisions`, newId: id });
    if (earlier) return { view: toDecisionView(earlier), isReplay: true };
    const inForce = await this.gate.passComment(tx, call, locked, request);
    const row = await this.recorder.record(tx, call, locked, { ...request, id, inForce });
    return { view: toDecisionView(row), isReplay: false };
  }
}
