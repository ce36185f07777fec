import type { CompiledRule, CompiledRuleSet } from '../../engine/decide/compiled-rule-set';
import { condition } from '../../engine/decide/condition';
import { decide } from '../../engine/decide/decide';
import { TRUE } from '../../engine/decide/truth';
import type { Facts, JudgedEvent, JudgedText } from '../../engine/facts';
import type { RuleSetDocument } from '../../engine/language/document';
import { referencedRules } from '../../engine/language/references';
import { TEXT_FIELD_NAMES } from '../../engine/match/text-fields';
import type { Hit, Verdict } from '../../engine/verdict';
import { compileInThread } from '../../evaluate/compile-for-judging';
import { type RuleSetDifference, ruleSubset } from './rule-set-difference';

/** Patterns share a budget of steps on a text: on a long one a rule could use up what another one had then. UTF-16 units. */
const LONG = 2_000;

interface UnderTest {
  /** All rules, as they are judged. */
  readonly ruleSet: CompiledRuleSet;
  /** With all lists written out. */
  readonly document: RuleSetDocument;
}

/**
 * The rules that differ between two sets, judged by themselves: most comments are told by them alone, and for the rest it is known from the stored
 * verdict what the other rules say.
 */
export class ChangedRules {
  /** Those that may fire where they did not; null when there are none. */
  private readonly asked: CompiledRuleSet | null;
  private readonly factless: Factless | null;
  /** All that differ, with their places among all rules; null where they cannot be judged apart. */
  private readonly apart: CompiledRuleSet | null;
  private readonly rules: ReadonlyMap<string, CompiledRule>;

  constructor({ ruleSet, document }: UnderTest, { touched, mayFire }: RuleSetDifference) {
    const asked = ruleSubset(document, mayFire);
    this.asked = asked.rules.length === 0 ? null : compileInThread(asked);
    this.factless = this.asked && factless(this.asked, asked);
    this.rules = new Map(ruleSet.rules.map((rule) => [rule.id, rule]));
    this.apart = apart(ruleSet, ruleSubset(document, touched));
  }

  /** Whether none of them fires or is in doubt on this text, whatever the facts. */
  areQuiet(text: JudgedText): boolean {
    if (this.asked === null) return true;
    return this.factless !== null && text.body.length <= LONG && saysNothing(this.factless.ruleSet, this.factless.facts, text);
  }

  /** The same with the facts of then. */
  areQuietWith(facts: Facts, text: JudgedText): boolean {
    return this.asked === null || (text.body.length <= LONG && saysNothing(this.asked, facts, text));
  }

  /**
   * The verdict of all rules: what did not differ says what it said then. Null where that cannot be told: a rule was in doubt, or rules name each other.
   * @param stored null for a plain verdict.
   */
  judge(facts: Facts, text: JudgedText, stored: Verdict | null): Verdict | null {
    const hits = stored?.hits ?? [];
    if (this.apart === null || text.body.length > LONG || (stored !== null && stored.errors.length > 0)) return null;
    const changed = this.apart.rules;
    const kept = new Map(hits.filter(({ rule }) => !changed.some(({ id }) => id === rule)).map((hit) => [hit.rule, hit]));
    const again = [...kept.values()].flatMap((hit) => this.firesAgain(hit));
    const rules = again.length === 0 ? changed : [...changed, ...again].sort((a, b) => a.index - b.index);
    const verdict = decide({ ...this.apart, rules }, facts, text);
    if (kept.size === 0) return verdict;
    return { ...verdict, hits: verdict.hits.map((hit) => seenThen(hit, kept.get(hit.rule))) };
  }

  /** The rule of a stored hit, firing as it did; none for one that is gone. */
  private firesAgain({ rule: id, score, reason }: Hit): readonly CompiledRule[] {
    const rule = this.rules.get(id);
    if (!rule) return [];
    return [{ ...rule, reason, condition: FIRES, stepsPerUnit: 0, patterns: [], effect: rule.effect.perHit ? { ...rule.effect, perHit: false, score } : rule.effect }];
  }
}

const FIRES = condition({ parts: undefined, cost: 0, test: () => TRUE, cheap: () => TRUE, collect: () => undefined });

function seenThen(hit: Hit, then: Hit | undefined): Hit {
  return then === undefined ? hit : { ...hit, spans: then.spans, facts: then.facts };
}

/** A rule that fires or cannot be judged shows in the verdict, whatever else stands in the facts. */
function saysNothing(ruleSet: CompiledRuleSet, facts: Facts, text: JudgedText): boolean {
  const { hits, errors } = decide(ruleSet, facts, text);
  return hits.length === 0 && errors.length === 0;
}

interface Factless {
  readonly ruleSet: CompiledRuleSet;
  readonly facts: Facts;
}

/** What is read off the comment itself; everything else a rule asks for is in the facts. */
const SEEN: ReadonlySet<string> = new Set(['body', 'title', ...TEXT_FIELD_NAMES]);
const NOBODY: CompiledRule['exempt'] = [];
const ANY_EVENT: ReadonlySet<JudgedEvent> = new Set(['create', 'edit', 'report', 'rescan']);

/**
 * Rules to be asked without facts: all facts are unknown, and every rule is for every comment. By three-valued logic a rule that then says no
 * says no whatever the facts are. Null where that does not hold: a rule that names another may fire because the other is not for this comment, and
 * entries of lists that end need the time.
 */
function factless(asked: CompiledRuleSet, document: RuleSetDocument): Factless | null {
  const { lists = [] } = document;
  if (nameEachOther(document) || lists.some(({ entries }) => entries.some((entry) => typeof entry !== 'string' && entry.expires_at !== undefined))) return null;
  const names = asked.rules.flatMap(({ asks, counters }) => [...asks, ...counters.map(({ id }) => id)]);
  const failed = [...new Set(names)].filter((name) => !SEEN.has(name));
  return {
    ruleSet: { ...asked, rules: asked.rules.map((rule) => ({ ...rule, events: ANY_EVENT, sites: undefined, exempt: NOBODY, sample: 100, expiresAt: Infinity })) },
    facts: { event: 'create', receivedAt: '1970-01-01T00:00:00.000Z', base: 'publish', fields: {}, failed, rates: {}, sampleBuckets: {} },
  };
}

/** Conditions that name rules know them by their place in a set: such a set cannot be taken apart. */
function apart(all: CompiledRuleSet, document: RuleSetDocument): CompiledRuleSet | null {
  if (nameEachOther(document)) return null;
  const { matcher, stepsPerUnit, rules } = compileInThread(document);
  const byId = new Map(all.rules.map((rule) => [rule.id, rule]));
  return {
    ...all, matcher, stepsPerUnit,
    rules: rules.map((rule) => ({ ...rule, index: byId.get(rule.id)?.index ?? rule.index, onError: byId.get(rule.id)?.onError ?? rule.onError })),
  };
}

function nameEachOther({ rules }: RuleSetDocument): boolean {
  return rules.some((rule) => referencedRules(rule).length > 0);
}
