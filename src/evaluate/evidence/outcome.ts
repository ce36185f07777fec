import type { Hit } from '../../engine/verdict';
import type { HitOutcome, Standing } from '../../store/rule-hit.store';

/**
 * What people say of a hit. Whoever rejects a comment confirms the rules that fired on it, whoever approves it overturns them; of a
 * rule that allows it is the other way round.
 */
export function outcomeOf(action: Hit['action'], { decided, waits }: Pick<Standing, 'decided' | 'waits'>): HitOutcome | null {
  if (decided === null) return waits ? 'pending' : null;
  return (decided === 'reject') === (action !== 'allow') ? 'confirmed' : 'overturned';
}
