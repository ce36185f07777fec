import type { VerdictAction } from '../verdict';
import { type CompiledRuleSet } from './compiled-rule-set';

export interface Contribution {
  readonly group: string;
  /** Hundredths of a point. */
  readonly score: number;
}

export interface Score {
  readonly total: number;
  readonly groups: Readonly<Record<string, number>>;
}

const NOTHING: Score = { total: 0, groups: {} };

/** Each group is summed and capped, then the groups are added (rules.md E5). Integers, so the order does not matter. */
export function sumScore(contributions: readonly Contribution[], [min, max]: CompiledRuleSet['groupCap']): Score {
  const [only, ...others] = contributions;
  if (only === undefined || (only.score === 0 && others.length === 0)) return NOTHING;
  if (others.length === 0) return ofOneGroup(only.group, Math.min(max, Math.max(min, only.score)));
  const sums = new Map<string, number>();
  for (const { group, score } of contributions) sums.set(group, (sums.get(group) ?? 0) + score);
  const capped = [...sums].filter(([, sum]) => sum !== 0).map(([group, sum]) => [group, Math.min(max, Math.max(min, sum))] as const);
  capped.sort(([a], [b]) => (a < b ? -1 : 1));
  return { total: capped.reduce((total, [, sum]) => total + sum, 0), groups: Object.fromEntries(capped) };
}

function ofOneGroup(group: string, total: number): Score {
  // Not a literal with a computed key, for which an engine makes a shape anew each time.
  const groups: Record<string, number> = {};
  groups[group] = total;
  return { total, groups };
}

/** What a score alone asks for. Where rejecting by score is off, the highest it can do is hold. */
export function scoreAction(total: number, { flag, hold, reject }: CompiledRuleSet['thresholds']): VerdictAction {
  if (reject !== null && total >= reject) return 'reject';
  if (total >= hold) return 'hold';
  return total >= flag ? 'flag' : 'publish';
}
