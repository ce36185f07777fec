import type { FactValue } from '../facts';
import type { FactSeen } from '../verdict';
import { condition, FAILED, slotOf, type Condition, type FieldSlot, type Judging } from './condition';
import { type Evidence } from './evidence';
import { FALSE, TRUE, truth, UNKNOWN, type Truth } from './truth';

/** The field a condition asks, and what it says when the datum is missing. */
export interface AskedField {
  readonly name: string;
  readonly fromText: boolean;
  readonly missing: boolean;
  /** For numbers: least and greatest value there can be. */
  readonly range?: readonly [min: number, max: number] | undefined;
}

export interface Comparisons {
  readonly eq?: number | undefined;
  readonly ne?: number | undefined;
  readonly lt?: number | undefined;
  readonly lte?: number | undefined;
  readonly gt?: number | undefined;
  readonly gte?: number | undefined;
  readonly between?: readonly [number, number] | undefined;
}

/** All comparisons hold; both ends of `between` belong to it. */
export function compares(value: number, ops: Comparisons): boolean {
  return (
    (ops.eq === undefined || value === ops.eq) &&
    (ops.ne === undefined || value !== ops.ne) &&
    (ops.lt === undefined || value < ops.lt) &&
    (ops.lte === undefined || value <= ops.lte) &&
    (ops.gt === undefined || value > ops.gt) &&
    (ops.gte === undefined || value >= ops.gte) &&
    (ops.between === undefined || (value >= ops.between[0] && value <= ops.between[1]))
  );
}

export function describeComparisons(ops: Comparisons): string {
  const { between, ...simple } = ops;
  const parts = Object.entries(simple).flatMap(([op, n]) => (typeof n === 'number' ? [`${op} ${String(n)}`] : [])).sort();
  if (between) parts.push(`between ${String(between[0])} and ${String(between[1])}`);
  return parts.join(' and ');
}

interface Ask {
  readonly field: AskedField;
  readonly op: string;
  /** What the operator says of a value that is there; unknown when the fact has another shape than it needs. */
  readonly holds: (value: FactValue, now: number) => Truth;
}

function asking({ field, op, holds }: Ask): Condition {
  const slot = slotOf(field.name, field.fromText);
  const missing = truth(field.missing);
  const test = (judging: Judging): Truth => {
    const value = judging.valueOf(slot);
    if (value === FAILED) return UNKNOWN;
    return value === undefined ? missing : holds(value, judging.now);
  };
  const collect = (judging: Judging, evidence: Evidence): void => {
    evidence.addFact(seen(judging, slot, op));
    if (field.fromText) evidence.addSpans(judging.reading.spansOf(field.name));
  };
  return condition({ cost: costOf(field), test, cheap: test, collect });
}

/** The statistics are one pass; links and contacts are searched for. */
function costOf({ name, fromText }: AskedField): number {
  if (!fromText) return 1;
  return name.startsWith('stats.') ? 5 : 8;
}

function seen(judging: Judging, field: FieldSlot, op: string): FactSeen {
  const value = judging.valueOf(field);
  if (value === undefined || value === FAILED) return { field: field.name, value: '', op: 'missing' };
  return { field: field.name, value: typeof value === 'object' ? value.slice(0, 20) : value, op };
}

const COUNT = [0, Infinity] as const;

const asText = (value: FactValue): string | undefined => (typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && !Number.isNaN(value)) ? String(value) : undefined);

const NO_VALUES: readonly string[] = [];

function asSet(value: FactValue): readonly string[] | undefined {
  if (typeof value === 'string') return [value.toLowerCase()];
  if (Array.isArray(value) && value.length === 0) return NO_VALUES;
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value.map((item) => item.toLowerCase()) : undefined;
}

/** Durations too: both sides are in seconds. */
export function numberCondition(field: AskedField, ops: Comparisons): Condition {
  const [min, max] = field.range ?? COUNT;
  const { from, to, above, below, not } = boundsOf(ops);
  return asking({
    field,
    op: describeComparisons(ops),
    holds: (value) => {
      if (typeof value !== 'number' || !(value >= min && value <= max && Number.isFinite(value))) return UNKNOWN;
      return value >= from && value <= to && value > above && value < below && value !== not ? TRUE : FALSE;
    },
  });
}

/** All of {@link Comparisons} as bounds that are always there: what is not asked bounds nothing. */
function boundsOf({ eq, ne, lt, lte, gt, gte, between }: Comparisons): { from: number; to: number; above: number; below: number; not: number } {
  const [least, most] = between ?? [-Infinity, Infinity];
  return {
    from: Math.max(eq ?? -Infinity, gte ?? -Infinity, least),
    to: Math.min(eq ?? Infinity, lte ?? Infinity, most),
    above: gt ?? -Infinity,
    below: lt ?? Infinity,
    not: ne ?? NaN,
  };
}

export function booleanCondition(field: AskedField, is: boolean): Condition {
  return asking({ field, op: `is ${String(is)}`, holds: (value) => (typeof value === 'boolean' ? truth(value === is) : UNKNOWN) });
}

/** Compared as written: section names and ids are the site's own. */
export function enumCondition(field: AskedField, ops: { readonly in?: readonly string[] | undefined; readonly notIn?: readonly string[] | undefined }): Condition {
  const included = ops.in && new Set(ops.in);
  const excluded = ops.notIn && new Set(ops.notIn);
  const op = [...(ops.in ? [`in ${ops.in.join(', ')}`] : []), ...(ops.notIn ? [`not in ${ops.notIn.join(', ')}`] : [])].join(' and ');
  return asking({
    field,
    op,
    holds: (value) => {
      const text = asText(value);
      return text === undefined ? UNKNOWN : truth((!included || included.has(text)) && !excluded?.has(text));
    },
  });
}

/** A membership test: the entry that covers the value, as the explanation names it; undefined if none does. */
export type Member = (value: string, now: number) => string | undefined;

export interface SetOps {
  readonly any?: Member | undefined;
  readonly all?: Member | undefined;
  readonly none?: Member | undefined;
  readonly empty?: boolean | undefined;
  readonly op: string;
}

/**
 * Conditions on a set. `all_in` asks for at least one value: "every link is trusted" must not hold for a comment
 * whose links could not be read. Values compare without regard to case.
 */
export function setCondition(field: AskedField, { any, all, none, empty, op }: SetOps): Condition {
  const holdsOf = (values: readonly string[], now: number): boolean =>
    (!any || values.some((value) => any(value, now) !== undefined)) &&
    (!all || (values.length > 0 && values.every((value) => all(value, now) !== undefined))) &&
    (!none || !values.some((value) => none(value, now) !== undefined)) &&
    (empty === undefined || (values.length === 0) === empty);
  const base = asking({
    field,
    op,
    holds: (value, now) => {
      const values = asSet(value);
      return values === undefined ? UNKNOWN : truth(holdsOf(values, now));
    },
  });
  if (!any || !field.fromText) return base;
  const slot = slotOf(field.name, field.fromText);
  return condition({
    ...base,
    collect: (judging, evidence) => {
      evidence.addFact(seen(judging, slot, op));
      const spans = judging.reading.spansOf(field.name);
      const covered = spans.flatMap((span) => {
        const entry = any(span.entry.toLowerCase(), judging.now);
        return entry === undefined ? [] : [{ ...span, entry }];
      });
      evidence.addSpans(covered.length > 0 ? covered : spans);
    },
  });
}
