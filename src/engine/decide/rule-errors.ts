import type { RuleError, VerdictAction } from '../verdict';
import { type CompiledRule, type CompiledRuleSet } from './compiled-rule-set';
import { type Undecided } from './judge-rules';
import { scoreAction, sumScore, type Contribution } from './score';
import { isStricter, strictest } from './strictness';
import { type Suppression } from './suppression';

export interface ErrorContext {
  readonly ruleSet: CompiledRuleSet;
  readonly suppressed: Suppression;
  /** Contributions of the rules that fired. */
  readonly contributions: readonly Contribution[];
  /** The action without the errors. */
  readonly settled: VerdictAction;
}

export interface ErrorOutcome {
  readonly errors: readonly RuleError[];
  readonly action: VerdictAction;
}

const NO_ERRORS: ErrorOutcome = { errors: [], action: 'publish' };

/**
 * What becomes of rules that could not be decided (rules.md E7, decisions 17): a rule that could have made the action
 * stricter, by itself or by its score, applies its `on_error`; one that could not is only recorded. An undecided allow
 * does not allow.
 */
export function applyErrors(undecided: readonly Undecided[], context: ErrorContext): ErrorOutcome {
  if (undecided.length === 0) return NO_ERRORS;
  const open = undecided.filter(({ rule }) => rule.mode === 'active' && context.suppressed.by(rule) === undefined).map(({ rule }) => rule);
  const byScore = worstByScore(open, context);
  const errors = undecided.map(({ rule, detail }): RuleError => {
    const applied = open.includes(rule) ? onError(rule, byScore) : 'ignore';
    return { rule: rule.id, applied, detail };
  });
  return { errors, action: strictest('publish', ...errors.flatMap(({ applied }) => (applied === 'ignore' ? [] : [applied]))) };
}

/** The strictest action that the open rules' scores could lead to, where that is stricter than what stands. */
function worstByScore(open: readonly CompiledRule[], { ruleSet, contributions, settled }: ErrorContext): VerdictAction {
  const most = open.map((rule) => ({ group: rule.group, score: greatestScore(rule) }));
  const { total } = sumScore([...contributions, ...most], ruleSet.groupCap);
  const worst = scoreAction(total, ruleSet.thresholds);
  return isStricter(worst, settled) ? worst : 'publish';
}

function greatestScore({ effect }: CompiledRule): number {
  return Math.max(0, effect.perHit ? effect.score * effect.maxHits : effect.score);
}

function onError(rule: CompiledRule, byScore: VerdictAction): RuleError['applied'] {
  const { action } = rule.effect;
  const itself = action === 'none' || action === 'allow' ? 'publish' : action;
  const could = strictest(itself, greatestScore(rule) > 0 ? byScore : 'publish');
  if (could === 'publish') return 'ignore';
  return rule.onError ?? (could === 'flag' ? 'flag' : 'hold');
}
