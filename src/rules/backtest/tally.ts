import type { VerdictAction } from '../../engine/verdict';
import type { ChangeKind } from '../../store/backtest.store';

/** What people said of the comments that were caught: rejected, or let through. */
export interface Judged {
  confirmed: number;
  overturned: number;
}

export interface RuleTally extends Judged {
  /** Comments on which the rule fires under the rules that are tried. */
  hits: number;
  /** Comments on which it fired when they came. */
  before: number;
  /** Comments on which no other rule fires. */
  onlyHits: number;
  /** Comments on which it cannot be judged, because what it counts was not counted then. */
  unknown: number;
}

/** Sums of a stretch of history. Plain JSON: it goes from thread to thread and into the database, and is added up. */
export interface Tally {
  /** Verdicts that were read; comments are those of them that could be judged. */
  evaluations: number;
  comments: number;
  unchanged: number;
  newlyCaught: number;
  noLongerCaught: number;
  changed: number;
  /** Comments on which a rule is unknown. */
  unknown: number;
  /** Comments on which judging failed: left out of everything else. */
  broken: number;
  verdicts: Record<VerdictAction, { before: number; after: number }>;
  precision: { before: Judged; after: Judged };
  rules: Record<string, RuleTally>;
  /** Time of the comments that were timed rule by rule: reading the text once, then each rule. */
  cost: { comments: number; readingNs: number; ruleNs: Record<string, number> };
}

export function emptyTally(): Tally {
  const none = (): Judged => ({ confirmed: 0, overturned: 0 });
  const both = (): { before: number; after: number } => ({ before: 0, after: 0 });
  return {
    evaluations: 0, comments: 0, unchanged: 0, newlyCaught: 0, noLongerCaught: 0, changed: 0, unknown: 0, broken: 0,
    verdicts: { publish: both(), flag: both(), hold: both(), reject: both() },
    precision: { before: none(), after: none() },
    rules: {},
    cost: { comments: 0, readingNs: 0, ruleNs: {} },
  };
}

export function ruleTally({ rules }: Pick<Tally, 'rules'>, rule: string): RuleTally {
  return (rules[rule] ??= { hits: 0, before: 0, onlyHits: 0, unknown: 0, confirmed: 0, overturned: 0 });
}

/** What became of a comment; null when nothing changed. A comment is caught when anything but plain publishing is done with it. */
export function kindOf(before: VerdictAction, after: VerdictAction): ChangeKind | null {
  if (before === after) return null;
  if (before === 'publish') return 'newly_caught';
  return after === 'publish' ? 'no_longer_caught' : 'changed';
}

const COUNT_OF = { newly_caught: 'newlyCaught', no_longer_caught: 'noLongerCaught', changed: 'changed' } as const satisfies Record<ChangeKind, keyof Tally>;

export function countOf(tally: Pick<Tally, 'newlyCaught' | 'noLongerCaught' | 'changed'>, kind: ChangeKind): number {
  return tally[COUNT_OF[kind]];
}

/** Counts one comment with its two verdicts. */
export function countComment(tally: Tally, before: VerdictAction, after: VerdictAction): ChangeKind | null {
  const kind = kindOf(before, after);
  tally.comments++;
  tally.verdicts[before].before++;
  tally.verdicts[after].after++;
  tally[kind === null ? 'unchanged' : COUNT_OF[kind]]++;
  return kind;
}

/** Adds `more` to `sum`, number by number, whatever names it holds. */
export function addTally(sum: Tally, more: Tally): void {
  addNumbers(sum, more);
}

function addNumbers(sum: object, more: object): void {
  const into = sum as Record<string, unknown>;
  for (const [name, value] of Object.entries<unknown>({ ...more })) {
    if (typeof value === 'number') into[name] = ((into[name] as number | undefined) ?? 0) + value;
    else if (typeof value === 'object' && value !== null) addNumbers((into[name] ??= {}), value);
  }
}
