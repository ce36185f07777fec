import type { Facts, JudgedText } from '../facts';
import type { Hit, Verdict, VerdictAction } from '../verdict';
import { type CompiledRuleSet } from './compiled-rule-set';
import { mergedEffects } from './effects';
import { RuleJudge, type Fired, type JudgedRules } from './judge-rules';
import { primaryReason, type Standing } from './primary-reason';
import { applyErrors } from './rule-errors';
import { scoreAction, sumScore } from './score';
import { atMost, strictest } from './strictness';
import { suppression } from './suppression';

/**
 * Judges one comment (rules.md 2.6). Pure: the same rule set, facts and text give the same verdict, in every process
 * and at every time. A rule that breaks is contained and recorded; anything else that throws is the caller's
 * `engine_error`, and the comment is held.
 */
export function decide(ruleSet: CompiledRuleSet, facts: Facts, text: JudgedText): Verdict {
  const judged = new RuleJudge(ruleSet, facts, text).all();
  const suppressed = suppression(judged.fired);
  const kept = judged.fired.filter(({ rule }) => suppressed.by(rule) === undefined);
  const contributing = kept.filter(({ rule }) => rule.mode === 'active');
  const score = sumScore(contributing.map(contribution), ruleSet.groupCap);
  const standing = standingOf({ ruleSet, facts, judged, contributing, total: score.total, suppressed });
  const primary = primaryReason(standing);
  const shadow = kept.filter(({ rule }) => rule.mode === 'shadow').map(contribution);
  return {
    action: standing.final,
    primaryRule: primary.rule,
    reason: primary.reason,
    policy: primary.policy,
    score: { total: score.total, shadow: sumScore(shadow, ruleSet.groupCap).total, groups: score.groups },
    ...mergedEffects(contributing, primary),
    hits: judged.fired.map((fired) => withSuppression(fired, suppressed.by(fired.rule))),
    errors: standing.errors,
    evaluated: judged.evaluated,
  };
}

interface Weighing {
  readonly ruleSet: CompiledRuleSet;
  readonly facts: Facts;
  readonly judged: JudgedRules;
  readonly contributing: readonly Fired[];
  readonly total: number;
  readonly suppressed: ReturnType<typeof suppression>;
}

/** Conflict resolution (rules.md E6.1-5). Suppression has spared the hard rules, so one "strictest" serves them and the others. */
function standingOf({ ruleSet, facts, judged, contributing, total, suppressed }: Weighing): Standing {
  const byRules = strictest('publish', ...contributing.map(({ hit }) => actionOf(hit.action)));
  const byScore = scoreAction(total, ruleSet.thresholds);
  const settled = strictest(facts.base, byRules, byScore);
  const contributions = contributing.map(contribution);
  const failures = applyErrors(judged.undecided, { ruleSet, suppressed, contributions, settled });
  const machine = strictest(byRules, byScore, failures.action);
  return { contributing, byScore, byErrors: failures.action, errors: failures.errors, facts, ...humanFirst(facts, machine) };
}

/** A person's decision stands while the text does; a changed text is judged afresh, but never without a second look. */
function humanFirst({ base, decided }: Facts, machine: VerdictAction): Pick<Standing, 'final' | 'limit'> {
  const afresh = strictest(base, machine);
  if (!decided) return { final: afresh, limit: 'reject' };
  if (decided.action === 'approve') {
    return decided.textChanged ? { final: strictest(afresh, 'flag'), limit: 'reject' } : { final: atMost(machine, 'flag'), limit: 'flag' };
  }
  return { final: decided.textChanged ? strictest(afresh, 'hold') : 'reject', limit: 'reject' };
}

function actionOf(action: Hit['action']): VerdictAction {
  return action === 'none' || action === 'allow' ? 'publish' : action;
}

function contribution({ rule, hit }: Fired): { group: string; score: number } {
  return { group: rule.group, score: hit.score };
}

function withSuppression({ hit }: Fired, by: string | undefined): Hit {
  return by === undefined ? hit : { ...hit, suppressedBy: by };
}
