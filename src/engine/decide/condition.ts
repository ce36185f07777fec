import type { Facts, FactValue, JudgedText } from '../facts';
import type { Reading, TextField } from '../match/matcher';
import { type Evidence } from './evidence';
import { FALSE, not, TRUE, UNKNOWN, type Truth } from './truth';

/** One judging under way: what conditions may look at. Nothing else is there, no clock, no input (rules.md E0). */
export interface Judging {
  /** Another for each judging of this process. */
  readonly number: number;
  readonly facts: Facts;
  readonly text: JudgedText;
  readonly reading: Reading;
  readonly failed: ReadonlySet<string>;
  /** `facts.receivedAt` in milliseconds. */
  readonly now: number;
  /** Which texts there are: the bits of {@link textBit}. */
  readonly present: number;
  /** The value of a field, read at most once. A fact supplied by the caller wins over what the engine reads off the text, so that examples can set any field. */
  valueOf(field: FieldSlot): FactValue | undefined | typeof FAILED;
  /** Raw result of the rule at this place of the set, before anything suppresses it. */
  ruleFired(index: number): Truth;
}

/** A field of the rule language, numbered so that one judging can note what it read. */
export interface FieldSlot {
  readonly name: string;
  /** Whether the engine reads it off the text unless the caller supplied it. */
  readonly fromText: boolean;
  readonly slot: number;
}

const slots = new Map<string, FieldSlot>();

/** The slot of a field: one for each name, however many rules ask it. The language has some hundred names, so this does not grow. */
export function slotOf(name: string, fromText: boolean): FieldSlot {
  const known = slots.get(name);
  if (known !== undefined) return known;
  const made: FieldSlot = { name, fromText, slot: slots.size };
  slots.set(name, made);
  return made;
}

const BITS: Readonly<Record<TextField, number>> = { body: 1, title: 2, 'parent.body': 4, 'author.name': 8, 'article.title': 16, 'request.user_agent': 32 };

/** The bit of a text in {@link Judging.present}. */
export function textBit(field: TextField): number {
  return BITS[field];
}

export function presentTexts({ body, title, parentBody, authorName, articleTitle, userAgent }: Partial<JudgedText>): number {
  return (body === undefined ? 0 : 1) | (title === undefined ? 0 : 2) | (parentBody === undefined ? 0 : 4) | (authorName === undefined ? 0 : 8) | (articleTitle === undefined ? 0 : 16) | (userAgent === undefined ? 0 : 32);
}

/** How a condition is made of its parts; a leaf has none. `other` are those that say themselves what becomes of their parts. */
export type ConditionKind = 'leaf' | 'all' | 'any' | 'other';

/** A compiled condition. Nothing of a comment stays in it, so one rule set judges many. */
export interface Condition {
  readonly kind: ConditionKind;
  /** What a test costs, roughly; cheap ones go first. */
  readonly cost: number;
  /** What it is made of; a leaf has none. */
  readonly parts?: readonly Condition[] | undefined;
  readonly test: (judging: Judging) => Truth;
  /**
   * What can be said without the parts that may break or take long (patterns): unknown stands for those. Asked of degraded
   * rules only, through {@link cheaply}.
   */
  readonly cheap: (judging: Judging) => Truth;
  /** Called when the condition is true: adds what made it true. */
  readonly collect: (judging: Judging, evidence: Evidence) => void;
  /** The judging that a leaf was last tested in, and what it came to: rules share what they ask alike. */
  lastJudging: number;
  lastTruth: Truth;
}

/**
 * A condition of one shape: callers meet hundreds of them at one place, and an engine that finds more than four shapes there looks up
 * every property by name.
 */
export function condition({ kind, parts, cost, test, cheap, collect }: ConditionParts): Condition {
  return { kind: kind ?? 'leaf', parts, cost, test, cheap, collect, lastJudging: 0, lastTruth: FALSE };
}

/** What {@link condition} is made from; without a kind it is a leaf. */
export type ConditionParts = Pick<Condition, 'parts' | 'cost' | 'test' | 'cheap' | 'collect'> & Partial<Pick<Condition, 'kind'>>;

/** The datum failed to compute, as against `undefined`: it is not there. */
export const FAILED = Symbol('failed');

/** A part that breaks is unknown, as a datum is that could not be computed: the others may still settle the whole. */
function tested(part: Condition, judging: Judging): Truth {
  try {
    return part.test(judging);
  } catch {
    return UNKNOWN;
  }
}

/** What a part of a condition comes to: a function and not a member, so that it is one piece of code whatever the rules look like. */
function valueOf(part: Condition, judging: Judging): Truth {
  switch (part.kind) {
    case 'leaf': return ofLeaf(part, judging);
    case 'all': return ofAll(part.parts ?? NO_PARTS, judging);
    case 'any': return ofAny(part.parts ?? NO_PARTS, judging);
    case 'other': return tested(part, judging);
  }
}

const NO_PARTS: readonly Condition[] = [];

