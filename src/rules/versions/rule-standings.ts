import type { RuleStanding } from '../workshop/check-task';

/** What the rules of a stored document may do. */
export function standingsOf(document: unknown): readonly RuleStanding[] {
  const { rules } = document as { readonly rules?: readonly { readonly id: string; readonly mode: string; readonly then: { readonly action?: string } }[] };
  return (rules ?? []).map(({ id, mode, then }) => ({ id, mode, action: then.action ?? 'none' }));
}
