import type { SchemaNode } from '../../api/rule-types';
import { HINT } from './wording';

/** Where the cursor stands: the keys above it, and the key whose value is being written. */
export interface Place {
  readonly path: readonly string[];
  /** The key left of the cursor, when its value is being written. */
  readonly key: string | null;
}

const KEY_LINE = /^((?: |- )*)(['"]?)([\w.$-]+)\2:/;

/**
 * The keys that enclose a position, by indentation and braces. Works in a text that is still being typed, which a
 * parser would refuse.
 */
export function placeAt(text: string, position: number): Place {
  const lines = text.slice(0, position).split('\n');
  const line = lines.pop() ?? '';
  const above = blockKeys(lines, columnOf(line));
  const own = keysOnLine(line);
  return { path: [...above, ...own.open], key: own.key };
}

function columnOf(line: string): number {
  return /^(?: |- )*/.exec(line)?.[0].length ?? 0;
}

/** Keys of the lines above that are indented less and less. */
function blockKeys(lines: readonly string[], column: number): string[] {
  const keys: string[] = [];
  let limit = column;
  for (const line of [...lines].reverse()) {
    const found = KEY_LINE.exec(line);
    if (found === null || (found[1] ?? '').length >= limit) continue;
    limit = (found[1] ?? '').length;
    keys.unshift(found[3] ?? '');
    if (limit === 0) break;
  }
  return keys;
}

/** Keys on the line itself: those whose braces are open, and the one whose value follows. */
function keysOnLine(line: string): { open: string[]; key: string | null } {
  const stack: (string | null)[] = [];
  let key: string | null = null;
  let depth = 0;
  for (const [token] of line.matchAll(/'[^']*'|"[^"]*"|[\w.$-]+:(?=\s|$)|[{}[\],]|[^\s{}[\],]+/g)) {
    if (token === '{' || token === '[') { stack.push(key); depth += 1; if (token === '{') key = null; }
    else if (token === '}' || token === ']') { key = stack.pop() ?? null; depth -= 1; }
    else if (token === ',') key = stack.at(-1) !== undefined && depth > 0 && isInList(line, stack.length) ? key : null;
    else if (/:$/.test(token)) key = token.slice(0, -1);
  }
  return { open: stack.flatMap((each) => each ?? []), key };
}

/** Whether the innermost open bracket is a list: a comma then separates values of the same key. */
function isInList(line: string, depth: number): boolean {
  const open: string[] = [];
  for (const sign of line) {
    if (sign === '{' || sign === '[') open.push(sign);
    else if (sign === '}' || sign === ']') open.pop();
  }
  return open.length === depth && open.at(-1) === '[';
}

/** Every form that a value may take at that path. */
export function nodesAt(root: SchemaNode, from: SchemaNode, path: readonly string[]): SchemaNode[] {
  return path.reduce<SchemaNode[]>((nodes, key) => nodes.flatMap((node) => forms(root, node)).flatMap((node) => node.properties?.[key] ?? []), [from]).flatMap((node) => forms(root, node));
}

/** A node with its references followed and its alternatives and list items laid side by side. */
function forms(root: SchemaNode, node: SchemaNode, depth = 0): SchemaNode[] {
  if (depth > 8) return [];
  const name = node.$ref?.replace(/^#\/\$defs\//, '');
  const referred = name === undefined ? undefined : root.$defs?.[name];
  const inner = [...(referred === undefined ? [] : [referred]), ...(node.oneOf ?? []), ...(node.anyOf ?? []), ...(node.items === undefined ? [] : [node.items])];
  return [node, ...inner.flatMap((each) => forms(root, each, depth + 1))];
}

export interface Hint {
  readonly label: string;
  readonly detail: string;
  readonly info: string;
}

/** Keys that may stand at a place. */
export function keyHints(root: SchemaNode, from: SchemaNode, path: readonly string[]): Hint[] {
  const found = new Map<string, Hint>();
  for (const { properties = {} } of nodesAt(root, from, path)) {
    for (const [label, node] of Object.entries(properties)) if (!found.has(label)) found.set(label, { label, detail: kindOf(root, node), info: node.description ?? '' });
  }
  return [...found.values()];
}

/** Values that the key at a place may take, as far as the schema names them. */
export function valueHints(root: SchemaNode, from: SchemaNode, path: readonly string[]): Hint[] {
  const labels = nodesAt(root, from, path).flatMap((node) => [...(node.enum ?? []).map(String), ...(node.const === undefined ? [] : [typeof node.const === 'string' ? node.const : JSON.stringify(node.const)]), ...(node.type === 'boolean' ? ['true', 'false'] : [])]);
  return [...new Set(labels)].map((label) => ({ label, detail: '', info: '' }));
}

/** What a key means, in one paragraph; null when the schema does not know it. */
export function about(root: SchemaNode, from: SchemaNode, path: readonly string[]): string | null {
  const nodes = nodesAt(root, from, path);
  const [node] = nodes;
  if (node === undefined) return null;
  const choices = valueHints(root, from, path).map(({ label }) => label);
  const keys = keyHints(root, from, path).map(({ label }) => label);
  const description = nodes.find((each) => each.description !== undefined)?.description ?? '';
  const usual = nodes.find((each) => each.default !== undefined)?.default;
  const rest = [
    choices.length > 0 ? HINT.oneOf(choices) : keys.length > 0 && keys.length <= 24 ? HINT.takes(keys) : '',
    usual === undefined ? '' : HINT.usual(typeof usual === 'string' ? usual : JSON.stringify(usual)),
  ];
  const words = [description, ...rest].filter((part) => part !== '').join(' ');
  return words === '' ? null : words;
}

function kindOf(root: SchemaNode, node: SchemaNode): string {
  const name = node.$ref?.replace(/^#\/\$defs\//, '');
  if (name !== undefined) return name;
  if (node.enum !== undefined) return node.enum.join(' | ');
  const type = node.type ?? forms(root, node).find((each) => each.type !== undefined)?.type ?? '';
  return typeof type === 'string' ? type : type.join(' | ');
}
