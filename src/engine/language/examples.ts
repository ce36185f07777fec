import type { CompiledRule, CompiledRuleSet } from '../decide/compiled-rule-set';
import { RuleJudge } from '../decide/judge-rules';
import { FALSE, TRUE } from '../decide/truth';
import type { Facts } from '../facts';
import type { ExampleDocument } from './document';
import { readExample, type ExampleFacts } from './example-facts';

/** An example that a rule judges otherwise than its author says. */
export interface ExampleFailure {
  readonly rule: string;
  readonly side: 'match' | 'no_match';
  /** Its place in that side's list. */
  readonly index: number;
  readonly body: string;
  readonly message: string;
}

/**
 * Runs the examples of every rule, drafts included. What counts is the rule's own condition: mode, events, exemptions,
 * `stop` and `allow` play no part. A field that an example does not name is missing.
 */
export function runExamples(ruleSet: CompiledRuleSet): readonly ExampleFailure[] {
  return ruleSet.rules.flatMap((rule) => [
    ...rule.examples.match.flatMap((example, index) => failure(ruleSet, rule, { example, index, side: 'match' })),
    ...rule.examples.noMatch.flatMap((example, index) => failure(ruleSet, rule, { example, index, side: 'no_match' })),
  ]);
}

interface Case {
  readonly example: ExampleDocument;
  readonly side: ExampleFailure['side'];
  readonly index: number;
}

function failure(ruleSet: CompiledRuleSet, rule: CompiledRule, { example, side, index }: Case): ExampleFailure[] {
  const read = readExample(example);
  const tell = (message: string): ExampleFailure[] => [{ rule: rule.id, side, index, body: read.text.body, message }];
  const [wrong] = read.problems;
  if (wrong) return tell(wrong.message);
  const { value, detail } = new RuleJudge(ruleSet, factsOf(rule, read), read.text).result(rule);
  if (value === (side === 'match' ? TRUE : FALSE)) return [];
  if (value !== TRUE && value !== FALSE) return tell(`The rule could not be judged. ${detail}`);
  return tell(side === 'match' ? 'The rule should fire on this example and does not.' : 'The rule should not fire on this example and does.');
}

/** Any fixed time will do; entries and rules that end are taken as running. */
const EXAMPLE_TIME = '2000-01-01T00:00:00Z';

function factsOf(rule: CompiledRule, { fields, rate, duplicate }: ExampleFacts): Facts {
  const counts = (where: 'rates' | 'duplicates'): Record<string, number> => Object.fromEntries(rule.counters.flatMap(({ id, as, from, withoutThis, least }) => {
    const shown = as === 'rate' ? rate : duplicate;
    return shown === undefined || from !== where ? [] : [[id, Math.max(least, withoutThis ? shown + 1 : shown)] as const];
  }));
  return { event: 'create', receivedAt: EXAMPLE_TIME, base: 'publish', fields, failed: [], rates: counts('rates'), duplicates: counts('duplicates'), sampleBuckets: {} };
}
