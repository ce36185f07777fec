import type { RuleSetDocument } from '../../engine/language/document';
import { type RuleStanding, standingOf } from '../workshop/check-task';

/** What the rules of a stored version may do. */
export function standingsOf(document: unknown): readonly RuleStanding[] {
  return ((document as Partial<RuleSetDocument>).rules ?? []).map(standingOf);
}
