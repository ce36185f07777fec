import type { CompiledRuleSet } from '../../engine/decide/compiled-rule-set';
import { decide } from '../../engine/decide/decide';
import type { Needs } from '../../engine/decide/needs';
import type { Facts } from '../../engine/facts';
import { compileRuleSet } from '../../engine/language/compile';
import type { RuleSetDocument } from '../../engine/language/document';
import { JUDGING_VERSION } from '../../evaluate/judging-version';
import type { Verdict } from '../../engine/verdict';
import type { StoredJudgement } from '../../evaluate/stored-judgement';
import type { HistoryLine } from '../../store/history.store';
import { ChangedRules } from './changed-rules';
import { type RuleSetDifference, ruleSetDifference, ruleSubset } from './rule-set-difference';
import type { VerdictGlance } from './verdict-glance';

/** How comments that one version judged are judged again. */
export interface VersionPlan {
  /** The rules under test. Those that ask for what that version did not gather do nothing where they cannot be judged. */
  readonly ruleSet: CompiledRuleSet;
  /** Rules that ask for what was not gathered. */
  readonly lackingRules: ReadonlySet<string>;
  /** The facts of then, with what is lacking marked as unknown: it is not missing, nobody looked. Rules that ask something else now are not degraded. */
  factsFor(facts: Facts): Facts;
  /**
   * Whether what differs between the two sets had no say in this verdict. If it has none now either ({@link isQuiet}, {@link isQuietWith}), the rules under
   * test certainly come to the same verdict, and most comments need not be judged by all rules again.
   */
  mayKeep(stored: VerdictGlance): boolean;
  /** Whether no rule that differs fires or is in doubt on this text, whatever the facts; asked first, because facts are dear to read. */
  isQuiet(text: SeenText): boolean;
  /** The same with the facts of then. */
  isQuietWith(judgement: StoredJudgement): boolean;
  /** The verdict of the rules under test, all of them judged. */
  judge(judgement: StoredJudgement): Verdict;
  /** The same, with what the stored verdict says of rules that do not differ; all are judged where that is not enough. @param verdict its JSON, null for a plain one. */
  judgeChanged(judgement: StoredJudgement, stored: VerdictGlance, verdict: string | null): Verdict;
}

/** What can be seen of a comment without its facts; the body null once it is erased. */
export type SeenText = Pick<HistoryLine, 'body' | 'format' | 'title'>;

export interface Candidate {
  /** Long lists may be named by hash, as they are in {@link VersionPlans.add}. */
  readonly document: RuleSetDocument;
  /** With all lists written out. */
  readonly full: RuleSetDocument;
  readonly compiled: CompiledRuleSet;
}

type Judged = Pick<HistoryLine, 'rule_set_version' | 'engine_version'>;

/** One plan for each version in the history. */
export class VersionPlans {
  private readonly plans = new Map<string, VersionPlan>();
  private readonly plain: VersionPlan;

  constructor(private readonly candidate: Candidate) {
    this.plain = untrusting(candidate.compiled, new Set(), (facts) => facts);
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
    return engine === JUDGING_VERSION || plan === this.plain ? plan : untrusting(plan.ruleSet, plan.lackingRules, (facts) => plan.factsFor(facts));
  }
}

/** A plan that judges everything by all rules. */
function untrusting(ruleSet: CompiledRuleSet, lackingRules: ReadonlySet<string>, factsFor: (facts: Facts) => Facts): VersionPlan {
  const judge = ({ facts, text }: StoredJudgement): Verdict => decide(ruleSet, factsFor(facts), text);
  return { ruleSet, lackingRules, factsFor, judge, judgeChanged: judge, mayKeep: () => false, isQuiet: () => false, isQuietWith: () => false };
}

/** Beyond this part of the rules, judging some first would only add to judging all. */
const FEW = 0.5;

class Plan implements VersionPlan {
  readonly ruleSet: CompiledRuleSet;
  readonly lackingRules: ReadonlySet<string>;
  private readonly lacking: readonly string[];
  private readonly difference: RuleSetDifference;
  /** Null when so much has changed that nothing is gained. */
  private readonly changed: ChangedRules | null;

  constructor({ document, full, compiled }: Candidate, then: RuleSetDocument, before: CompiledRuleSet) {
    this.lacking = lackingOf(compiled, before);
    this.lackingRules = new Set(compiled.rules.filter(({ asks }) => asks.some((name) => this.lacking.includes(name))).map(({ id }) => id));
    this.ruleSet = this.lackingRules.size === 0 ? compiled : { ...compiled, rules: compiled.rules.map((rule) => (this.lackingRules.has(rule.id) ? { ...rule, onError: 'ignore' } : rule)) };
    this.difference = ruleSetDifference(then, document);
    const isFew = ruleSubset(full, this.difference.mayFire).rules.length <= full.rules.length * FEW;
    this.changed = isFew ? new ChangedRules({ ruleSet: this.ruleSet, document: full }, this.difference) : null;
  }

  factsFor(facts: Facts): Facts {
    return this.withUnknown(this.withoutDegraded(facts));
  }

  mayKeep({ fired, doubted, isEngineError }: VerdictGlance): boolean {
    if (this.changed === null || isEngineError) return false;
    const { touched } = this.difference;
    for (const rule of fired) if (touched.has(rule)) return false;
    for (const rule of doubted) if (touched.has(rule)) return false;
    return true;
  }

  isQuiet({ body, format, title }: SeenText): boolean {
    if (this.changed === null || body === null || format === null) return false;
    return this.changed.areQuiet(title === null ? { body, format } : { body, format, title });
  }

  isQuietWith({ facts, text }: StoredJudgement): boolean {
    return this.changed?.areQuietWith(this.factsFor(facts), text) === true;
  }

  judge({ facts, text }: StoredJudgement): Verdict {
    return decide(this.ruleSet, this.factsFor(facts), text);
  }

  judgeChanged(judgement: StoredJudgement, { doubted, isEngineError }: VerdictGlance, verdict: string | null): Verdict {
    const isTold = this.changed !== null && doubted.length === 0 && !isEngineError;
    const told = isTold ? this.changed.judge(this.factsFor(judgement.facts), judgement.text, verdict === null ? null : (JSON.parse(verdict) as Verdict)) : null;
    return told ?? this.judge(judgement);
  }

  /** A rule that asks something else now is tried, though it was not run then because it broke too often. */
  private withoutDegraded(facts: Facts): Facts {
    if (facts.degraded === undefined) return facts;
    return { ...facts, degraded: facts.degraded.filter((rule) => !this.difference.mayFire.has(rule)) };
  }

  private withUnknown(facts: Facts): Facts {
    const unknown = this.lacking.filter((name) => facts.fields[name] === undefined && facts.rates[name] === undefined && facts.duplicates?.[name] === undefined);
    return unknown.length === 0 ? facts : { ...facts, failed: [...facts.failed, ...unknown] };
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
