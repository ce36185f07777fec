import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkRuleSet } from '../src/engine/language/check';
import { compileRuleSet } from '../src/engine/language/compile';
import { runExamples } from '../src/engine/language/examples';
import { parseRuleSet } from '../src/engine/language/parse';
import { type Conditions, figure, type Result } from './report';

const ROUNDS = 5;

/**
 * Loads a rule set from a file (or `rules.examples.yaml` of a folder) and runs its examples: says which fail, and how long reading,
 * checking, compiling and running take.
 */
export function benchRuleExamples(path: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  if (path === null) return Promise.resolve({ results: [], conditions: { 'rule-examples': 'left out: --data names no rule set' } });
  const file = statSync(path).isDirectory() ? join(path, 'rules.examples.yaml') : path;
  const text = readFileSync(file, 'utf8');
  const runs: number[] = [];
  let loaded = load(text);
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    loaded = load(text);
    runs.push(performance.now() - began);
  }
  for (const { line, pointer, message } of loaded.warnings) console.log(`line ${String(line)} ${pointer}: ${message}`);
  for (const { rule, side, index, message } of loaded.failed) console.log(`${rule} ${side}[${String(index)}]: ${message}`);
  if (loaded.failed.length > 0) process.exitCode = 1;
  return Promise.resolve({
    results: [
      figure('rule_examples.passed', 'examples', [loaded.examples - loaded.failed.length]),
      figure('rule_examples.failed', 'examples', [loaded.failed.length]),
      figure('rule_examples.load_ms', 'ms', runs),
    ],
    conditions: { 'rule_examples.rules': loaded.rules },
  });
}

function load(text: string) {
  const parsed = parseRuleSet(text);
  if ('problems' in parsed) throw new Error(`The rule set is not valid: ${JSON.stringify(parsed.problems.slice(0, 5))}`);
  const { document, locate } = parsed;
  const { problems, warnings } = checkRuleSet(document, locate);
  if (problems.length > 0) throw new Error(`The rule set is refused: ${JSON.stringify(problems.slice(0, 5))}`);
  const examples = document.rules.reduce((sum, rule) => sum + (rule.examples?.match.length ?? 0) + (rule.examples?.no_match.length ?? 0), 0);
  return { rules: document.rules.length, examples, warnings, failed: runExamples(compileRuleSet(document)) };
}
