import type { Permission } from '../domain/permissions';
import { type CommentStatus, DECISION_ACTIONS, type ItemState } from '../domain/statuses';
import { transition } from '../domain/transitions';
import type { Hold } from './lease';

export const ITEM_ACTIONS = [...DECISION_ACTIONS, 'claim', 'takeover', 'release', 'skip'] as const;
export type ItemAction = (typeof ITEM_ACTIONS)[number];

export interface ActionContext {
  readonly state: ItemState;
  readonly status: CommentStatus;
  readonly hold: Hold;
  readonly permissions: ReadonlySet<Permission>;
  /** The author appeals against what this person decided: somebody else decides. */
  readonly isOwnAppeal?: boolean;
}

/** What this person may do with an item now. The desk shows these and no others; the server refuses the rest. */
export function allowedActions({ state, status, hold, permissions, isOwnAppeal = false }: ActionContext): ItemAction[] {
  if (state !== 'open' || !permissions.has('review.decide')) return [];
  const mayOverride = permissions.has('review.override');
  if (hold === 'other' && !mayOverride) return [];
  const decisions = DECISION_ACTIONS.filter((action) => !isOwnAppeal && transition(status, action) !== null);
  switch (hold) {
    case 'free':
      return [...decisions, 'claim', 'skip'];
    case 'mine':
      return [...decisions, 'release', 'skip'];
    case 'other':
      return [...decisions, 'takeover'];
  }
}
