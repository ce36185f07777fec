import { filledReason } from '../engine/decide/explain';
import type { Verdict } from '../engine/verdict';
import type { JudgedComment } from './judged-comment';

export { quote } from '../engine/decide/explain';
export type { Hit, Span, Verdict } from '../engine/verdict';

/** Why a person must look, in one sentence for the desk. */
export function reasonOf(verdict: Verdict, { text }: Pick<JudgedComment, 'text'>): string {
  const primary = verdict.hits.find(({ rule }) => rule === verdict.primaryRule);
  return filledReason(verdict.reason ?? 'A person must look', primary, text);
}
