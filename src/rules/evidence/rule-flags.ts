import type { BrakeKind } from '../../store/rule-brake.store';
import type { RuleSince } from '../../store/rule-stats.store';
import type { RuleNumbers } from './rule-numbers';
import type { RuleFlag } from './rule-stats.view';

const DAY_MS = 86_400_000;
/** A rule without a hit for so long may have outlived its reason. */
export const DEAD_DAYS = 60;
/** Fewer decisions than these say nothing. */
const ENOUGH_REVIEWS = 10;
/** A rule whose precision is below this, as far as anybody can tell, costs more trust than it saves work. */
const NOISY_BELOW = 0.7;
const YOUNG_MS = DAY_MS;

export interface FlagFacts {
  readonly mode: string;
  readonly numbers: Pick<RuleNumbers, 'confirmed' | 'overturned' | 'precision'>;
  readonly since: RuleSince | undefined;
  readonly lastHit: Date | undefined;
  /** What is on for it. */
  readonly brakes: ReadonlySet<BrakeKind>;
  readonly now: Date;
}

/** What an admin should notice about a rule, by what is known of it. */
export function flagsOf({ mode, numbers, since, lastHit, brakes, now }: FlagFacts): RuleFlag[] {
  const flags: RuleFlag[] = [];
  const runs = mode === 'active' || mode === 'shadow';
  const age = since ? now.getTime() - since.mode_since.getTime() : 0;
  if (runs && !lastHit && age >= DEAD_DAYS * DAY_MS) flags.push('dead');
  if (isNoisy(numbers)) flags.push('noisy');
  if (brakes.has('young') || brakes.has('daily')) flags.push('braked');
  if (brakes.has('degraded')) flags.push('degraded');
  if (brakes.has('rate')) flags.push('alarm');
  if (runs && since && age < YOUNG_MS) flags.push('young');
  return flags;
}

/** Even the friendly end of the interval is low. */
export function isNoisy({ confirmed, overturned, precision }: FlagFacts['numbers']): boolean {
  return confirmed + overturned >= ENOUGH_REVIEWS && precision !== null && precision.high < NOISY_BELOW;
}
