import type { Facts, FactValue, JudgedText } from '../facts';
import type { Hit, RuleError } from '../verdict';
import { type CompiledRule, type CompiledRuleSet } from './compiled-rule-set';
import { breakages, cheaply, FAILED, presentTexts, type FieldSlot, type Judging } from './condition';
import { Evidence } from './evidence';
import { millisecondsOf } from './moment';
import { StepBudget } from './step-budget';
import { FALSE, TRUE, UNKNOWN, type Truth } from './truth';

/** A rule that fired, before stop, allow and human decisions are weighed. */
export interface Fired {
  readonly rule: CompiledRule;
  readonly hit: Omit<Hit, 'suppressedBy'>;
}

/** A rule whose condition could not be decided. */
export interface Undecided {
  readonly rule: CompiledRule;
  readonly detail: RuleError['detail'];
}

export interface JudgedRules {
  readonly fired: readonly Fired[];
  readonly undecided: readonly Undecided[];
  readonly evaluated: number;
}

type Result = { readonly value: Truth; readonly detail: string };
type Standing = { readonly roles: readonly string[]; readonly certain: boolean };

/** Evaluates the rules of one set on one comment; each condition at most once, whoever asks for it. */
export class RuleJudge implements Judging {
  readonly failed: ReadonlySet<string>;
  readonly now: number;
  readonly present: number;
  readonly reading;
  readonly number = ++judgings;
  readonly #results: (Result | undefined)[];
  /** By slot; undefined where the field was not read yet. */
  readonly #values: (FactValue | typeof FAILED | typeof MISSING | undefined)[] = [];
  readonly #braked: readonly string[];
  readonly #degraded: readonly string[];
  readonly #budget: StepBudget | undefined;
  #standing: Standing | undefined;
  /** Most rules exempt the same roles: the answer of the rule before, and for whom. */
  #exemptRoles: CompiledRule['exempt'] | undefined;
  #isExempt: Truth = FALSE;

  constructor(
    private readonly ruleSet: CompiledRuleSet,
    readonly facts: Facts,
    readonly text: JudgedText,
  ) {
    this.failed = facts.failed.length === 0 ? NOTHING_FAILED : new Set(facts.failed);
    this.now = millisecondsOf(facts.receivedAt);
    this.present = presentTexts(text);
    this.#results = new Array<Result | undefined>(ruleSet.rules.length).fill(undefined);
    this.#braked = facts.braked ?? NONE;
    this.#degraded = facts.degraded ?? NONE;
    this.reading = ruleSet.matcher.read(text);
    this.#budget = ruleSet.stepsPerUnit > 0 ? new StepBudget(ruleSet, text) : undefined;
  }

  /** The raw result of a rule that runs; false for one that does not (draft, paused, exempt, another event). */
  ruleFired(index: number): Truth {
    const rule = this.ruleSet.rules[index];
    return rule && this.runs(rule) ? this.#outcome(rule).value : FALSE;
  }

  all(): JudgedRules {
    const fired: Fired[] = [];
    const undecided: Undecided[] = [];
    let evaluated = 0;
    for (const rule of candidatesOf(this.ruleSet, this.facts.event)) {
      if (!this.#runsNow(rule)) continue;
      evaluated++;
      const { value, detail } = this.#outcome(rule);
      if (value === FALSE) continue;
      if (value === UNKNOWN) undecided.push({ rule, detail });
      else this.#fire(rule, fired, undecided);
    }
    return { fired, undecided, evaluated };
  }

  #fire(rule: CompiledRule, fired: Fired[], undecided: Undecided[]): void {
    try {
      fired.push({ rule, hit: this.#hit(rule) });
    } catch (error) {
      undecided.push({ rule, detail: broke(error) });
    }
  }

  valueOf(field: FieldSlot): FactValue | undefined | typeof FAILED {
    const known = this.#values[field.slot];
    if (known !== undefined) return known === MISSING ? undefined : known;
    const value = this.#read(field);
    // Only what nobody handed over is missing: a null of broken code stays what nobody can judge, for every condition that asks.
    this.#values[field.slot] = value === undefined ? MISSING : value;
    return value;
  }

  #read({ name, fromText }: FieldSlot): FactValue | undefined | typeof FAILED {
    if (this.failed.size > 0 && this.failed.has(name)) return FAILED;
    const supplied = this.facts.fields[name];
    return supplied !== undefined || !fromText ? supplied : this.reading.field(name);
  }

  /** Where nobody knows whether the rule is for this comment at all, one that would fire is undecided. */
  #outcome(rule: CompiledRule): Result {
    const result = this.result(rule);
    if (result.value !== TRUE) return result;
    const doubt = this.#doubt(rule);
    return doubt === undefined ? result : { value: UNKNOWN, detail: `Could not be computed: ${doubt}.` };
  }

