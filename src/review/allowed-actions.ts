import type { Permission } from '../domain/permissions';
import { type CommentStatus, DECISION_ACTIONS, type ItemState } from '../domain/statuses';
import { transition } from '../domain/transitions';
import type { Hold } from './lease';

export const ITEM_ACTIONS = [...DECISION_ACTIONS, 'claim', 'takeover', 'release', 'skip', 'escalate', 'move', 'snooze', 'note', 'tag'] as const;
export type ItemAction = (typeof ITEM_ACTIONS)[number];

export interface ActionContext {
  readonly state: ItemState;
  readonly status: CommentStatus;
  readonly hold: Hold;
  readonly permissions: ReadonlySet<Permission>;
  /** The author appeals against what this person decided: somebody else decides. */
  readonly isOwnAppeal?: boolean;
  /** False where claims bind nobody. */
  readonly claimsBind?: boolean;
  /** What the item's queue hides from everybody. */
  readonly hidden?: ReadonlySet<string>;
}

/** Beside an item, whoever holds it and however it was decided. */
const BESIDE: readonly ItemAction[] = ['note', 'tag'];
/** Of an open item, where it waits and when. */
const WORKFLOW: readonly ItemAction[] = ['escalate', 'move', 'snooze'];

/** What this person may do with an item now. The desk shows these and no others; the server refuses the rest. */
export function allowedActions(context: ActionContext): ItemAction[] {
  if (!context.permissions.has('review.decide')) return [];
  const actions = [...(context.state === 'open' ? actionsOn(context) : []), ...BESIDE];
  return actions.filter((action) => context.hidden?.has(action) !== true);
}

function actionsOn({ status, hold, permissions, isOwnAppeal = false, claimsBind = true }: ActionContext): ItemAction[] {
  const mayTakeOver = permissions.has('review.override');
  if (hold === 'other' && claimsBind && !mayTakeOver) return [];
  const decisions = DECISION_ACTIONS.filter((action) => !isOwnAppeal && transition(status, action) !== null);
  switch (hold) {
    case 'free':
      return [...decisions, 'claim', 'skip', ...WORKFLOW];
    case 'mine':
      return [...decisions, 'release', 'skip', ...WORKFLOW];
    case 'other':
      return [...decisions, ...(mayTakeOver ? (['takeover'] as const) : []), ...WORKFLOW];
  }
}
