import type { DecisionAction } from '../domain/statuses';

export interface RecordChange {
  readonly approved: number;
  readonly rejected: number;
}

/**
 * How an author's record moves when the decision in force on one of their comments changes, null being none. A comment
 * counts once, as its last standing decision says, so that undo and change of mind cannot make the counts drift.
 */
export function recordChange(before: DecisionAction | null, after: DecisionAction | null): RecordChange {
  return { approved: Number(after === 'approve') - Number(before === 'approve'), rejected: Number(after === 'reject') - Number(before === 'reject') };
}
