import { type CompiledRule } from './compiled-rule-set';
import { type Fired } from './judge-rules';

/** What `stop` and `allow` do to the rules of one judging. Shadow rules suppress nothing but say what would become of them. */
export interface Suppression {
  /** Id of the rule that dropped this rule's effect; undefined if it keeps it. */
  by(rule: CompiledRule): string | undefined;
}

/**
 * Goes through the active rules that fired in evaluation order. A rule after a `stop` has no effect, so it cannot allow;
 * a rule whose group was allowed before has none either, so it cannot stop: else an allowed rule would still publish
 * what later rules hold. An allow rule that was not stopped covers its groups wherever their rules stand.
 */
export function suppression(fired: readonly Fired[]): Suppression {
  const allowedBy = new Map<string, string>();
  let stopper: CompiledRule | undefined;
  for (const { rule } of fired) {
    if (rule.mode !== 'active') continue;
    const { effect } = rule;
    if (stopper) break;
    if (effect.action === 'allow') for (const group of effect.allowGroups) if (!allowedBy.has(group)) allowedBy.set(group, rule.id);
    if (effect.stop && (effect.hard || !allowedBy.has(rule.group))) stopper = rule;
  }
  return {
    by: (rule) => {
      if (rule.effect.hard) return undefined;
      if (stopper && rule.index > stopper.index) return stopper.id;
      return rule.effect.action === 'allow' ? undefined : allowedBy.get(rule.group);
    },
  };
}
