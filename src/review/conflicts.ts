import { type Problem, problem } from '../domain/errors';
import type { ClaimMode } from '../domain/actor';
import type { CommentStatus, ItemState } from '../domain/statuses';
import type { DecisionRow } from '../store/decision.store';
import { holdOf, type Hold, type Lease } from './lease';
import type { PersonId } from '../domain/ids';

/** How things stand, for somebody whose picture of them is out of date. */
export interface CurrentState {
  readonly version: number;
  readonly state: ItemState | null;
  readonly status: CommentStatus;
}

interface Holder extends Lease {
  readonly claimed_by_name: string | null;
}

/** Who decided what, so that the second moderator is told instead of surprised. */
function told(current: CurrentState, decision: DecisionRow | null): Record<string, unknown> {
  return {
    current: { version: current.version, state: current.state, status: current.status },
    decision: decision && {
      id: decision.id,
      action: decision.action,
      decidedBy: { id: decision.decided_by, name: decision.decided_by_name },
      reasonCode: decision.reason_code,
      createdAt: decision.created_at.toISOString(),
    },
  };
}

/** 412: what was read is not what is there. */
export function versionConflict(current: CurrentState, decision: DecisionRow | null): Problem {
  return problem('version_conflict', { detail: 'This changed after you read it. Read it again before you decide.', extra: told(current, decision) });
}

/** 409: nothing waits for a decision any more. */
export function alreadyResolved(current: CurrentState, decision: DecisionRow | null): Problem {
  return problem('already_resolved', { extra: told(current, decision) });
}

/** 409: a later decision, edit, withdrawal or automatic hold stands on this one. */
export function superseded(current: CurrentState, decision: DecisionRow | null): Problem {
  return problem('superseded', { extra: told(current, decision) });
}

/** 409: somebody's lease runs. */
export function claimedByOther(item: Holder): Problem {
  return problem('claimed_by_other', { extra: { holder: { id: item.claimed_by, name: item.claimed_by_name }, expiresAt: item.claim_expires_at?.toISOString() ?? null } });
}

export interface Contested extends Holder {
  readonly version: number;
  readonly state: ItemState;
}

export interface Contender {
  readonly personId: PersonId;
  readonly mayOverride: boolean;
  /** What claims mean on this site. */
  readonly claims: ClaimMode;
  readonly now: Date;
}

/** The first thing that stands in the way of acting on an item, in the order of review.md 6.3. */
export type Obstacle = 'version_conflict' | 'already_resolved' | ClaimObstacle;
export type ClaimObstacle = 'claimed_by_other' | 'claim_required';

/** Version before state before lease: who read an old version learns that first, whatever else is in the way. */
export function obstacle(item: Contested, readVersion: number, contender: Contender): Obstacle | null {
  if (item.version !== readVersion) return 'version_conflict';
  if (item.state !== 'open') return 'already_resolved';
  return claimInTheWay(item, contender);
}

/** Whose claim keeps somebody from deciding, or that there is none where there must be one. */
export function claimInTheWay(item: Lease, { personId, mayOverride, claims, now }: Contender): ClaimObstacle | null {
  if (mayOverride || claims === 'off') return null;
  const hold: Hold = holdOf(item, personId, now);
  if (hold === 'other') return 'claimed_by_other';
  return hold === 'free' && claims === 'required' ? 'claim_required' : null;
}
