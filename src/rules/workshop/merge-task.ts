import { canonicalJson } from '../../engine/language/canonical';
import { isStoredEntries } from '../../engine/language/stored-entries';
import { byId } from './diff-task';
import type { Edit, Part } from './rule-set-edit';

type Item = Readonly<Record<string, unknown>>;

/** Three versions of a rule set: the pack as the site took it, the site's draft, and the pack as it is now. */
export interface MergeTask {
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** Long lists that one of them names, as JSON texts by hash. */
  readonly lists: readonly (readonly [hash: string, entries: string])[];
}

/**
 * What becomes of a rule or list. `taken`: the pack's change, untouched here. `merged`: both changed, in different places.
 * `conflict`: both changed the same; the site's stays.
 */
export type MergeOutcome = 'taken' | 'merged' | 'conflict';

export interface MergedItem {
  readonly part: Part;
  readonly id: string;
  /** What the pack did. */
  readonly change: 'added' | 'removed' | 'changed';
  readonly outcome: MergeOutcome;
  /** Keys in conflict; of a list's entries the terms. Empty when one side removed what the other changed. */
  readonly conflicts: readonly string[];
}

export interface Merge {
  readonly items: readonly MergedItem[];
  /** What to do to the draft. */
  readonly edits: readonly Edit[];
}

const MOST_NAMED = 20;

/** Brings the pack's changes into the draft and loses none of the site's own. */
export function mergeStarter({ base, mine, theirs, lists }: MergeTask): Merge {
  const texts = new Map(lists);
  const items: MergedItem[] = [];
  const edits: Edit[] = [];
  for (const part of ['lists', 'rules'] as const) {
    const [was, is, will] = [byId(base, part), byId(mine, part), byId(theirs, part)];
    for (const id of new Set([...will.keys(), ...was.keys()])) {
      const [b, m, t] = [was.get(id), is.get(id), will.get(id)];
      if (same(b, t) || same(m, t)) continue;
      const { outcome, conflicts, value } = mergedItem(part, { b, m, t }, texts);
      items.push({ part, id, change: b === undefined ? 'added' : t === undefined ? 'removed' : 'changed', outcome, conflicts: conflicts.slice(0, MOST_NAMED) });
      if (!same(value, m)) edits.push(value === undefined ? { part, id } : { part, id, value });
    }
  }
  return { items, edits };
}

interface Three<Value> {
  readonly b: Value | undefined;
  readonly m: Value | undefined;
  readonly t: Value | undefined;
}

interface Result {
  readonly outcome: MergeOutcome;
  readonly conflicts: readonly string[];
  /** Undefined: not there. */
  readonly value: Item | undefined;
}

function mergedItem(part: Part, { b, m, t }: Three<Item>, texts: ReadonlyMap<string, string>): Result {
  if (same(b, m)) return { outcome: 'taken', conflicts: [], value: t };
  if (m === undefined || t === undefined) return { outcome: 'conflict', conflicts: [], value: m };
  const keys = new Set([...Object.keys(m), ...Object.keys(t)]);
  const conflicts: string[] = [];
  const merged: Record<string, unknown> = {};
  for (const key of keys) {
    const value = part === 'lists' && key === 'entries' ? mergedEntries({ b: b?.[key], m: m[key], t: t[key] }, texts, conflicts) : mergedValue({ b: b?.[key], m: m[key], t: t[key] }, key, conflicts);
    if (value !== undefined) merged[key] = value;
  }
  return { outcome: conflicts.length > 0 ? 'conflict' : 'merged', conflicts, value: merged };
}

function mergedValue({ b, m, t }: Three<unknown>, key: string, conflicts: string[]): unknown {
  if (same(m, t) || same(b, t)) return m;
  if (same(b, m)) return t;
  conflicts.push(key);
  return m;
}

/** Term by term: what the pack added comes, what it removed goes unless the site changed it. */
function mergedEntries({ b, m, t }: Three<unknown>, texts: ReadonlyMap<string, string>, conflicts: string[]): unknown {
  if (same(m, t) || same(b, t)) return m;
  if (same(b, m)) return t;
  const [was, is, will] = [byTerm(b, texts), byTerm(m, texts), byTerm(t, texts)];
  const entries: unknown[] = [];
  for (const term of new Set([...is.keys(), ...will.keys()])) {
    const value = mergedValue({ b: was.get(term), m: is.get(term), t: will.get(term) }, term, conflicts);
    if (value !== undefined) entries.push(value);
  }
  return entries;
}

function byTerm(entries: unknown, texts: ReadonlyMap<string, string>): ReadonlyMap<string, unknown> {
  const written: unknown = isStoredEntries(entries) ? JSON.parse(texts.get(entries.stored) ?? '[]') : entries;
  const list: readonly unknown[] = Array.isArray(written) ? written : [];
  return new Map(list.map((entry) => [typeof entry === 'string' ? entry : String((entry as Item)['term']), entry]));
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}
