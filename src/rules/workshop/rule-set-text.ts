import { type Document, isMap, parseDocument, stringify, type YAMLMap } from 'yaml';

/** Keys in the order in which people write them; others follow as they come. */
const ORDER: readonly string[] = [
  'version', 'lists', 'rules',
  'id', 'kind', 'name', 'description', 'mode', 'priority', 'group', 'policy', 'reason', 'on', 'sites', 'exempt', 'sample', 'on_error', 'expires_at', 'max_actions_per_day',
  'when', 'unless', 'then', 'examples',
  'term', 'match', 'no_match', 'inflect', 'source', 'license', 'entries', 'action', 'hard', 'score', 'per_hit', 'max_hits', 'stop',
];
const RANK = new Map(ORDER.map((key, index) => [key, index]));
const WRITING = { lineWidth: 0, indentSeq: true } as const;

/** A document as YAML that a person would go on editing. */
export function ruleSetText(document: unknown): string {
  return stringify(inOrder(document), WRITING);
}

/** One rule or list as an item of a block list would hold it, without the dash. */
export function itemText(item: unknown): string {
  return stringify(inOrder(item), WRITING);
}

/** The item's text with the new value in it: what did not change keeps its comments. */
export function rewrittenItem(text: string, value: unknown): string {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents) || typeof value !== 'object' || value === null) return itemText(value);
  rewrite(document, document.contents, inOrder(value) as Record<string, unknown>);
  return document.toString({ lineWidth: 0 });
}

function rewrite(document: Document, map: YAMLMap, value: Readonly<Record<string, unknown>>): void {
  const before = map.toJS(document) as Record<string, unknown>;
  for (const key of Object.keys(before)) if (!Object.hasOwn(value, key)) map.delete(key);
  for (const [key, inner] of Object.entries(value)) {
    const node: unknown = map.get(key, true);
    if (JSON.stringify(before[key]) === JSON.stringify(inner) && Object.hasOwn(before, key)) continue;
    if (isMap(node) && isPlainObject(inner)) rewrite(document, node, inner);
    else map.set(key, document.createNode(inner));
  }
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isPlainObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (RANK.get(a) ?? ORDER.length) - (RANK.get(b) ?? ORDER.length));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]));
}
