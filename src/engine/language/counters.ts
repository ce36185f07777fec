import type { CounterPlan, DuplicatePlan } from '../decide/compiled-rule-set';
import type { DuplicateOperand, RateOperand } from './document';
import { durationSeconds } from './duration';

/** The counter a `rate` condition needs. */
export function rateCounter(operand: RateOperand): CounterPlan {
  return counter({ by: operand.by, window: operand.window, distinct: operand.distinct, of: operand.of ?? 'submitted' });
}

const DEFAULT_SIMILARITY = 0.6;
/** Too little to compare below: two short remarks are alike by chance. */
export const SHORTEST_NEAR_DUPLICATE = 40;

/** Whether equal texts are meant, which a counter by the hash of the text counts exactly, also those sent at once. */
export function isExact({ similarity, against }: DuplicateOperand): boolean {
  return similarity === 1 && against !== 'article_text';
}

/**
 * Exact duplicates are counted by the hash of the text. With `distinct`, what counts is other authors (addresses,
 * articles): the judged comment's own is in the count and is taken out again, as is the comment itself without `distinct`.
 */
export function duplicateCounter(operand: DuplicateOperand): CounterPlan {
  const by = operand.against === 'same_author' ? ['author', 'text_hash'] : ['text_hash'];
  return counter({ by, window: operand.window, distinct: operand.distinct, of: operand.against === 'rejected' ? 'rejected' : 'submitted' });
}

/** What a `duplicate` condition below similarity 1, or against the article, has looked up. */
export function duplicatePlan(operand: DuplicateOperand): DuplicatePlan {
  const { similarity = DEFAULT_SIMILARITY, against = 'recent', distinct } = operand;
  const windowSeconds = durationSeconds(operand.window) ?? 0;
  const minLength = Math.max(SHORTEST_NEAR_DUPLICATE, operand.min_length ?? 0);
  const id = `near:${against}:${String(similarity)}:${String(windowSeconds)}s:from-${String(minLength)}${distinct === undefined ? '' : `:distinct-${distinct}`}`;
  const plan = { id, similarity, windowSeconds, against, minLength };
  return distinct === undefined ? plan : { ...plan, distinct };
}

function counter({ by, window, distinct, of }: { by: readonly string[]; window: string; distinct: string | undefined; of: CounterPlan['of'] }): CounterPlan {
  const sorted = [...by].sort();
  const windowSeconds = durationSeconds(window) ?? 0;
  const id = `${of}:${sorted.join('+')}:${String(windowSeconds)}s${distinct === undefined ? '' : `:distinct-${distinct}`}`;
  return distinct === undefined ? { id, by: sorted, windowSeconds, of } : { id, by: sorted, windowSeconds, distinct, of };
}
