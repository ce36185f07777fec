import { condition, slotOf, type Condition, type Judging } from './condition';
import { compares, describeComparisons, type Comparisons } from './field-conditions';
import { FALSE, TRUE, truth, UNKNOWN, type Truth } from './truth';

export interface CounterOps {
  /** Id of the plan, and the facts in which its count stands. */
  readonly counter: string;
  readonly from: 'rates' | 'duplicates';
  /** What the explanation calls it. */
  readonly name: 'rate' | 'duplicate';
  readonly of: string;
  readonly ops: Comparisons;
  readonly missing: boolean;
  /** The comment being judged is in the count; a rule on earlier copies takes it out again. */
  readonly withoutThis: boolean;
  readonly minLength: number;
  /** A count below it is none: the comment being judged is in the count. */
  readonly least: number;
}

/** A count that the caller made for the rule set before judging. What is no count at all is unknown. */
export function counterCondition(asked: CounterOps): Condition {
  const op = `${describeComparisons(asked.ops)} ${asked.of}`;
  const count = (judging: Judging): number | undefined => {
    const value = judging.facts[asked.from]?.[asked.counter];
    return value === undefined ? undefined : Math.max(0, value - (asked.withoutThis ? 1 : 0));
  };
  const counted = (judging: Judging): Truth => {
    if (judging.failed.size > 0 && (judging.failed.has(asked.counter) || judging.failed.has(asked.name))) return UNKNOWN;
    const value = judging.facts[asked.from]?.[asked.counter];
    if (value === undefined) return truth(asked.missing);
    return isCount(value, asked.least) ? truth(compares(count(judging) ?? 0, asked.ops)) : UNKNOWN;
  };
  const test = (judging: Judging): Truth => {
    const value = counted(judging);
    return value === FALSE ? FALSE : (Math.min(value, longEnough(judging, asked.minLength)) as Truth);
  };
  return condition({
    cost: 2,
    test,
    cheap: test,
    collect: (judging, evidence) => {
      const value = count(judging);
      evidence.addFact({ field: asked.name, value: value ?? '', op: value === undefined ? 'missing' : op });
      if (value !== undefined) evidence.addCount(value);
    },
  });
}

const LENGTH = slotOf('stats.length', true);

function longEnough(judging: Judging, minLength: number): Truth {
  if (minLength === 0) return TRUE;
  const length = judging.valueOf(LENGTH);
  return typeof length === 'number' ? truth(length >= minLength) : UNKNOWN;
}

/** The caller's counters are plain JSON from a database: they may be anything. */
function isCount(value: unknown, least: number): boolean {
  return typeof value === 'number' && value >= least && Number.isFinite(value);
}
