import type { Facts, JudgedText } from '../facts';
import type { Hit, Verdict, VerdictAction } from '../verdict';
import { type CompiledRule, type CompiledRuleSet } from './compiled-rule-set';
import { mergedEffects } from './effects';
import { RuleJudge, type Fired, type JudgedRules } from './judge-rules';
import { primaryReason, type Standing } from './primary-reason';
import { applyErrors } from './rule-errors';
import { scoreAction, sumScore, type Contribution, type Score } from './score';
import { atMost, strictest } from './strictness';
import { suppression } from './suppression';

/**
 * Judges one comment (rules.md 2.6). Pure: the same rule set, facts and text give the same verdict, in every process
 * and at every time. A rule that breaks is contained and recorded; anything else that throws is the caller's
 * `engine_error`, and the comment is held.
 */
export function decide(ruleSet: CompiledRuleSet, facts: Facts, text: JudgedText): Verdict {
  const judge = new RuleJudge(ruleSet, facts, text);
  refuseRubbish(judge.now, facts.base);
  const judged = judge.all();
  if (facts.base === 'publish' && !facts.decided && judged.fired.length === 0 && judged.undecided.length === 0) return nothingToSay(judged.evaluated);
  return weighed({ ruleSet, facts, judged });
}

/** What no rule could contain: without a time and a base there is no verdict, so the comment must not get one. */
function refuseRubbish(now: number, base: string): void {
  if (Number.isNaN(now)) throw new RangeError('The facts have no time of receipt.');
  if (base !== 'publish' && base !== 'hold' && base !== 'reject') throw new RangeError('The facts do not say what becomes of a comment without rules.');
}

const NONE: readonly never[] = [];

/** What {@link weighed} comes to for most comments: no rule fired, none is in doubt, no person and no article's mode has a say. */
function nothingToSay(evaluated: number): Verdict {
  return {
    action: 'publish', primaryRule: null, reason: null, policy: null, score: { total: 0, shadow: 0, groups: {} },
    queue: null, urgency: 'normal', tags: NONE, labels: NONE, notify: NONE, closeArticle: false, authorMessage: null,
    hits: NONE, errors: NONE, evaluated,
  };
}

function weighed({ ruleSet, facts, judged }: Pick<Weighing, 'ruleSet' | 'facts' | 'judged'>): Verdict {
  const suppressed = suppression(rulesOf(judged.fired), rulesOf(judged.undecided));
  const kept = judged.fired.filter(({ rule }) => suppressed.by(rule) === undefined);
  const contributing = kept.filter(({ rule }) => rule.mode === 'active');
  const contributions = contributing.map(({ rule, hit }) => ({ group: rule.group, score: certainScore(hit.score, suppressed.mightBe(rule)) }));
  const score = sumScore(contributions, ruleSet.groupCap);
  const standing = standingOf({ ruleSet, facts, judged, contributing, contributions, score, suppressed });
  const primary = primaryReason(standing);
  const shadow = kept.filter(({ rule }) => rule.mode === 'shadow').map(({ rule, hit }) => ({ group: rule.group, score: hit.score }));
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
  readonly contributions: readonly Contribution[];
  readonly score: Score;
  readonly suppressed: ReturnType<typeof suppression>;
}

/** Conflict resolution (rules.md E6.1-5). Suppression has spared the hard rules, so one "strictest" serves them and the others. */
function standingOf(weighing: Weighing): Standing {
  const { ruleSet, facts, judged, contributing, contributions, suppressed } = weighing;
  const byRules = strictest('publish', ...contributing.map(({ hit }) => actionOf(hit.action)));
  const byScore = scoreActionOf(weighing);
  const settled = strictest(ground(facts), byRules, byScore);
  const failures = applyErrors(judged.undecided, { ruleSet, suppressed, contributions, settled });
  const machine = strictest(byRules, byScore, failures.action);
  return { contributing, byScore, byErrors: failures.action, errors: failures.errors, facts, ...humanFirst(facts, machine) };
}

/** A score that rejects only with the points of a braked rule holds: the brake is on all that rule does. */
function scoreActionOf({ ruleSet: { thresholds, groupCap }, contributing, contributions, score }: Weighing): VerdictAction {
  const action = scoreAction(score.total, thresholds);
  if (action !== 'reject' || !contributing.some(({ hit }) => hit.braked)) return action;
  const unbraked = contributions.filter((_, i) => contributing[i]?.hit.braked !== true);
  return scoreAction(sumScore(unbraked, groupCap).total, thresholds) === 'reject' ? 'reject' : 'hold';
}

/** What the article alone makes of the comment; a person who approved this text has already answered for that. */
function ground({ base, decided }: Facts): VerdictAction {
  return decided?.action === 'approve' && !isChanged(decided) ? 'publish' : base;
}

/** A person's decision stands while the text does; a changed text is judged afresh, but never without a second look. */
function humanFirst(facts: Facts, machine: VerdictAction): Pick<Standing, 'final' | 'limit'> {
  const { decided } = facts;
  const afresh = strictest(ground(facts), machine);
  if (!decided) return { final: afresh, limit: 'reject' };
  if (decided.action === 'approve') {
    return isChanged(decided) ? { final: strictest(afresh, 'flag'), limit: 'reject' } : { final: atMost(afresh, 'flag'), limit: 'flag' };
  }
  return { final: decided.textChanged ? strictest(afresh, 'hold') : 'reject', limit: 'reject' };
}

/** Only a plain "no" spares the text from being judged afresh. */
function isChanged({ textChanged }: NonNullable<Facts['decided']>): boolean {
  return (textChanged as boolean | undefined) !== false;
}

function actionOf(action: Hit['action']): VerdictAction {
  return action === 'none' || action === 'allow' ? 'publish' : action;
}

function rulesOf(parts: readonly { readonly rule: CompiledRule }[]): CompiledRule[] {
  return parts.map(({ rule }) => rule);
}

/** A bonus that an undecided stop or allow might have dropped does not count: a fault must not lower the score. */
function certainScore(score: number, mightBeSuppressed: boolean): number {
  return mightBeSuppressed ? Math.max(0, score) : score;
}

function withSuppression({ hit }: Fired, by: string | undefined): Hit {
  return by === undefined ? hit : { ...hit, suppressedBy: by };
}
