import type { CommentStatus } from './statuses';

/** Everything that can happen to a comment after it exists (decisions.md, "Status of a comment and its review item"). */
export type CommentChange = 'approve' | 'reject' | 'report' | 'auto_hold' | 'appeal' | 'edit' | 'withdraw';

export type VerdictAction = 'publish' | 'flag' | 'hold' | 'reject';

/** What becomes of the open review item: `opens` makes one or joins the open one, `resolves` ends it, `stays` leaves it. */
export type ItemEffect = 'opens' | 'resolves' | 'stays';

export interface Transition {
  readonly to: CommentStatus;
  readonly item: ItemEffect;
}

const FINAL: Transition = { to: 'withdrawn', item: 'stays' };

/** Every pair is listed: what is null here is a typed error there, never a silent change. */
const TABLE: Readonly<Record<CommentStatus, Readonly<Record<Exclude<CommentChange, 'edit'>, Transition | null>>>> = {
  held: {
    approve: { to: 'published', item: 'resolves' },
    reject: { to: 'rejected', item: 'resolves' },
    report: { to: 'held', item: 'opens' },
    auto_hold: null,
    appeal: null,
    withdraw: { to: 'withdrawn', item: 'resolves' },
  },
  published: {
    approve: { to: 'published', item: 'resolves' },
    reject: { to: 'rejected', item: 'resolves' },
    report: { to: 'published', item: 'opens' },
    auto_hold: { to: 'held', item: 'opens' },
    appeal: null,
    withdraw: { to: 'withdrawn', item: 'resolves' },
  },
  rejected: {
    approve: { to: 'published', item: 'resolves' },
    reject: { to: 'rejected', item: 'resolves' },
    report: null,
    auto_hold: null,
    appeal: { to: 'rejected', item: 'opens' },
    withdraw: { to: 'withdrawn', item: 'resolves' },
  },
  withdrawn: { approve: null, reject: null, report: null, auto_hold: null, appeal: null, withdraw: FINAL },
};

/** The status and item effect of a change, or null when this change is not possible in this status. */
export function transition(from: CommentStatus, change: Exclude<CommentChange, 'edit'>): Transition | null {
  return TABLE[from][change];
}

/** What a verdict on a new comment makes of it. */
export function statusOfVerdict(action: VerdictAction): Transition {
  switch (action) {
    case 'publish':
      return { to: 'published', item: 'stays' };
    case 'flag':
      return { to: 'published', item: 'opens' };
    case 'hold':
      return { to: 'held', item: 'opens' };
    case 'reject':
      return { to: 'rejected', item: 'stays' };
  }
}

/**
 * What a verdict on an edited text makes of a comment: a published one is judged afresh, a held or rejected one is
 * at least held, so that nobody edits their way around a moderator. Null: a withdrawn comment cannot be edited.
 */
export function statusAfterEdit(from: CommentStatus, action: VerdictAction): Transition | null {
  if (from === 'withdrawn') return null;
  if (from === 'published') return statusOfVerdict(action);
  return action === 'reject' ? { to: 'rejected', item: 'opens' } : { to: 'held', item: 'opens' };
}
