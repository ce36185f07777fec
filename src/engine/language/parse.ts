import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { type RuleSetDocument } from './document';
import { nowhere, pathOf, type Locate, type Problem } from './problem';
import { schemaProblems } from './schema-problems';

/** A rule set is written by people; lists of any size are imported on their own. */
export const MAX_TEXT_BYTES = 1_000_000;
const MAX_DEPTH = 32;
/** Each use of an alias counts what its anchor holds, so nested aliases are refused before they grow. */
const MAX_ALIASES = 100;

export interface ParsedRuleSet {
  readonly document: RuleSetDocument;
  /** Where a pointer stands in the text; for the check's problems. */
  readonly locate: Locate;
}

export type ParseResult = ParsedRuleSet | { readonly problems: readonly Problem[] };

/**
 * Reads a rule set written as YAML or JSON and holds it against the schema. Never throws: what cannot be read comes back
 * as problems with line and column. A document that parses still has to pass `checkRuleSet`.
 * @param complete fills in what the text only names (long lists) before the schema is asked.
 */
export function parseRuleSet(text: string, complete: (value: unknown) => unknown = asWritten): ParseResult {
  if (text.length > MAX_TEXT_BYTES || byteLength(text) > MAX_TEXT_BYTES) {
    return refused('A rule set may have at most 1 MB. Keep long word lists apart and import them.');
  }
  const lines = new LineCounter();
  try {
    const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const syntax = yaml.errors.map((error) => problemAt(lines, error.pos[0], sentence(error.message)));
    if (syntax.length > 0) return { problems: syntax.slice(0, 20) };
    const value: unknown = yaml.toJS({ maxAliasCount: MAX_ALIASES });
    if (depthExceeds(value, MAX_DEPTH)) return refused(`Conditions are nested more than ${String(MAX_DEPTH)} levels deep.`);
    return judged(complete(value), locator(yaml, lines));
  } catch (error) {
    if (error instanceof ReferenceError) return refused('Aliases (`*name`) repeat too much. Write the parts out.');
    if (error instanceof RangeError) return refused('The text is nested too deeply to be read.');
    throw error;
  }
}

function asWritten(value: unknown): unknown {
  return value;
}

/** Holds a value that is already parsed (a JSON request body) against the schema. */
export function validateRuleSet(value: unknown): ParseResult {
  if (depthExceeds(value, MAX_DEPTH)) return refused(`Conditions are nested more than ${String(MAX_DEPTH)} levels deep.`);
  return judged(value, nowhere);
}

function judged(value: unknown, locate: Locate): ParseResult {
  const problems = schemaProblems(value);
  if (problems.length > 0) return { problems: problems.map((problem) => ({ ...problem, ...locate(problem.pointer) })) };
  return { document: value as RuleSetDocument, locate };
}

function refused(message: string): ParseResult {
  return { problems: [{ pointer: '', line: 1, column: 1, message }] };
}

function problemAt(lines: LineCounter, offset: number, message: string): Problem {
  const { line, col } = lines.linePos(offset);
  return { pointer: '', line, column: col, message };
}

function sentence(message: string): string {
  const first = message.split('\n')[0] ?? message;
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

function locator(yaml: Document, lines: LineCounter): Locate {
  return (pointer) => {
    let node: unknown = yaml.contents;
    let at = offsetOf(node) ?? 0;
    for (const step of pathOf(pointer)) {
      const next = child(node, step);
      if (next === undefined) break;
      node = next.value;
      at = offsetOf(next.key) ?? offsetOf(next.value) ?? at;
    }
    const { line, col } = lines.linePos(at);
    return { line, column: col };
  };
}

function child(node: unknown, step: string): { key: unknown; value: unknown } | undefined {
  if (isSeq(node)) return { key: undefined, value: node.items[Number(step)] };
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === step);
  return pair && { key: pair.key, value: pair.value };
}

function offsetOf(node: unknown): number | undefined {
  return (node as Partial<Node> | null | undefined)?.range?.[0];
}

function depthExceeds(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return limit === 0 || Object.values(value).some((inner) => depthExceeds(inner, limit - 1));
}

/** UTF-8 length without Node's Buffer: the engine also runs where there is none. */
function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff)) bytes += 2;
    else if (unit > 0x7f) bytes += 1;
  }
  return bytes;
}
