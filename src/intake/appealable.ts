import { Injectable } from '@nestjs/common';
import type { CommentId, DecisionId, PersonId, SiteId } from '../domain/ids';
import type { CommentStatus } from '../domain/statuses';
import { transition } from '../domain/transitions';
import type { Queryable } from '../platform/database/statement';
import { type AppealRow, AppealStore } from '../store/appeal.store';
import { type DecisionRow, DecisionStore } from '../store/decision.store';

export interface AppealedComment {
  readonly id: CommentId;
  readonly status: CommentStatus;
  readonly revision: number;
}

/** What an appeal would be against, and why there can be none. */
export interface Appealable {
  readonly against: string;
  readonly decisionId: DecisionId | null;
  readonly decidedBy: PersonId | null;
  readonly policy: string | null;
  /** The appeal there is: against this, or still open. */
  readonly appeal: AppealRow | null;
  /** The decision was itself the answer to an appeal: that is final. */
  readonly isFinal: boolean;
}

/** Finds what an author can ask to be looked at again: the decision in force on the text as it is, or the verdict where nobody decided. */
@Injectable()
export class AppealableDecision {
  constructor(
    private readonly appeals: AppealStore,
    private readonly decisions: DecisionStore,
  ) {}

  /** Null while the comment is not rejected. */
  async of(on: Queryable, siteId: SiteId, comment: AppealedComment): Promise<Appealable | null> {
    if (transition(comment.status, 'appeal') === null) return null;
    const [appeals, inForce] = await Promise.all([this.appeals.ofComments(on, siteId, [comment.id]), this.decisions.latest(on, siteId, comment.id)]);
    const decision = rejects(inForce, comment) ? inForce : null;
    const against = decision?.id ?? (await this.appeals.evaluationOf(on, siteId, comment.id, comment.revision));
    if (against === null) return null;
    return {
      against,
      decisionId: decision?.id ?? null,
      decidedBy: decision?.decided_by ?? null,
      policy: decision?.reason_code ?? null,
      appeal: appeals.find((one) => one.state === 'open' || one.against === against) ?? null,
      isFinal: appeals.some((one) => one.resolution_id !== null && one.resolution_id === decision?.id),
    };
  }
}

/** Whether it is this decision that keeps the text as it is now from readers. */
function rejects(decision: DecisionRow | null, { revision }: AppealedComment): decision is DecisionRow {
  return decision?.action === 'reject' && decision.revision === revision;
}
