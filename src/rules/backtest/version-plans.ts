import type { CompiledRuleSet } from '../../engine/decide/compiled-rule-set';
import { decide } from '../../engine/decide/decide';
import type { Needs } from '../../engine/decide/needs';
import type { Facts } from '../../engine/facts';
import { compileRuleSet } from '../../engine/language/compile';
import type { RuleSetDocument } from '../../engine/language/document';
import { JUDGING_VERSION } from '../../evaluate/judging-version';
import type { Verdict } from '../../engine/verdict';
import { compileInThread } from '../../evaluate/compile-for-judging';
import type { StoredJudgement } from '../../evaluate/stored-judgement';
import type { HistoryRow } from '../../store/history.store';
import { ruleSetDifference, ruleSubset } from './rule-set-difference';

/** How comments that one version judged are judged again. */
export interface VersionPlan {
  /** The rules under test. Those that ask for what that version did not gather do nothing where they cannot be judged. */
  readonly ruleSet: CompiledRuleSet;
  /** Rules that ask for what was not gathered. */
  readonly lackingRules: ReadonlySet<string>;
  /** The facts of then, with what is lacking marked as unknown: it is not missing, nobody looked. */
  factsFor(facts: Facts): Facts;
  /**
   * Whether the rules under test certainly come to the stored verdict, because what differs between the two sets had no say then and has
   * none now: most comments need not be judged by all rules again. Facts are read only if they matter.
   */
  isUntouched(judged: () => StoredJudgement, stored: Verdict | null): boolean;
}

export interface Candidate {
  /** Long lists may be named by hash, as they are in {@link VersionPlans.add}. */
  readonly document: RuleSetDocument;
  /** With all lists written out. */
  readonly full: RuleSetDocument;
  readonly compiled: CompiledRuleSet;
}

type Judged = Pick<HistoryRow, 'rule_set_version' | 'engine_version'>;

/** One plan for each version in the history. */
export class VersionPlans {
  private readonly plans = new Map<string, VersionPlan>();
  private readonly plain: VersionPlan;

  constructor(private readonly candidate: Candidate) {
    this.plain = { ruleSet: candidate.compiled, lackingRules: new Set(), factsFor: (facts) => facts, isUntouched: () => false };
  }

  knows(version: string): boolean {
    return this.plans.has(version);
  }

  /** @param document of that version; null when it is not there any more, which only costs time. */
  add(version: string, document: RuleSetDocument | null): void {
    const before = document === null ? null : withoutLists(document);
    this.plans.set(version, document === null || before === null ? this.plain : new Plan(this.candidate, document, before));
  }

  /** Another version of the engine may have found something else in the same text: then nothing is taken on trust. */
  of({ rule_set_version: version, engine_version: engine }: Judged): VersionPlan {
    const plan = this.plans.get(version) ?? this.plain;
    return engine === JUDGING_VERSION ? plan : { ...plan, factsFor: (facts) => plan.factsFor(facts), isUntouched: () => false };
  }
}

/** Beyond this part of the rules, judging some first would only add to judging all. */
const FEW = 0.5;
/** Patterns share a budget of steps on a text: on a long one a rule could use up what another one had then. UTF-16 units. */
const LONG = 2_000;

class Plan implements VersionPlan {
  readonly ruleSet: CompiledRuleSet;
  readonly lackingRules: ReadonlySet<string>;
  private readonly lacking: readonly string[];
  private readonly touched: ReadonlySet<string>;
  /** The rules that may fire where they did not; null when there is none. */
  private readonly newlyAsked: CompiledRuleSet | null;
  private readonly mayTrust: boolean;

  constructor({ document, full, compiled }: Candidate, then: RuleSetDocument, before: CompiledRuleSet) {
    this.lacking = lackingOf(compiled, before);
    this.lackingRules = new Set(compiled.rules.filter(({ asks }) => asks.some((name) => this.lacking.includes(name))).map(({ id }) => id));
    this.ruleSet = this.lackingRules.size === 0 ? compiled : { ...compiled, rules: compiled.rules.map((rule) => (this.lackingRules.has(rule.id) ? { ...rule, onError: 'ignore' } : rule)) };
    const { touched, mayFire } = ruleSetDifference(then, document);
    this.touched = touched;
    const asked = ruleSubset(full, mayFire);
    this.mayTrust = asked.rules.length <= full.rules.length * FEW;
    this.newlyAsked = this.mayTrust && asked.rules.length > 0 ? compileInThread(asked) : null;
  }

  factsFor(facts: Facts): Facts {
    const unknown = this.lacking.filter((name) => facts.fields[name] === undefined && facts.rates[name] === undefined && facts.duplicates?.[name] === undefined);
    return unknown.length === 0 ? facts : { ...facts, failed: [...facts.failed, ...unknown] };
  }

  isUntouched(judged: () => StoredJudgement, stored: Verdict | null): boolean {
    if (!this.mayTrust || stored?.primaryRule === 'engine_error') return false;
    if (stored !== null && [...stored.hits, ...stored.errors].some(({ rule }) => this.touched.has(rule))) return false;
    if (this.newlyAsked === null) return true;
    const { facts, text } = judged();
    if (text.body.length > LONG) return false;
    // A rule that fires or cannot be judged shows in the verdict, whatever else stands in the facts.
    const { hits, errors } = decide(this.newlyAsked, this.factsFor(facts), text);
    return hits.length === 0 && errors.length === 0;
  }
}

/** What a set asks for is in its rules, not in its lists. Null when this version of the engine cannot compile it any more. */
function withoutLists(document: RuleSetDocument): CompiledRuleSet | null {
  try {
    return compileRuleSet({ ...document, lists: (document.lists ?? []).map((list) => ({ ...list, entries: [] })) });
  } catch {
    return null;
  }
}

function lackingOf(candidate: CompiledRuleSet, before: CompiledRuleSet): string[] {
  const had = new Set(gathered(before));
  return gathered(candidate).filter((name) => !had.has(name));
}

/** The names under which the facts hold what a rule set asked for. */
function gathered({ counters, needs }: CompiledRuleSet): string[] {
  const groups: readonly (readonly [keyof Needs, readonly string[]])[] = [
    ['language', ['lang.code', 'lang.confidence', 'lang.expected']],
    ['labels', ['author.labels']],
    ['authorReputation', ['author.reputation']],
    ['domainReputation', ['links.reputation_min', 'links.new_domains']],
    ['addressLists', ['request.ip_lists']],
    ['reports', ['reports.count', 'reports.weight', 'reports.reasons']],
    ['surge', ['site.surge']],
    ['commentCount', ['article.comment_count']],
  ];
  return [
    ...counters.map(({ id }) => id),
    ...needs.nearDuplicates.map(({ id }) => id),
    ...needs.signals.map((name) => `signal.${name}`),
    ...groups.flatMap(([need, names]) => (needs[need] === true ? names : [])),
  ];
}
