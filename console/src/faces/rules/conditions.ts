import type { Condition, SchemaNode } from '../../api/rule-types';

/** Conditions as rows of a form. What a row cannot show is kept untouched, and shown as written. */
export type Node = GroupNode | RowNode;
export type GroupMode = 'all' | 'any' | 'none' | 'at_least';

export interface GroupNode {
  readonly kind: 'group';
  readonly mode: GroupMode;
  /** For `at_least` only. */
  readonly n: number;
  readonly parts: readonly Node[];
}

export interface RowNode {
  readonly kind: 'row';
  readonly field: string;
  readonly operand: unknown;
}

export type FieldKind = 'text' | 'number' | 'durations' | 'boolean' | 'enum' | 'set';

export interface FieldChoice {
  readonly name: string;
  readonly kind: FieldKind;
  readonly about: string;
}

const KINDS: readonly string[] = ['text', 'number', 'durations', 'boolean', 'enum', 'set'] satisfies FieldKind[];

/** What can be asked about, read from the served schema. */
export function fieldChoices(schema: SchemaNode | undefined): FieldChoice[] {
  const properties = schema?.$defs?.['condition']?.properties ?? {};
  return Object.entries(properties).flatMap(([name, { $ref, description = '' }]) => {
    const kind = $ref?.replace(/^#\/\$defs\//, '') ?? '';
    return KINDS.includes(kind) && !description.includes('Not available yet') ? [{ name, kind: kind as FieldKind, about: description }] : [];
  });
}

export function nodeOf(condition: Condition): Node {
  const entries = Object.entries(condition);
  const [first] = entries;
  if (entries.length === 1 && first !== undefined) return partOf(first);
  return { kind: 'group', mode: 'all', n: 1, parts: entries.map(partOf) };
}

/** The condition's rows under one heading: a single row is a group of one. */
export function groupOf(condition: Condition | undefined): GroupNode {
  if (condition === undefined) return { kind: 'group', mode: 'all', n: 1, parts: [] };
  const node = nodeOf(condition);
  return node.kind === 'group' ? node : { kind: 'group', mode: 'all', n: 1, parts: [node] };
}

function partOf([key, value]: readonly [string, unknown]): Node {
  if (key === 'at_least') {
    const { n, of } = value as { n: number; of: readonly Condition[] };
    return { kind: 'group', mode: 'at_least', n, parts: of.map(nodeOf) };
  }
  if (key === 'all' || key === 'any' || key === 'none') return { kind: 'group', mode: key, n: 1, parts: (value as readonly Condition[]).map(nodeOf) };
  return { kind: 'row', field: key, operand: value };
}

/** The shortest way to write it: rows that all must hold become one map. */
export function conditionOf(node: Node): Condition {
  if (node.kind === 'row') return { [node.field]: node.operand };
  const { mode, n, parts } = node;
  if (mode === 'at_least') return { at_least: { n, of: parts.map(conditionOf) } };
  const fields = parts.flatMap((part) => (part.kind === 'row' ? [part.field] : []));
  if (mode === 'all' && fields.length === parts.length && new Set(fields).size === fields.length) return Object.assign({}, ...parts.map(conditionOf)) as Condition;
  const [only] = parts;
  if (mode === 'all' && parts.length === 1 && only !== undefined) return conditionOf(only);
  return { [mode]: parts.map(conditionOf) };
}

export interface Reading {
  readonly operator: string;
  /** Numbers and durations as typed, lists as lines. */
  readonly value: string;
  /** What else the operand says (`missing`, `evasion`, `part` …), kept as it is. */
  readonly more: Readonly<Record<string, unknown>>;
}

export const OPERATORS = {
  text: ['words', 'contains', 'lists', 'regex', 'starts_with', 'ends_with', 'equals'],
  number: ['lt', 'lte', 'gt', 'gte', 'eq', 'ne'],
  durations: ['lt', 'lte', 'gt', 'gte'],
  boolean: ['true', 'false'],
  enum: ['in', 'not_in'],
  set: ['any_in', 'all_in', 'none_in', 'any_in_lists', 'all_in_lists', 'none_in_lists'],
} as const satisfies Readonly<Record<FieldKind, readonly string[]>>;

/** Keys that stand beside the operator and change how it is meant. */
const BESIDE = new Set(['missing', 'case', 'evasion', 'inflect', 'whole', 'part', 'except', 'except_lists', 'min_hits', 'distinct']);

/** The operand as one operator and its value; null: more than a row can show, edit it as YAML. */
export function readOperand(kind: FieldKind, operand: unknown): Reading | null {
  if (kind === 'boolean') return readBoolean(operand);
  if (kind === 'number' && typeof operand === 'number') return { operator: 'eq', value: String(operand), more: {} };
  if (kind === 'enum' && (typeof operand === 'string' || Array.isArray(operand))) return { operator: 'in', value: linesOf(operand), more: {} };
  if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) return null;
  const known = new Set<string>(OPERATORS[kind]);
  const entries = Object.entries(operand);
  const [asked, another] = entries.filter(([key]) => known.has(key));
  if (asked === undefined || another !== undefined || entries.some(([key]) => !known.has(key) && !BESIDE.has(key))) return null;
  return { operator: asked[0], value: linesOf(asked[1]), more: Object.fromEntries(entries.filter(([key]) => BESIDE.has(key))) };
}

function readBoolean(operand: unknown): Reading | null {
  if (typeof operand === 'boolean') return { operator: String(operand), value: '', more: {} };
  if (typeof operand !== 'object' || operand === null || !('is' in operand)) return null;
  const { is, ...more } = operand as { is: boolean };
  return { operator: String(is), value: '', more };
}

/** The other way round; what cannot be a number stays as typed, so that the check can say what is wrong. */
export function writeOperand(kind: FieldKind, { operator, value, more }: Reading): unknown {
  if (kind === 'boolean') return Object.keys(more).length === 0 ? operator === 'true' : { is: operator === 'true', ...more };
  if (kind === 'number') return { [operator]: value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value, ...more };
  if (kind === 'durations') return { [operator]: value.trim(), ...more };
  const values = value.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return { [operator]: values, ...more };
}

function linesOf(value: unknown): string {
  return (Array.isArray(value) ? value : [value]).map(String).join('\n');
}

/** A first row of a kind: valid as it stands, so that adding one does not break the rule. */
export function freshRow({ name, kind }: FieldChoice, lists: readonly string[]): RowNode {
  const operands: Readonly<Record<FieldKind, unknown>> = { text: { words: ['example'] }, number: { gte: 1 }, durations: { lt: '1d' }, boolean: true, enum: ['example'], set: lists[0] === undefined ? { any_in: ['example'] } : { any_in_lists: [lists[0]] } };
  return { kind: 'row', field: name, operand: operands[kind] };
}

/** A condition that rows cannot show, in one line. */
export function asWritten(operand: unknown): string {
  return JSON.stringify(operand).replaceAll('"', '').replaceAll(',', ', ').replaceAll(':', ': ');
}
