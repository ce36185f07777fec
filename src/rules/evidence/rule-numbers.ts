import { type Precision, weighedPrecision } from '../../evaluate/evidence/wilson';
import type { RuleDay } from '../../store/rule-stats.store';

/** What a rule did over some days. */
export interface RuleNumbers {
  readonly hits: number;
  readonly onlyHits: number;
  readonly rejects: number;
  readonly pending: number;
  readonly confirmed: number;
  readonly overturned: number;
  readonly errors: number;
  readonly meanUs: number | null;
  readonly precision: Precision | null;
}

export function numbersOf(days: readonly RuleDay[]): RuleNumbers {
  const sum = (column: Exclude<keyof RuleDay, 'rule' | 'day'>): number => days.reduce((total, day) => total + day[column], 0);
  const hits = sum('hits');
  return {
    hits,
    onlyHits: sum('only_hits'),
    rejects: sum('rejects'),
    pending: sum('pending'),
    confirmed: sum('confirmed'),
    overturned: sum('overturned'),
    errors: sum('errors'),
    meanUs: hits === 0 ? null : Math.round(sum('us_sum') / hits),
    precision: weighedPrecision({ confirmed: sum('weight_confirmed'), overturned: sum('weight_overturned'), squared: sum('weight_squared') }),
  };
}

/** Rows by rule, in the order they came. */
export function byRule<Row extends { readonly rule: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(row.rule);
    if (known) known.push(row);
    else found.set(row.rule, [row]);
  }
  return found;
}
