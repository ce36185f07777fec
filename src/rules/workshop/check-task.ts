import { canonicalJson } from '../../engine/language/canonical';
import { checkRuleSet } from '../../engine/language/check';
import type { CheckOptions } from '../../engine/language/check-options';
import { CompileError } from '../../engine/language/compiling';
import type { CompiledRuleSet } from '../../engine/language/compile';
import type { RuleDocument, RuleSetDocument } from '../../engine/language/document';
import { type ExampleFailure, runExamples } from '../../engine/language/examples';
import { type Locate, pathOf, type Problem } from '../../engine/language/problem';
import { PatternError } from '../../engine/match/pattern-error';
import { compileInThread } from '../../evaluate/compile-for-judging';
import { englishWords } from './english-words';
import { packedRuleSet, type PackedRuleSet } from './packed-rule-set';
import { parseSource, type Source, valueOf } from './source';

export interface PlacedProblem extends Problem {
  /** The rule it is about. */
  readonly rule?: string;
}

/** An example that a rule judges otherwise than its author says; it keeps the rule set from judging as much as an error does. */
export type FailedExample = ExampleFailure & Omit<Problem, 'message'>;

/** What a rule set costs before the first comment comes. */
export interface Costs {
  readonly rules: number;
  readonly lists: number;
  readonly entries: number;
  readonly compileMs: number;
  readonly examplesMs: number;
}

/** What a rule may do; whoever publishes compares it with what it may do now. */
export interface RuleStanding {
  readonly id: string;
  readonly mode: string;
  readonly action: string;
  /** What it hits, as canonical JSON: what was found of a rule counts as long as this is the same. */
  readonly hits: string;
}

export function standingOf(rule: Pick<RuleDocument, 'id' | 'mode' | 'on' | 'sites' | 'exempt' | 'when' | 'unless' | 'then'>): RuleStanding {
  const { id, mode, on, sites, exempt, when, unless, then } = rule;
  return { id, mode, action: then.action ?? 'none', hits: canonicalJson({ on, sites, exempt, when, unless }) };
}

export interface CheckOutcome {
  readonly errors: readonly PlacedProblem[];
  readonly warnings: readonly PlacedProblem[];
  readonly examples: { readonly passed: number; readonly failed: readonly FailedExample[] };
  readonly costs: Costs | null;
  /** Null unless it compiles. It may judge once no example fails either. */
  readonly compiled: (PackedRuleSet & { readonly rules: readonly RuleStanding[] }) | null;
}

export interface SourceToCheck extends Source {
  /** What is known of the site, for warnings. */
  readonly site?: Omit<CheckOptions, 'dictionary'>;
}

const MOST_TOLD = 200;

/** Schema, references, compile, examples, warnings: everything that must hold before a rule set may judge. */
export function checkSource(source: SourceToCheck): CheckOutcome {
  const parsed = parseSource(source);
  if ('problems' in parsed) return failed(writtenValue(source), parsed.problems, []);
  const { document, locate } = parsed;
  const { problems, warnings } = checkRuleSet(document, locate, { ...source.site, ...(looksInsideWords(document) ? { dictionary: englishWords() } : {}) });
  if (problems.length > 0) return failed(document, problems, warnings);
  const began = performance.now();
  const compiled = compiledOrProblem(document);
  if ('message' in compiled) return failed(document, [compiled], warnings);
  const compiledAt = performance.now();
  const failures = runExamples(compiled);
  const costs = { ...sizesOf(document), compileMs: rounded(compiledAt - began), examplesMs: rounded(performance.now() - compiledAt) };
  return {
    errors: [],
    warnings: placed(document, warnings),
    examples: { passed: examplesIn(document) - failures.length, failed: failures.slice(0, MOST_TOLD).map((failure) => placedExample(document, failure, locate)) },
    costs,
    compiled: { ...packedRuleSet(document), rules: document.rules.map(standingOf) },
  };
}

/** To name the rules that errors are about. */
function writtenValue(source: Source): unknown {
  const read = valueOf(source);
  return 'value' in read ? read.value : null;
}

function failed(document: unknown, problems: readonly Problem[], warnings: readonly Problem[]): CheckOutcome {
  return { errors: placed(document, problems), warnings: placed(document, warnings), examples: { passed: 0, failed: [] }, costs: null, compiled: null };
}

function placed(document: unknown, problems: readonly Problem[]): PlacedProblem[] {
  return problems.slice(0, MOST_TOLD).map((problem) => {
    const rule = ruleAt(document, problem.pointer);
    return rule === undefined ? problem : { ...problem, rule };
  });
}

function ruleAt(document: unknown, pointer: string): string | undefined {
  const [where, index] = pathOf(pointer);
  const { rules } = (document ?? {}) as { readonly rules?: readonly { readonly id?: unknown }[] };
  if (where !== 'rules' || !Array.isArray(rules)) return undefined;
  const { id } = (rules[Number(index)] ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' ? id : undefined;
}

function placedExample({ rules }: RuleSetDocument, failure: ExampleFailure, locate: Locate): FailedExample {
  const pointer = `/rules/${rules.findIndex(({ id }) => id === failure.rule)}/examples/${failure.side}/${failure.index}`;
  return { ...failure, pointer, ...locate(pointer) };
}

function compiledOrProblem(document: RuleSetDocument): CompiledRuleSet | Problem {
  try {
    return compileInThread(document);
  } catch (error) {
    if (!(error instanceof CompileError) && !(error instanceof PatternError)) throw error;
    return { pointer: '', line: 0, column: 0, message: error.message };
  }
}

/** Only then is the dictionary worth its memory. */
function looksInsideWords({ rules, lists = [] }: RuleSetDocument): boolean {
  return JSON.stringify(rules).includes('"contains"') || lists.some(({ match, entries }) => (match ?? 'word') !== 'word' || entries.some((entry) => typeof entry === 'object' && entry.match !== undefined));
}

function sizesOf({ rules, lists = [] }: RuleSetDocument): Pick<Costs, 'rules' | 'lists' | 'entries'> {
  return { rules: rules.length, lists: lists.length, entries: lists.reduce((sum, { entries }) => sum + entries.length, 0) };
}

function examplesIn({ rules }: RuleSetDocument): number {
  return rules.reduce((sum, { examples }) => sum + (examples?.match.length ?? 0) + (examples?.no_match.length ?? 0), 0);
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