  #doubt(rule: CompiledRule): string | undefined {
    if (this.#exempt(rule) === UNKNOWN) return 'whether the author is exempt';
    const site = this.facts.fields['site.id'];
    if (rule.sites && site !== undefined && typeof site !== 'string') return 'which site it is';
    const bucket = this.facts.sampleBuckets[rule.id];
    return rule.sample < 100 && bucket !== undefined && !isBucket(bucket) ? 'whether the author is in the sample' : undefined;
  }

  /** The raw result of the condition. A rule that throws is unknown, not false: an error must not publish a comment. */
  result(rule: CompiledRule): Result {
    const known = this.#results[rule.index];
    if (known) return known;
    const result = this.#degraded.includes(rule.id) ? this.#withoutRunning(rule, 'Not run: the rule broke too often.') : this.#tested(rule);
    this.#results[rule.index] = result;
    return result;
  }

  #tested(rule: CompiledRule): Result {
    try {
      if (this.#budget?.isOut(rule, this) === true) return this.#withoutRunning(rule, 'Not run: its patterns would take too many steps on this text.');
      const value = rule.condition.test(this);
      if (value === UNKNOWN) return { value, detail: this.#whatFailed(rule) };
      return value === TRUE ? YES : NO;
    } catch (error) {
      return { value: UNKNOWN, detail: broke(error) };
    }
  }

  /** A rule that is not run never fires; it is in doubt wherever what is cheap does not already say no (rules.md E7). */
  #withoutRunning(rule: CompiledRule, detail: string): Result {
    return cheaply(rule.condition, this) === FALSE ? NO : { value: UNKNOWN, detail };
  }

