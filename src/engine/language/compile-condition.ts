import { allOf, anyOf, atLeast, noneOf, oneOfRules, type Condition } from '../decide/condition';
import { counterCondition } from '../decide/counter-condition';
import { booleanCondition, enumCondition, numberCondition, type AskedField, type Comparisons } from '../decide/field-conditions';
import type { CounterPlan } from '../decide/compiled-rule-set';
import { compileSet } from './compile-set';
import { compileText } from './compile-text';
import { CompileError, type Asked, type Compiling } from './compiling';
import { duplicateCounter, duplicatePlan, isExact, rateCounter } from './counters';
import { durationSeconds } from './duration';
import { fieldNamed, type Field } from './fields';
import {
  many, type AtLeastOperand, type BooleanOperand, type ConditionDocument, type DuplicateOperand, type DurationOperand, type EnumOperand,
  type NumberOperand, type OneOrMany, type RateOperand, type SetOperand, type TextOperand,
} from './document';

/** Compiles a condition that the schema and the check have passed. What the rule asks is noted in `asked`. */
export function compileCondition(condition: ConditionDocument, compiling: Compiling, asked: Asked): Condition {
  return allOf(Object.entries(condition).map(([key, operand]) => compileKey({ key, operand, compiling, asked })));
}

interface Key {
  readonly key: string;
  readonly operand: unknown;
  readonly compiling: Compiling;
  readonly asked: Asked;
}

function compileKey(entry: Key): Condition {
  const { key, operand, compiling, asked } = entry;
  const each = (parts: unknown): Condition[] => (parts as readonly ConditionDocument[]).map((part) => compileCondition(part, compiling, asked));
  switch (key) {
    case 'all': return allOf(each(operand));
    case 'any': return anyOf(each(operand));
    case 'none': return noneOf(each(operand));
    case 'at_least': return atLeast((operand as AtLeastOperand).n, each((operand as AtLeastOperand).of));
    case 'rule': return compileReference(entry);
    case 'rate': return shared(entry, compileRate(operand as RateOperand, compiling, asked));
    case 'duplicate': return shared(entry, compileDuplicate(operand as DuplicateOperand, compiling, asked));
    default: return fieldNamed(key)?.kind === 'text' ? compileField(entry) : shared(entry, compileField(entry));
  }
}

/** The condition that another rule has of the same words, or this one: what is asked alike is then tested once for a comment. */
function shared({ key, operand, compiling }: Key, made: Condition): Condition {
  const words = `${key} ${JSON.stringify(operand)}`;
  const known = compiling.shared.get(words);
  if (known !== undefined) return known;
  compiling.shared.set(words, made);
  return made;
}

function compileReference({ operand, compiling, asked }: Key): Condition {
  const ids = many(operand as OneOrMany);
  const places = ids.map((id) => {
    const place = compiling.places.get(id);
    if (place === undefined) throw new CompileError(`There is no rule \`${id}\`.`);
    return place;
  });
  for (const id of ids) asked.rules.add(id);
  return oneOfRules(places, ids);
}

function compileField({ key, operand, compiling, asked }: Key): Condition {
  const field = fieldNamed(key);
  if (!field) throw new CompileError(`There is no field \`${key}\`.`);
  for (const name of key === 'text' ? ['title', 'body'] : [key]) asked.fields.add(name);
  const missing = typeof operand === 'object' && operand !== null && 'missing' in operand && operand.missing === true;
  const askedField = { name: key, fromText: field.source === 'text', missing, range: field.range, domains: field.domains ?? false };
  return compileByKind(field, askedField, { operand, compiling, asked });
}

function compileByKind(field: Field, asked: AskedField & { domains: boolean }, { operand, compiling, asked: asks }: Omit<Key, 'key'>): Condition {
  switch (field.kind) {
    case 'text': return compileText(field.name, operand as TextOperand, compiling, asks);
    case 'number': return numberCondition(asked, comparisons(operand as NumberOperand));
    case 'duration': return numberCondition(asked, inSeconds(operand as DurationOperand));
    case 'boolean': return booleanCondition(asked, typeof operand === 'boolean' ? operand : (operand as { is: boolean } & BooleanOperand).is);
    case 'enum': return enumCondition(asked, enumOps(operand as EnumOperand));
    case 'set': return compileSet(asked, operand as SetOperand, compiling);
  }
}

