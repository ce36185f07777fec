import { isMap, isScalar, isSeq, type Node, parseDocument, type Scalar } from 'yaml';
import { canonicalJson } from '../../engine/language/canonical';
import { itemText, rewrittenItem, ruleSetText } from './rule-set-text';

export type Part = 'rules' | 'lists';

/** A rule or list to put in its place (or at the end), or, without a value, to remove. */
export interface Edit {
  readonly part: Part;
  readonly id: string;
  readonly value?: Readonly<Record<string, unknown>>;
}

/** The text after one change, with everything else in it untouched; null when there is nothing of that id to remove. */
export function editedText(yaml: string, edit: Edit): string | null {
  const before: unknown = parseDocument(yaml).toJS();
  const after = editedValue(before, edit);
  if (after === null) return null;
  const spliced = splicedText(yaml, edit);
  return spliced !== null && isSaying(spliced, after) ? spliced : rewrittenText(yaml, after);
}

/** The same change to a value. */
export function editedValue(document: unknown, { part, id, value }: Edit): object | null {
  const given = (document as Readonly<Record<string, unknown>> | null)?.[part];
  const items: readonly unknown[] = Array.isArray(given) ? given : [];
  const at = items.findIndex((item) => idOf(item) === id);
  if (at < 0 && value === undefined) return null;
  const next = value === undefined ? items.filter((_, i) => i !== at) : at < 0 ? [...items, value] : items.map((item, i) => (i === at ? value : item));
  return { ...(document as object), [part]: next };
}

function idOf(item: unknown): unknown {
  return (item as { readonly id?: unknown } | null)?.id;
}

/** Replaces the characters of one item of a block list; null where the text is written in another way. */
function splicedText(yaml: string, { part, id, value }: Edit): string | null {
  const document = parseDocument(yaml);
  const items = isMap(document.contents) ? document.contents.get(part, true) : undefined;
  if (!isSeq(items) || items.flow === true || items.items.length === 0) return null;
  const at = items.items.findIndex((item) => isMap(item) && item.get('id') === id);
  const item = items.items[at < 0 ? items.items.length - 1 : at] as Node;
  const place = placeOf(yaml, item);
  if (place === null) return null;
  if (value === undefined) return withoutLines(yaml, place);
  const small = at < 0 ? null : withScalars(yaml, item, value);
  if (small !== null) return small;
  if (at >= 0) return yaml.slice(0, place.start) + indented(rewrittenItem(dedented(yaml.slice(place.start, place.end), place.column), value), place.column) + yaml.slice(place.end);
  const dash = `${' '.repeat(place.dash)}-${' '.repeat(place.column - place.dash - 1)}`;
  const before = yaml.slice(0, place.end);
  return `${before}${before.endsWith('\n') ? '' : '\n'}${dash}${indented(itemText(value), place.column)}${yaml.slice(place.end)}`;
}

/** Where only single values differ, their characters are all that changes; null where more does. */
function withScalars(yaml: string, item: unknown, value: unknown): string | null {
  const splices = scalarSplices(item, value);
  if (splices === null) return null;
  return splices.sort((a, b) => b.start - a.start).reduce((text, { start, end, written }) => text.slice(0, start) + written + text.slice(end), yaml);
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly written: string;
}

function scalarSplices(node: unknown, value: unknown): Splice[] | null {
  if (isScalar(node)) return scalarSplice(node, value);
  if (isSeq(node)) return Array.isArray(value) && value.length === node.items.length ? joined(node.items.map((item, i) => scalarSplices(item, value[i]))) : null;
  if (!isMap(node) || typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const keys = Object.keys(value);
  if (keys.length !== node.items.length) return null;
  return joined(keys.map((key) => (node.has(key) ? scalarSplices(node.get(key, true), (value as Readonly<Record<string, unknown>>)[key]) : null)));
}

function scalarSplice({ value: before, range, anchor }: Scalar, value: unknown): Splice[] | null {
  if (before === value) return [];
  if (!range || anchor !== undefined || typeof value === 'object' || value === undefined) return null;
  const written = JSON.stringify(value);
  const isPlain = typeof value !== 'string' || /^[a-z][a-z0-9_-]*$/.test(value) && !/^(true|false|null|yes|no|on|off)$/.test(value);
  return [{ start: range[0], end: range[1], written: isPlain && typeof value === 'string' ? value : written }];
}

function joined(parts: readonly (Splice[] | null)[]): Splice[] | null {
  return parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
}

function withoutLines(yaml: string, { lineStart, end }: Place): string {
  const [before, after] = [yaml.slice(0, lineStart), yaml.slice(end)];
  return before + (before.endsWith('\n\n') && after.startsWith('\n') ? after.slice(1) : after);
}

interface Place {
  /** Of the item's first character, and one past its last line. */
  readonly start: number;
  readonly end: number;
  /** Of the line on which its dash stands. */
  readonly lineStart: number;
  readonly column: number;
  readonly dash: number;
}

function placeOf(yaml: string, { range }: Node): Place | null {
  if (!range) return null;
  const [start] = range;
  const lineStart = yaml.lastIndexOf('\n', start - 1) + 1;
  const lead = yaml.slice(lineStart, start);
  if (!/^ *- +$/.test(lead)) return null;
  return { start, lineStart, column: lead.length, dash: lead.indexOf('-'), end: endOfItem(yaml, start, lead.length) };
}

/** Every further line of an item is indented as far as its first key, or blank between such lines; what follows is somebody else's. */
function endOfItem(yaml: string, start: number, column: number): number {
  let end = lineEnd(yaml, start);
  for (let at = end; at < yaml.length;) {
    const next = lineEnd(yaml, at);
    const line = yaml.slice(at, next);
    if (line.trim() !== '') {
      if (/^ */.exec(line)?.[0].length !== undefined && line.search(/[^ ]/) < column) break;
      end = next;
    }
    at = next;
  }
  return end;
}

function lineEnd(yaml: string, from: number): number {
  const at = yaml.indexOf('\n', from);
  return at < 0 ? yaml.length : at + 1;
}

function dedented(text: string, by: number): string {
  return text.replaceAll(new RegExp(`(\\n) {1,${String(by)}}`, 'g'), '$1');
}

/** All lines but the first, which stands behind its dash. */
function indented(text: string, by: number): string {
  return text.replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(by)}`);
}

/** The whole text with the whole value in it, comments where they can stay. */
function rewrittenText(yaml: string, value: object): string {
  const rewritten = rewrittenItem(yaml, value);
  return isSaying(rewritten, value) ? rewritten : ruleSetText(value);
}

function isSaying(yaml: string, value: unknown): boolean {
  const document = parseDocument(yaml);
  return document.errors.length === 0 && canonicalJson(document.toJS()) === canonicalJson(value);
}
