import { type CompiledRule } from './compiled-rule-set';

/** What `stop` and `allow` do to the rules of one judging. Shadow rules suppress nothing but say what would become of them. */
export interface Suppression {
  /** Id of the rule that dropped this rule's effect; undefined if it keeps it. */
  by(rule: CompiledRule): string | undefined;
  /** Whether an undecided rule might have dropped it, had it been decided. */
  mightBe(rule: CompiledRule): boolean;
}

/**
 * Goes through the active rules in evaluation order. A rule after a `stop` has no effect, so it cannot allow; a rule
 * whose group was allowed before has none either, so it cannot stop: else an allowed rule would still publish what
 * later rules hold. An allow rule that was not stopped covers its groups wherever their rules stand.
 *
 * Undecided rules leave doubts, and a doubt must not make the verdict laxer: an allow that might have been stopped does
 * not allow, a stop that might have been allowed away does not stop.
 */
export function suppression(fired: readonly CompiledRule[], undecided: readonly CompiledRule[]): Suppression {
  if (!fired.some(maySuppress) && !undecided.some(maySuppress)) return NOTHING_SUPPRESSED;
  const walk = new Walk(new Set(undecided));
  const active = [...fired, ...undecided].filter(({ mode }) => mode === 'active').sort((a, b) => a.index - b.index);
  for (const rule of active) {
    if (walk.stopper) break;
    walk.meet(rule);
  }
  const { stopper, doubtfulStop, allowedBy, doubtfulGroups } = walk;
  return {
    by: (rule) => {
      if (rule.effect.hard) return undefined;
      if (stopper && rule.index > stopper.index) return stopper.id;
      return rule.effect.action === 'allow' ? undefined : allowedBy.get(rule.group);
    },
    mightBe: (rule) => !rule.effect.hard && (doubtfulGroups.has(rule.group) || (doubtfulStop !== undefined && rule.index > doubtfulStop.index)),
  };
}

const NOTHING_SUPPRESSED: Suppression = { by: () => undefined, mightBe: () => false };

function maySuppress({ mode, effect }: CompiledRule): boolean {
  return mode === 'active' && (effect.stop || effect.action === 'allow');
}

class Walk {
  readonly allowedBy = new Map<string, string>();
  /** Groups that an allow in doubt names. */
  readonly doubtfulGroups = new Set<string>();
  stopper: CompiledRule | undefined;
  doubtfulStop: CompiledRule | undefined;

  constructor(private readonly undecided: ReadonlySet<CompiledRule>) {}

  meet(rule: CompiledRule): void {
    const { action, allowGroups, stop } = rule.effect;
    if (action === 'allow') for (const group of allowGroups) this.#allow(group, rule);
    if (stop) this.#stop(rule);
  }

  #allow(group: string, rule: CompiledRule): void {
    if (this.undecided.has(rule) || this.doubtfulStop) this.doubtfulGroups.add(group);
    else if (!this.allowedBy.has(group)) this.allowedBy.set(group, rule.id);
  }

  #stop(rule: CompiledRule): void {
    if (!rule.effect.hard && this.allowedBy.has(rule.group)) return;
    const inDoubt = this.undecided.has(rule) || (!rule.effect.hard && this.doubtfulGroups.has(rule.group));
    if (inDoubt) this.doubtfulStop ??= rule;
    else this.stopper = rule;
  }
}
