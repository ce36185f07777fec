import type { CompiledRule, CompiledRuleSet, CounterPlan, DuplicatePlan, Effect } from '../decide/compiled-rule-set';
import { addressLists, addressRange, type AddressEntry, type AddressLists } from '../decide/address-lists';
import { allOf, noneOf } from '../decide/condition';
import { needleSet } from '../match/needle-set';
import type { OrdinaryWords } from '../text/ordinary-words';
import { allAtOnce, type Steps } from '../steps';
import { compileCondition } from './compile-condition';
import { prepareText } from './compile-text';
import { CompileError, type Asked, type Compiling } from './compiling';
import { entryOf, type EffectDocument, type ExemptRole, type ListDocument, type RuleDocument, type RuleSetDocument, type TextOperand } from './document';
import { durationSeconds } from './duration';
import { needsOf } from './needs';

export type { CompiledRuleSet, CounterPlan } from '../decide/compiled-rule-set';

export interface CompileOptions {
  /** In points; a score alone does not reject unless `reject` is given. */
  readonly thresholds?: { readonly flag?: number; readonly hold?: number; readonly reject?: number | null };
  /** In points: what the rules of one group can take or add together. */
  readonly groupCap?: readonly [min: number, max: number];
  /** Ordinary folded words that a disguise must not be mistaken for; see the matcher. */
  readonly ordinaryWords?: OrdinaryWords | undefined;
}

/** One array for all rules that say nothing: whom it exempts is asked once for a comment. */
const STAFF: readonly ExemptRole[] = ['staff'];
/** Rules without a group share one. */
const NO_GROUP = 'ungrouped';
const MAX_PER_HIT = 20;

/**
 * Compiles a document that `checkRuleSet` has passed. Costly (the matcher's automaton): done once per version.
 * @throws CompileError or PatternError for a document that the check would have refused.
 */
export function compileRuleSet(document: RuleSetDocument, options: CompileOptions = {}): CompiledRuleSet {
  return allAtOnce(compileInSteps(document, options));
}

/** {@link compileRuleSet} with places to pause, for whoever has something else to do meanwhile. */
export function* compileInSteps(document: RuleSetDocument, options: CompileOptions = {}): Steps<CompiledRuleSet> {
  const ordered = [...document.rules].sort(byEvaluationOrder);
  const compiling: Compiling = {
    needles: needleSet({ ordinaryWords: options.ordinaryWords }),
    lists: new Map((document.lists ?? []).map((list) => [list.id, list])),
    places: new Map(ordered.map((rule, index) => [rule.id, index])),
    counters: new Map<string, CounterPlan>(),
    duplicates: new Map<string, DuplicatePlan>(),
    shared: new Map(),
    prepared: new Map(),
  };
  const drafts: Draft[] = [];
  for (const [index, rule] of ordered.entries()) {
    for (const operand of operandsWithLists([rule.when, rule.unless])) yield* prepareText(operand, compiling);
    drafts.push(compileRule(rule, index, compiling));
    yield;
  }
  const byId = new Map(drafts.map((draft) => [draft.rule.id, draft]));
  const rules = drafts.map((draft) => finished(draft, byId));
  const counters = [...compiling.counters.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    rules,
    matcher: yield* compiling.needles.compileInSteps(),
    stepsPerUnit: rules.reduce((sum, rule) => sum + rule.stepsPerUnit, 0),
    counters,
    needs: needsOf(rules, counters, [...compiling.duplicates.values()]),
    addressLists: addressListsOf(document.lists ?? []),
    fieldsUsed: [...new Set(drafts.flatMap(({ asked }) => [...asked.fields]))].sort(),
    sampled: rules.filter((rule) => rule.sample < 100).map((rule) => rule.id),
    thresholds: thresholdsOf(options),
    groupCap: [hundredths(options.groupCap?.[0] ?? -15), hundredths(options.groupCap?.[1] ?? 15)],
  };
}

/** The text operands of a rule's conditions that name lists: `lists` is a key of no other operand. */
function operandsWithLists(part: unknown): readonly TextOperand[] {
  if (typeof part !== 'object' || part === null) return [];
  const within = Object.values(part).flatMap(operandsWithLists);
  return 'lists' in part ? [part as TextOperand, ...within] : within;
}

/** Priority first, then id in byte order (ids are ASCII) (rules.md E3). */
function byEvaluationOrder(a: RuleDocument, b: RuleDocument): number {
  return (b.priority ?? 0) - (a.priority ?? 0) || (a.id < b.id ? -1 : 1);
}