function ofLeaf(leaf: Condition, judging: Judging): Truth {
  if (leaf.lastJudging === judging.number) return leaf.lastTruth;
  const value = tested(leaf, judging);
  leaf.lastJudging = judging.number;
  leaf.lastTruth = value;
  return value;
}

function ofAll(parts: readonly Condition[], judging: Judging): Truth {
  let result: Truth = TRUE;
  for (const part of parts) {
    const value = valueOf(part, judging);
    if (value === FALSE) return FALSE;
    if (value < result) result = value;
  }
  return result;
}

function ofAny(parts: readonly Condition[], judging: Judging): Truth {
  let result: Truth = FALSE;
  for (const part of parts) {
    const value = valueOf(part, judging);
    if (value === TRUE) return TRUE;
    if (value > result) result = value;
  }
  return result;
}

/** What the leaves say that break, sorted. Tests them all, whatever short cut a test takes, so that their order does not show. */
export function breakages(condition: Condition, judging: Judging): readonly string[] {
  if (condition.parts) return [...new Set(condition.parts.flatMap((part) => breakages(part, judging)))].sort();
  try {
    condition.test(judging);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : 'unknown error'];
  }
}

/** As {@link Condition.cheap}, of parts that may break. */
export function cheaply(condition: Condition, judging: Judging): Truth {
  try {
    return condition.cheap(judging);
  } catch {
    return UNKNOWN;
  }
}

const allCheap = (parts: readonly Condition[], judging: Judging): Truth => parts.reduce<Truth>((least, part) => Math.min(least, cheaply(part, judging)) as Truth, TRUE);
const anyCheap = (parts: readonly Condition[], judging: Judging): Truth => parts.reduce<Truth>((most, part) => Math.max(most, cheaply(part, judging)) as Truth, FALSE);

const byCost = (conditions: readonly Condition[]): readonly Condition[] => [...conditions].sort((a, b) => a.cost - b.cost);
const totalCost = (conditions: readonly Condition[]): number => conditions.reduce((sum, { cost }) => sum + cost, 0);

function collectTrue(parts: readonly Condition[], judging: Judging, evidence: Evidence): void {
  for (const part of parts) {
    const value = valueOf(part, judging);
    if (value === TRUE) part.collect(judging, evidence);
    if (value === UNKNOWN) evidence.addDoubt();
  }
}

export function allOf(conditions: readonly Condition[]): Condition {
  const [only, ...more] = conditions;
  if (only && more.length === 0) return only;
  const parts = byCost(conditions);
  return condition({
    kind: 'all',
    parts,
    cost: totalCost(parts),
    test: (judging) => ofAll(parts, judging),
    cheap: (judging) => allCheap(parts, judging),
    collect: (judging, evidence) => { collectTrue(parts, judging, evidence); },
  });
}

export function anyOf(conditions: readonly Condition[]): Condition {
  const [only, ...more] = conditions;
  if (only && more.length === 0) return only;
  const parts = byCost(conditions);
  return condition({
    kind: 'any',
    parts,
    cost: totalCost(parts),
    test: (judging) => ofAny(parts, judging),
    cheap: (judging) => anyCheap(parts, judging),
    collect: (judging, evidence) => { collectTrue(parts, judging, evidence); },
  });
}

/** Not any of them. What is absent leaves no evidence. */
export function noneOf(conditions: readonly Condition[]): Condition {
  const any = anyOf(conditions);
  return condition({ kind: 'other', parts: [any], cost: any.cost, test: (judging) => not(valueOf(any, judging)), cheap: (judging) => not(cheaply(any, judging)), collect: () => undefined });
}

/** True once n are true, false once n cannot be reached any more. */
export function atLeast(n: number, conditions: readonly Condition[]): Condition {
  const parts = byCost(conditions);
  return condition({
    kind: 'other',
    parts,
    cost: totalCost(parts),
    test: (judging) => {
      let certain = 0;
      let possible = parts.length;
      for (const part of parts) {
        const value = valueOf(part, judging);
        if (value === TRUE) certain += 1;
        if (value === FALSE) possible -= 1;
        if (certain >= n) return TRUE;
        if (possible < n) return FALSE;
      }
      return UNKNOWN;
    },
    cheap: (judging) => {
      const values = parts.map((part) => cheaply(part, judging));
      if (values.filter((value) => value === TRUE).length >= n) return TRUE;
      return values.filter((value) => value !== FALSE).length < n ? FALSE : UNKNOWN;
    },
    collect: (judging, evidence) => { collectTrue(parts, judging, evidence); },
  });
}

/** True when one of the rules at these places fires. */
export function oneOfRules(indexes: readonly number[], names: readonly string[]): Condition {
  const test = (judging: Judging): Truth => indexes.reduce<Truth>((best, index) => Math.max(best, judging.ruleFired(index)) as Truth, FALSE);
  const fired = (judging: Judging): string[] => names.filter((_, i) => judging.ruleFired(indexes[i] ?? -1) === TRUE);
  return condition({
    cost: 50,
    test,
    cheap: test,
    collect: (judging, evidence) => { evidence.addFact({ field: 'rule', value: fired(judging), op: 'fired' }); },
  });
}
