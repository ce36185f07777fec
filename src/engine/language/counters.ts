import type { CounterPlan } from '../decide/compiled-rule-set';
import type { DuplicateOperand, RateOperand } from './document';
import { durationSeconds } from './duration';

/** The counter a `rate` condition needs. */
export function rateCounter(operand: RateOperand): CounterPlan {
  return counter({ by: operand.by, window: operand.window, distinct: operand.distinct, of: operand.of ?? 'submitted' });
}

/**
 * Exact duplicates are counted by the hash of the text. With `distinct`, what counts is other authors (addresses,
 * articles): the judged comment's own is in the count and is taken out again, as is the comment itself without `distinct`.
 */
export function duplicateCounter(operand: DuplicateOperand): CounterPlan {
  const by = operand.against === 'same_author' ? ['author', 'text_hash'] : ['text_hash'];
  return counter({ by, window: operand.window, distinct: operand.distinct, of: operand.against === 'rejected' ? 'rejected' : 'submitted' });
}

function counter({ by, window, distinct, of }: { by: readonly string[]; window: string; distinct: string | undefined; of: CounterPlan['of'] }): CounterPlan {
  const sorted = [...by].sort();
  const windowSeconds = durationSeconds(window) ?? 0;
  const id = `${of}:${sorted.join('+')}:${String(windowSeconds)}s${distinct === undefined ? '' : `:distinct-${distinct}`}`;
  return distinct === undefined ? { id, by: sorted, windowSeconds, of } : { id, by: sorted, windowSeconds, distinct, of };
}
