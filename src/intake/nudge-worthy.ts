import type { NudgeMode } from '../domain/actor';
import type { Judgement } from '../evaluate/judge';
import type { Hit } from '../evaluate/explanation';

/** By the first part of a policy: what the law forbids is not a matter of better words, and nobody gets a hint how to say it. */
const ILLEGAL: ReadonlySet<string> = new Set(['illegal', 'hate', 'threat', 'violence', 'privacy', 'child-safety', 'terrorism']);

/** Whether other words could make this text another comment: a rule that is not hard stands against it, and nothing illegal does. */
export function isNudgeWorthy({ facts, verdict }: Pick<Judgement, 'facts' | 'verdict'>, mode: NudgeMode): boolean {
  const { action, primaryRule, hits } = verdict;
  // What the article or the author's standing asks for all the same is not about the words.
  if (mode === 'off' || action === facts.base) return false;
  if (action !== 'reject' && !(action === 'hold' && mode === 'held')) return false;
  const effective = hits.filter(hasEffect);
  return effective.some(({ rule }) => rule === primaryRule) && !effective.some(({ hard, policy }) => hard || ILLEGAL.has(policy.split('.')[0] ?? ''));
}

function hasEffect({ mode, action, suppressedBy }: Hit): boolean {
  return mode === 'active' && action !== 'allow' && suppressedBy === undefined;
}
