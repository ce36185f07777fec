import { URGENCIES } from './statuses';

export type Urgency = (typeof URGENCIES)[number];

/** One rank of urgency outweighs any score. */
const RANK = 100_000;

/**
 * Where an item stands in its queue: higher is worse and comes first. Urgency decides, the score orders within it.
 * `scoreHundredths` is the verdict's total; a score below zero counts as none.
 */
export function priorityOf(urgency: Urgency, scoreHundredths: number): number {
  const score = Math.min(Math.max(Math.trunc(scoreHundredths), 0), RANK - 1);
  return URGENCIES.indexOf(urgency) * RANK + score;
}
