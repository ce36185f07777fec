import type { Urgency, VerdictAction } from '../verdict';

const URGENCIES: readonly Urgency[] = ['low', 'normal', 'high', 'urgent'];

function strictnessOf(action: VerdictAction): number {
  if (action === 'publish') return 0;
  if (action === 'flag') return 1;
  return action === 'hold' ? 2 : 3;
}

export function strictest(...actions: readonly VerdictAction[]): VerdictAction {
  let most: VerdictAction = 'publish';
  for (const action of actions) if (isStricter(action, most)) most = action;
  return most;
}

export function isStricter(a: VerdictAction, b: VerdictAction): boolean {
  return strictnessOf(a) > strictnessOf(b);
}

/** The action, but no stricter than the limit. */
export function atMost(action: VerdictAction, limit: VerdictAction): VerdictAction {
  return isStricter(action, limit) ? limit : action;
}

export function mostUrgent(urgencies: readonly Urgency[]): Urgency {
  if (urgencies.length === 0) return 'normal';
  return URGENCIES[Math.max(...urgencies.map((urgency) => URGENCIES.indexOf(urgency)))] ?? 'normal';
}
