import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { nearest } from './nearest';
import { type Problem } from './problem';
import { RULE_SET_SCHEMA } from './schema';

type Unplaced = Pick<Problem, 'pointer' | 'message'>;

const MAX_PROBLEMS = 100;
let compiled: ValidateFunction | undefined;

function validator(): ValidateFunction {
  if (!compiled) {
    const ajv = new Ajv2020({ allErrors: true, verbose: true, strictTypes: false });
    addFormats(ajv);
    compiled = ajv.compile(RULE_SET_SCHEMA);
  }
  return compiled;
}

/** Where a value departs from the schema, as sentences. Empty for a valid rule set. */
export function schemaProblems(value: unknown): Unplaced[] {
  const validate = validator();
  if (validate(value)) return [];
  const told = withoutOtherBranches(validate.errors ?? []).map(problemOf);
  const seen = new Map(told.map((problem) => [`${problem.pointer} ${problem.message}`, problem]));
  return [...seen.values()].slice(0, MAX_PROBLEMS);
}

/**
 * A `oneOf` reports the failures of every branch. Only the branch whose type fits is what the author meant; if none
 * fits, the choice itself is the problem.
 */
function withoutOtherBranches(all: readonly ErrorObject[]): readonly ErrorObject[] {
  let errors = all.filter((error) => error.keyword !== 'if');
  const choices = errors.filter((error) => error.keyword === 'oneOf');
  choices.sort((a, b) => b.instancePath.length - a.instancePath.length);
  for (const choice of choices) {
    const at = choice.instancePath;
    const meant = errors.some((e) => e !== choice && isWithin(e.instancePath, at) && !isWrongType(e, at));
    errors = errors.filter((e) => (meant ? e !== choice && !isWrongType(e, at) : e === choice || !isWrongType(e, at)));
  }
  return errors;
}

function isWithin(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}

function isWrongType(error: ErrorObject, at: string): boolean {
  return error.keyword === 'type' && error.instancePath === at;
}

function problemOf(error: ErrorObject): Unplaced {
  const params = error.params as Readonly<Record<string, unknown>>;
  const extra = params['additionalProperty'];
  if (error.keyword !== 'additionalProperties' || typeof extra !== 'string') {
    return { pointer: error.instancePath, message: sentenceFor(error, params) };
  }
  const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
  const meant = nearest(extra, known);
  const hint = meant === undefined ? `Known here: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ' …' : ''}.` : `Did you mean \`${meant}\`?`;
  const key = extra.replaceAll('~', '~0').replaceAll('/', '~1');
  return { pointer: `${error.instancePath}/${key}`, message: `\`${extra}\` is not known here. ${hint}` };
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text', number: 'a number', integer: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a map of keys and values',
};

function sentenceFor(error: ErrorObject, params: Readonly<Record<string, unknown>>): string {
  const limit = String(params['limit']);
  switch (error.keyword) {
    case 'type': return `Expected ${typeWords([String(params['type'])])}, found ${found(error.data)}.`;
    case 'oneOf': return `Expected ${typeWords(branchTypes(error.schema))}, found ${found(error.data)}.`;
    case 'required': return `\`${String(params['missingProperty'])}\` is missing.${neededBy(error)}`;
    case 'enum': return notOneOf(error.data, params['allowedValues'] as readonly unknown[]);
    case 'const': return `Must be ${JSON.stringify(params['allowedValue'])}.`;
    case 'pattern': return patternSentence(String(error.data), String(params['pattern']));
    case 'format': return `${found(error.data)} is not a time such as 2026-12-31T00:00:00Z.`;
    case 'minimum': return `Must be at least ${limit}.`;
    case 'maximum': return `Must be at most ${limit}.`;
    case 'minItems': return `Needs at least ${limit} ${limit === '1' ? 'entry' : 'entries'}.`;
    case 'maxItems': return `May have at most ${limit} entries.`;
    case 'minLength': return `Needs at least ${limit} ${limit === '1' ? 'character' : 'characters'}.`;
    case 'maxLength': return `May have at most ${limit} characters.`;
    case 'minProperties': return 'Must not be empty.';
    case 'uniqueItems': return 'The same value stands here twice.';
    default: return `Not valid: ${error.message ?? error.keyword}.`;
  }
}

function neededBy(error: ErrorObject): string {
  return error.schemaPath.endsWith('/then/required') ? ' A rule in mode active or shadow needs a policy, a reason and examples.' : '';
}

function notOneOf(value: unknown, allowed: readonly unknown[]): string {
  const names = allowed.map(String);
  const meant = typeof value === 'string' ? nearest(value, names) : undefined;
  return `${found(value)} is not one of: ${names.join(', ')}.${meant === undefined ? '' : ` Did you mean \`${meant}\`?`}`;
}

function patternSentence(value: string, pattern: string): string {
  if (pattern.includes('s|m|h|d|w')) return `\`${value}\` is not a duration. Write a number and a unit: 30s, 10m, 2h, 7d, 4w.`;
  if (pattern.includes('\\.')) return `\`${value}\` is not a policy name. Write small letters, digits and _, parts joined by dots: spam.links.`;
  return `\`${value}\` is not an id. Use small letters, digits and hyphens, two to 63 of them, not beginning with a hyphen.`;
}

function branchTypes(schema: unknown): string[] {
  if (!Array.isArray(schema)) return [];
  return (schema as readonly { readonly type?: string }[]).map((branch) => branch.type ?? 'string');
}

function typeWords(types: readonly string[]): string {
  return [...new Set(types)].map((type) => TYPE_WORDS[type] ?? type).join(' or ');
}

function found(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return `\`${value.slice(0, 60)}\``;
  return typeof value === 'number' || typeof value === 'boolean' ? `\`${String(value)}\`` : 'a map';
}
