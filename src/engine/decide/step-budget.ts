import type { JudgedText } from '../facts';
import type { Reading, TextField } from '../match/matcher';
import type { CompiledRule, CompiledRuleSet } from './compiled-rule-set';

/** Patterns that a rule looks for, and in which texts. */
export interface PatternUse {
  readonly fields: readonly TextField[];
  readonly needle: number;
  /** What the patterns cost for each unit of a text if all of them run. */
  readonly stepsPerUnit: number;
}

/**
 * How far patterns may go, in counted steps of some 3 ns and not in time, so that a replay comes to the same (decisions.md 16).
 * A rule has a third of what one comment has. Far above what comments take: it is reached by texts made to reach it.
 */
const STEPS_OF_RULE = 20_000_000;
const STEPS_OF_COMMENT = 60_000_000;

/** One judging: what it reads, and which rules of the set it judges at all. */
interface Charged {
  readonly reading: Reading;
  runs(rule: CompiledRule): boolean;
}

/**
 * Which rules are out of steps on one text. What a rule is charged depends on the text and its own patterns alone, not on which
 * of them had to run or ran for another rule already: so the order of conditions does not show. Rules are charged in the order
 * of evaluation; one that no longer fits into what is left is not run, those without patterns always are.
 */
export class StepBudget {
  /** An upper bound of the units that patterns may look at. */
  readonly #units: number;
  readonly #isTight: boolean;
  #out: ReadonlySet<number> | undefined;

  constructor(private readonly ruleSet: CompiledRuleSet, text: JudgedText) {
    this.#units = unitsOf(text);
    this.#isTight = ruleSet.stepsPerUnit * this.#units > STEPS_OF_COMMENT;
  }

  isOut(rule: CompiledRule, judging: Charged): boolean {
    if (rule.patterns.length === 0) return false;
    if (!this.#isTight) return rule.stepsPerUnit * this.#units > STEPS_OF_RULE && stepsOf(rule, judging.reading) > STEPS_OF_RULE;
    this.#out ??= this.#whichAreOut(judging);
    return this.#out.has(rule.index);
  }

  #whichAreOut(judging: Charged): ReadonlySet<number> {
    const out = new Set<number>();
    let spent = 0;
    for (const rule of this.ruleSet.rules) {
      if (rule.patterns.length === 0 || !judging.runs(rule)) continue;
      const steps = stepsOf(rule, judging.reading);
      if (steps > STEPS_OF_RULE || spent + steps > STEPS_OF_COMMENT) out.add(rule.index);
      else spent += steps;
    }
    return out;
  }
}

function stepsOf({ patterns }: CompiledRule, reading: Reading): number {
  let steps = 0;
  for (const { fields, needle } of patterns) for (const field of fields) steps += reading.stepsOf(field, needle);
  return steps;
}

/** Folding may lengthen a text (ﷺ is eighteen letters), hence the factor. */
function unitsOf({ body, title, parentBody, authorName, articleTitle, userAgent }: JudgedText): number {
  return 2 * (body.length + (title?.length ?? 0) + (parentBody?.length ?? 0) + (authorName?.length ?? 0) + (articleTitle?.length ?? 0) + (userAgent?.length ?? 0));
}