  /** Named from the rule, not from the path taken, so that the order of conditions does not show. */
  #whatFailed(rule: CompiledRule): string {
    const [broken] = breakages(rule.condition, this);
    if (broken !== undefined) return `The rule broke: ${broken}`;
    const asked = rule.asks.filter((name) => this.failed.has(name));
    return asked.length > 0 ? `Could not be computed: ${asked.join(', ')}.` : 'A value or another rule could not be judged.';
  }

  /** Whether a rule is judged at all (rules.md E1). */
  runs(rule: CompiledRule): boolean {
    return isCandidate(rule, this.facts.event) && this.#runsNow(rule);
  }

  #runsNow(rule: CompiledRule): boolean {
    if (this.now >= rule.expiresAt) return false;
    if (rule.sites && !this.#isOn(rule.sites)) return false;
    if (rule.sample < 100 && !this.#isInSample(rule)) return false;
    return this.#exempt(rule) !== TRUE;
  }

  #isOn(sites: ReadonlySet<string>): boolean {
    const site = this.facts.fields['site.id'];
    return typeof site !== 'string' || sites.has(site);
  }

  /** A bucket that nobody computed, or that is none, must not switch a rule off. */
  #isInSample({ id, sample }: CompiledRule): boolean {
    const bucket = this.facts.sampleBuckets[id];
    return !isBucket(bucket) || bucket < sample;
  }

  #exempt({ exempt }: CompiledRule): Truth {
    if (exempt.length === 0) return FALSE;
    if (exempt !== this.#exemptRoles) {
      this.#exemptRoles = exempt;
      this.#isExempt = this.#isOneOf(exempt);
    }
    return this.#isExempt;
  }

  #isOneOf(exempt: CompiledRule['exempt']): Truth {
    this.#standing ??= this.#readStanding();
    const { roles, certain } = this.#standing;
    for (const role of exempt) if (roles.includes(role)) return TRUE;
    return certain ? FALSE : UNKNOWN;
  }

  /** The author's kind counts as a role: staff are staff either way. */
  #readStanding(): Standing {
    const roles: string[] = [];
    let certain = true;
    for (const field of OF_STANDING) {
      const value = this.failed.has(field) ? FAILED : (this.facts.fields[field] ?? NONE);
      if (typeof value === 'string') roles.push(value);
      else if (Array.isArray(value) && value.every(isText)) roles.push(...value);
      else certain = false;
    }
    return { roles, certain };
  }

  /** Where a field failed there may be hits nobody saw: a penalty then counts them all, so that a fault never lowers a score. */
  #hits({ effect, asks }: CompiledRule, evidence: Evidence): number {
    const mayBeMore = effect.score > 0 && (evidence.isPartial || asks.some((name) => this.failed.has(name)));
    return mayBeMore ? effect.maxHits : Math.min(evidence.hits, effect.maxHits);
  }

  #hit(rule: CompiledRule): Fired['hit'] {
    const { effect } = rule;
    const evidence = new Evidence();
    rule.condition.collect(this, evidence);
    const braked = effect.action === 'reject' && this.#braked.includes(rule.id);
    const hit: Fired['hit'] = {
      rule: rule.id,
      mode: rule.mode === 'shadow' ? 'shadow' : 'active',
      action: braked ? 'hold' : effect.action,
      hard: effect.hard,
      reason: rule.reason.includes('{count}') ? rule.reason.replaceAll('{count}', String(evidence.count)) : rule.reason,
      policy: rule.policy,
      score: effect.perHit ? effect.score * this.#hits(rule, evidence) : effect.score,
      spans: evidence.spans(),
      facts: evidence.facts(),
    };
    return braked ? { ...hit, ...BRAKED } : hit;
  }
}

function isCandidate({ mode, events }: CompiledRule, event: Facts['event']): boolean {
  return (mode === 'active' || mode === 'shadow') && events.has(event);
}

const candidates = new WeakMap<CompiledRuleSet, Map<Facts['event'], readonly CompiledRule[]>>();

/** The rules that may run for an event, whatever the comment: told apart once for a rule set. */
function candidatesOf(ruleSet: CompiledRuleSet, event: Facts['event']): readonly CompiledRule[] {
  const known = candidates.get(ruleSet)?.get(event);
  if (known !== undefined) return known;
  const found = ruleSet.rules.filter((rule) => isCandidate(rule, event));
  const byEvent = candidates.get(ruleSet) ?? new Map<Facts['event'], readonly CompiledRule[]>();
  // Facts may name an event that there is not; what is kept must not grow with them.
  if (byEvent.size < MOST_EVENTS) byEvent.set(event, found);
  candidates.set(ruleSet, byEvent);
  return found;
}

function isBucket(value: number | undefined): value is number {
  return value !== undefined && value >= 0 && value < 100;
}

/** Judgings of this process so far. */
let judgings = 0;
const OF_STANDING = ['author.roles', 'author.kind'] as const;
const NONE: readonly string[] = [];
const isText = (value: unknown): value is string => typeof value === 'string';
const MISSING = Symbol('missing');
const NOTHING_FAILED: ReadonlySet<string> = new Set();
const MOST_EVENTS = 8;
const NO: Result = { value: FALSE, detail: '' };
const YES: Result = { value: TRUE, detail: '' };
const BRAKED = { braked: true } as const;

function broke(error: unknown): string {
  return `The rule broke: ${error instanceof Error ? error.message : 'unknown error'}`;
}
