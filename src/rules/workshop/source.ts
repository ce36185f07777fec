import { type ParsedRuleSet, type ParseResult, parseRuleSet, validateRuleSet } from '../../engine/language/parse';
import type { Problem } from '../../engine/language/problem';
import { withStoredEntries } from '../../engine/language/stored-entries';
import { packedRuleSet, type PackedRuleSet } from './packed-rule-set';
import { ruleSetText } from './rule-set-text';

/** A rule set as it reaches a thread: as text or as a value, with the long lists it may name as JSON texts by hash. */
export interface Source {
  readonly yaml?: string;
  readonly document?: unknown;
  readonly lists: readonly (readonly [hash: string, entries: string])[];
}

/** What is stored of a draft: right or wrong, but readable. */
export interface Readable extends PackedRuleSet {
  readonly yaml: string;
}

/** As the engine reads texts: what was saved as a value must be readable as the text that is made of it. */
const DEEPEST = 32;

export type ReadOutcome = { readonly draft: Readable } | { readonly problems: readonly Problem[] };

/** Reads what is to be saved. Problems only for what is no YAML, or no map of lists and rules at all. */
export function readSource(source: Source): ReadOutcome {
  const value = valueOf(source);
  if ('problems' in value) return value;
  const yaml = source.yaml ?? ruleSetText(JSON.parse(packedRuleSet(value.value).document) as unknown);
  return { draft: { ...packedRuleSet(value.value), yaml } };
}

/** Reads and completes a rule set, and holds it against the schema. */
export function parseSource(source: Source): ParseResult {
  const complete = (value: unknown): unknown => withStoredEntries(value, entriesIn(source));
  return source.yaml === undefined ? validateRuleSet(complete(source.document)) : parseRuleSet(source.yaml, complete);
}

/** As {@link parseSource}, for a source that has been checked. */
export function checkedSource(source: Source): ParsedRuleSet {
  const parsed = parseSource(source);
  if ('problems' in parsed) throw new Error('A rule set that passed the check cannot be read');
  return parsed;
}

/** The value as written, long lists still named. */
export function valueOf({ yaml, document }: Source): { readonly value: object } | { readonly problems: readonly Problem[] } {
  const read = yaml === undefined ? { value: document } : yamlValue(yaml);
  if ('problems' in read) return read;
  const { value } = read;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused('A rule set is a map with `version`, `lists` and `rules`.');
  if (isDeeper(value, DEEPEST)) return refused(`The rule set is nested more than ${String(DEEPEST)} levels deep.`);
  if (!isStorable(value)) return refused('The rule set contains NUL characters or halves of surrogate pairs, which cannot be stored.');
  return { value };
}

/** Any value will do here, as long as the text is YAML: what is saved may still be wrong. */
function yamlValue(yaml: string): { readonly value: unknown } | { readonly problems: readonly Problem[] } {
  const read: { value: unknown }[] = [];
  const parsed = parseRuleSet(yaml, (value) => {
    read.push({ value });
    return value;
  });
  return read[0] ?? ('problems' in parsed ? parsed : { value: parsed.document });
}

function isDeeper(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return limit === 0 || Object.values(value).some((inner) => isDeeper(inner, limit - 1));
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\u0000') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value) ? value.every(isStorable) : Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
}

function refused(message: string): { readonly problems: readonly Problem[] } {
  return { problems: [{ pointer: '', line: 1, column: 1, message }] };
}

function entriesIn({ lists }: Source): (hash: string) => unknown {
  const texts = new Map(lists);
  return (hash) => {
    const text = texts.get(hash);
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  };
}
