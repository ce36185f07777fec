import type { Condition } from '../decide/condition';
import type { CounterPlan, CounterUse, DuplicatePlan } from '../decide/compiled-rule-set';
import type { PatternUse } from '../decide/step-budget';
import type { NeedleSet } from '../match/matcher';
import type { TimedNeedle } from '../decide/text-condition';
import type { ListDocument, TextOperand } from './document';

/** What is gathered while the rules of one document are compiled. */
export interface Compiling {
  readonly needles: NeedleSet;
  readonly lists: ReadonlyMap<string, ListDocument>;
  /** Rule id → place in the evaluation order. */
  readonly places: ReadonlyMap<string, number>;
  readonly counters: Map<string, CounterPlan>;
  readonly duplicates: Map<string, DuplicatePlan>;
  /** Conditions on facts by what they ask: rules that ask alike share one. */
  readonly shared: Map<string, Condition>;
  /** What the lists of a text operand name, registered beforehand: see prepareText. */
  readonly prepared: Map<TextOperand, PreparedText>;
}

/** The phrases that excuse a hit of a text operand, and the needles of its lists. */
export interface PreparedText {
  readonly except: readonly string[];
  readonly plain: readonly number[];
  readonly timed: readonly TimedNeedle[];
}

/** What one rule asks. */
export interface Asked {
  readonly fields: Set<string>;
  readonly counters: CounterUse[];
  readonly patterns: PatternUse[];
  readonly rules: Set<string>;
}

/** A document that was not checked, or whose check was ignored. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
}

/** @throws CompileError if there is no such list; the check tells it with line and column. */
export function listNamed(compiling: Compiling, id: string): ListDocument {
  const list = compiling.lists.get(id);
  if (!list) throw new CompileError(`There is no list \`${id}\`.`);
  return list;
}
