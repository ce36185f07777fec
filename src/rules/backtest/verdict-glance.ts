import type { Verdict } from '../../engine/verdict';

/** What a stored verdict says of rules: all that most comments need of it. */
export interface VerdictGlance {
  /** Rules that fired, in order. */
  readonly fired: readonly string[];
  /** Rules that could not be judged. */
  readonly doubted: readonly string[];
  /** Judging itself failed, so that no rule had a say, and none fired. */
  readonly isEngineError: boolean;
}

const NONE: readonly string[] = [];
export const PLAIN: VerdictGlance = { fired: NONE, doubted: NONE, isEngineError: false };

const HITS = '"hits":[';
const ERRORS = '],"errors":[';
const RULE = '{"rule":"';

/**
 * Reads the names of rules off the JSON of a verdict without parsing it, many times faster. Within JSON no quote stands in a string without a
 * backslash before it, so `{"rule":"` can only begin a hit or an error, and `"hits":[` only be the key. What was written otherwise (with spaces, as releases before
 * the first migration of verdicts did) is parsed.
 */
export function glanceAt(verdict: string | null): VerdictGlance {
  if (verdict === null) return PLAIN;
  const hits = verdict.indexOf(HITS);
  const errors = hits < 0 ? -1 : verdict.indexOf(ERRORS, hits);
  if (errors < 0) return parsed(JSON.parse(verdict) as Verdict);
  const fired = rulesIn(verdict, hits, errors);
  return { fired, doubted: rulesIn(verdict, errors, verdict.length), isEngineError: fired.length === 0 && verdict.includes('"primaryRule":"engine_error"') };
}

function parsed({ hits, errors, primaryRule }: Verdict): VerdictGlance {
  return { fired: hits.map(({ rule }) => rule), doubted: errors.map(({ rule }) => rule), isEngineError: hits.length === 0 && primaryRule === 'engine_error' };
}

function rulesIn(verdict: string, from: number, to: number): readonly string[] {
  let at = verdict.indexOf(RULE, from);
  if (at < 0 || at >= to) return NONE;
  const rules: string[] = [];
  for (; at >= 0 && at < to; at = verdict.indexOf(RULE, at + RULE.length)) rules.push(verdict.slice(at + RULE.length, verdict.indexOf('"', at + RULE.length)));
  return rules;
}
