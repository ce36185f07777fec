import type { Urgency, VerdictAction } from '../verdict';

const ACTIONS: readonly VerdictAction[] = ['publish', 'flag', 'hold', 'reject'];
const URGENCIES: readonly Urgency[] = ['low', 'normal', 'high', 'urgent'];

export function strictest(...actions: readonly VerdictAction[]): VerdictAction {
  return ACTIONS[Math.max(0, ...actions.map((action) => ACTIONS.indexOf(action)))] ?? 'publish';
}

export function isStricter(a: VerdictAction, b: VerdictAction): boolean {
  return ACTIONS.indexOf(a) > ACTIONS.indexOf(b);
}

/** The action, but no stricter than the limit. */
export function atMost(action: VerdictAction, limit: VerdictAction): VerdictAction {
  return isStricter(action, limit) ? limit : action;
}

export function mostUrgent(urgencies: readonly Urgency[]): Urgency {
  if (urgencies.length === 0) return 'normal';
  return URGENCIES[Math.max(...urgencies.map((urgency) => URGENCIES.indexOf(urgency)))] ?? 'normal';
}
