import type { RuleStats } from '../../api/rule-types';

/** As the service asks of a rule before it may reject by itself; a good measure for every other rule as well. */
export const ENOUGH_DECISIONS = 20;
export const ENOUGH_PRECISION = 0.9;

export function decisionsOn({ confirmed, overturned }: Pick<RuleStats, 'confirmed' | 'overturned'>): number {
  return confirmed + overturned;
}

/** Watched long enough in shadow, and surely right often enough. */
export function isReady(stats: Pick<RuleStats, 'mode' | 'confirmed' | 'overturned' | 'precision'>): boolean {
  return stats.mode === 'shadow' && decisionsOn(stats) >= ENOUGH_DECISIONS && stats.precision !== null && stats.precision.low >= ENOUGH_PRECISION;
}
