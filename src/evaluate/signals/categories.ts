import type { DecisionAction } from '../../domain/statuses';

/** The signal that rules ask for as `signal.bayes_spam`. */
export const BAYES_SPAM = 'bayes_spam';

/** Policies whose rejections teach what spam is. */
const SPAM = new Set(['spam', 'scam']);

/**
 * The category whose words a decision teaches; null when it teaches none. Only what people let stand is an example of the
 * opposite: a comment rejected for an insult is neither spam nor an example of how people talk here.
 */
export function categoryOf(action: DecisionAction, reasonCode: string | null): typeof BAYES_SPAM | null {
  return action === 'approve' || isSpam(reasonCode) ? BAYES_SPAM : null;
}

/** Whether a rejection says something about what the comment links to. */
export function isSpam(reasonCode: string | null): boolean {
  return reasonCode !== null && SPAM.has(reasonCode.split('.')[0] ?? '');
}