function comparisons(operand: NumberOperand): Comparisons {
  return typeof operand === 'number' ? { eq: operand } : operandsOf(operand);
}

function operandsOf({ eq, ne, lt, lte, gt, gte, between }: Exclude<NumberOperand, number>): Comparisons {
  return { eq, ne, lt, lte, gt, gte, between };
}

function inSeconds(operand: DurationOperand): Comparisons {
  const seconds = (written: string | undefined): number | undefined => (written === undefined ? undefined : durationSeconds(written));
  return { lt: seconds(operand.lt), lte: seconds(operand.lte), gt: seconds(operand.gt), gte: seconds(operand.gte) };
}

function enumOps(operand: EnumOperand): { in?: readonly string[] | undefined; notIn?: readonly string[] | undefined } {
  if (typeof operand === 'string') return { in: [operand] };
  if (Array.isArray(operand)) return { in: operand as readonly string[] };
  const choice = operand as Exclude<EnumOperand, OneOrMany>;
  return { in: choice.in, notIn: choice.not_in };
}

function compileRate(operand: RateOperand, compiling: Compiling, asked: Asked): Condition {
  const plan = rateCounter(operand);
  compiling.counters.set(plan.id, plan);
  asked.counters.push({ id: plan.id, as: 'rate', from: 'rates', withoutThis: false, least: leastOf(plan) });
  return counterCondition({ ...counting(plan, operand.count), from: 'rates', name: 'rate', withoutThis: false, minLength: 0, least: leastOf(plan) });
}

function compileDuplicate(operand: DuplicateOperand, compiling: Compiling, asked: Asked): Condition {
  if (!isExact(operand)) return compileNearDuplicate(operand, compiling, asked);
  const plan = duplicateCounter(operand);
  const withoutThis = plan.of === 'submitted';
  compiling.counters.set(plan.id, plan);
  asked.counters.push({ id: plan.id, as: 'duplicate', from: 'rates', withoutThis, least: leastOf(plan) });
  if (operand.min_length !== undefined) asked.fields.add('stats.length');
  return counterCondition({ ...counting(plan, operand.count), from: 'rates', name: 'duplicate', withoutThis, minLength: operand.min_length ?? 0, least: leastOf(plan) });
}

/** A count of what was submitted includes the comment being judged; a count of different values need not. */
function leastOf({ of, distinct }: CounterPlan): number {
  return of === 'submitted' && distinct === undefined ? 1 : 0;
}

function compileNearDuplicate(operand: DuplicateOperand, compiling: Compiling, asked: Asked): Condition {
  const plan = duplicatePlan(operand);
  const { id, against, similarity, windowSeconds, distinct } = plan;
  compiling.duplicates.set(id, plan);
  asked.counters.push({ id, as: 'duplicate', from: 'duplicates', withoutThis: false, least: 0 });
  asked.fields.add('stats.length');
  return counterCondition({
    counter: id, from: 'duplicates', name: 'duplicate', withoutThis: false, minLength: plan.minLength, least: 0,
    of: `${against} from ${String(similarity)} alike in ${String(windowSeconds)}s${distinct === undefined ? '' : `, different ${distinct}`}`,
    ops: comparisons(operand.count), missing: typeof operand.count === 'object' && operand.count.missing === true,
  });
}

function counting(plan: CounterPlan, count: NumberOperand): { counter: string; of: string; ops: Comparisons; missing: boolean } {
  const of = `${plan.of} by ${plan.by.join('+')} in ${String(plan.windowSeconds)}s${plan.distinct === undefined ? '' : `, different ${plan.distinct}`}`;
  return { counter: plan.id, of, ops: comparisons(count), missing: typeof count === 'object' && count.missing === true };
}
