import { fieldValue, type Condition, type Judging } from './condition';
import { compares, describeComparisons, type Comparisons } from './field-conditions';
import { FALSE, TRUE, truth, UNKNOWN, type Truth } from './truth';

export interface CounterOps {
  readonly counter: string;
  /** What the explanation calls it: `rate` or `duplicate`. */
  readonly name: 'rate' | 'duplicate';
  readonly of: string;
  readonly ops: Comparisons;
  readonly missing: boolean;
  /** The comment being judged is in the count; a rule on earlier copies takes it out again. */
  readonly withoutThis: boolean;
  readonly minLength: number;
}

/** A counter of the rule set that the caller moved and read before judging. */
export function counterCondition(asked: CounterOps): Condition {
  const count = (judging: Judging): number | undefined => {
    const value = judging.facts.rates[asked.counter];
    return value === undefined ? undefined : Math.max(0, value - (asked.withoutThis ? 1 : 0));
  };
  const longEnough = (judging: Judging): Truth => {
    if (asked.minLength === 0) return TRUE;
    const length = fieldValue(judging, 'stats.length', true);
    return typeof length === 'number' ? truth(length >= asked.minLength) : UNKNOWN;
  };
  const counted = (judging: Judging): Truth => {
    if (judging.failed.has(asked.counter) || judging.failed.has(asked.name)) return UNKNOWN;
    const value = count(judging);
    return truth(value === undefined ? asked.missing : compares(value, asked.ops));
  };
  return {
    cost: 2,
    test: (judging) => {
      const value = counted(judging);
      return value === FALSE ? FALSE : (Math.min(value, longEnough(judging)) as Truth);
    },
    collect: (judging, evidence) => {
      const value = count(judging);
      evidence.addFact({ field: asked.name, value: value ?? '', op: value === undefined ? 'missing' : `${describeComparisons(asked.ops)} ${asked.of}` });
      if (value !== undefined) evidence.addCount(value);
    },
  };
}