interface Draft {
  readonly rule: Omit<CompiledRule, 'asks' | 'counters' | 'patterns' | 'stepsPerUnit'>;
  readonly asked: Asked;
}

function compileRule(rule: RuleDocument, index: number, compiling: Compiling): Draft {
  const asked: Asked = { fields: new Set(), counters: [], patterns: [], rules: new Set() };
  const when = compileCondition(rule.when, compiling, asked);
  const condition = rule.unless ? allOf([when, noneOf([compileCondition(rule.unless, compiling, asked)])]) : when;
  return {
    asked,
    rule: {
      index, condition,
      id: rule.id,
      mode: rule.mode,
      group: rule.group ?? NO_GROUP,
      policy: rule.policy ?? '',
      reason: rule.reason ?? rule.name,
      events: new Set(rule.on ?? ['create', 'edit']),
      sites: rule.sites && new Set(rule.sites),
      exempt: rule.exempt ?? STAFF,
      sample: rule.sample ?? 100,
      maxActionsPerDay: rule.max_actions_per_day ?? null,
      expiresAt: rule.expires_at === undefined ? Infinity : Date.parse(rule.expires_at),
      effect: effectOf(rule.then),
      onError: rule.on_error ?? null,
      examples: { match: rule.examples?.match ?? [], noMatch: rule.examples?.no_match ?? [] },
    },
  };
}

/** A rule asks what the rules it refers to ask. */
function finished({ rule, asked }: Draft, byId: ReadonlyMap<string, Draft>): CompiledRule {
  const reached = new Set<string>();
  const asks = new Set<string>();
  const counters = new Map(asked.counters.map((use) => [`${use.as} ${use.id}`, use]));
  const visit = (part: Asked, path: readonly string[]): void => {
    for (const field of part.fields) asks.add(field);
    for (const use of part.counters) {
      asks.add(use.id);
      counters.set(`${use.as} ${use.id}`, use);
    }
    for (const id of part.rules) {
      if (path.includes(id)) throw new CompileError(`The rule \`${id}\` refers to itself: ${[...path, id].join(' → ')}.`);
      const next = byId.get(id);
      if (!next || reached.has(id)) continue;
      visit(next.asked, [...path, id]);
      reached.add(id);
    }
  };
  visit(asked, [rule.id]);
  const stepsPerUnit = asked.patterns.reduce((sum, use) => sum + use.stepsPerUnit, 0);
  const { index, id, mode, group, policy, reason, events, sites, exempt, sample, expiresAt, maxActionsPerDay, condition, effect, onError, examples } = rule;
  // Written out, so that all rules have one shape: judging reads them for every comment.
  return { index, id, mode, group, policy, reason, events, sites, exempt, sample, expiresAt, maxActionsPerDay, condition, effect, onError, examples, asks: [...asks].sort(), counters: [...counters.values()], patterns: asked.patterns, stepsPerUnit };
}

function addressListsOf(lists: readonly ListDocument[]): AddressLists {
  const listed = lists.filter(({ kind }) => kind === 'ips');
  return addressLists(listed.flatMap(({ id, entries }) => entries.map(entryOf).flatMap(({ term, expires_at }): AddressEntry[] => {
    const range = addressRange(term);
    return range ? [{ list: id, range, until: expires_at === undefined ? Infinity : Date.parse(expires_at) }] : [];
  })));
}

function effectOf(then: EffectDocument): Effect {
  return {
    action: then.action ?? 'none',
    hard: then.hard ?? false,
    score: hundredths(then.score ?? 0),
    perHit: then.per_hit ?? false,
    maxHits: then.max_hits ?? MAX_PER_HIT,
    stop: then.stop ?? false,
    allowGroups: then.allow_groups ?? [],
    queue: then.queue ?? null,
    urgency: then.urgency ?? null,
    tags: then.tags ?? [],
    labels: (then.label ?? []).map(({ entity, add, ttl }) => {
      const ttlSeconds = ttl === undefined ? undefined : durationSeconds(ttl);
      return ttlSeconds === undefined ? { entity, add } : { entity, add, ttlSeconds };
    }),
    notify: then.notify ?? [],
    closeArticle: then.close_article ?? false,
    authorMessage: then.author_message ?? null,
  };
}

function thresholdsOf({ thresholds }: CompileOptions): CompiledRuleSet['thresholds'] {
  const reject = thresholds?.reject ?? null;
  return { flag: hundredths(thresholds?.flag ?? 3), hold: hundredths(thresholds?.hold ?? 5), reject: reject === null ? null : hundredths(reject) };
}

function hundredths(points: number): number {
  return Math.round(points * 100);
}
