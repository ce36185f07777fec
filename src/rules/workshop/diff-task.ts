import { canonicalJson } from '../../engine/language/canonical';
import { isStoredEntries } from '../../engine/language/stored-entries';
import { unifiedDiff } from './unified-diff';

export interface DiffSide {
  /** What the text is called: `version 3`, `draft`. */
  readonly name: string;
  readonly yaml: string;
  /** Long lists named. */
  readonly document: unknown;
}

export interface DiffTask {
  readonly from: DiffSide;
  readonly to: DiffSide;
  /** Long lists that only one of them names, as JSON texts by hash. */
  readonly lists: readonly (readonly [hash: string, entries: string])[];
}

export type Change = 'added' | 'removed' | 'changed';
type Item = Readonly<Record<string, unknown>>;

export interface RuleDifference {
  readonly id: string;
  readonly change: Change;
  readonly before: Item | null;
  readonly after: Item | null;
  /** Keys that differ. */
  readonly fields: readonly string[];
}

export interface ListDifference {
  readonly id: string;
  readonly change: Change;
  /** Entries, by term; an entry that is written differently counts as changed. */
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly fields: readonly string[];
  readonly sample: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

export interface RuleSetDifference {
  readonly rules: readonly RuleDifference[];
  readonly lists: readonly ListDifference[];
  /** Unified diff of the texts. */
  readonly text: string;
}

const MOST_SAMPLED = 20;

export function diffRuleSets({ from, to, lists }: DiffTask): RuleSetDifference {
  const texts = new Map(lists);
  return {
    rules: pairs(from.document, to.document, 'rules').map(([id, before, after]) => ({ id, change: changeOf(before, after), before, after, fields: fieldsThatDiffer(before, after) })),
    lists: pairs(from.document, to.document, 'lists').map(([id, before, after]) => listDifference(id, [before, after], texts)),
    text: unifiedDiff(from.yaml, to.yaml, { from: from.name, to: to.name }),
  };
}

/** Items that are not the same on both sides, in the order of the newer one, what was removed last. */
function pairs(from: unknown, to: unknown, part: 'rules' | 'lists'): readonly (readonly [string, Item | null, Item | null])[] {
  const [before, after] = [byId(from, part), byId(to, part)];
  const ids = new Set([...after.keys(), ...before.keys()]);
  return [...ids].map((id) => [id, before.get(id) ?? null, after.get(id) ?? null] as const).filter(([, a, b]) => canonicalJson(a) !== canonicalJson(b));
}

/** The items of one part by id; what has no id cannot be compared. */
export function byId(document: unknown, part: 'rules' | 'lists'): ReadonlyMap<string, Item> {
  const items = (document as Item | null)?.[part];
  const named = (Array.isArray(items) ? items : []).filter((item): item is Item & { id: string } => typeof (item as Partial<Item> | null)?.['id'] === 'string');
  return new Map(named.map((item) => [item.id, item]));
}

function changeOf(before: unknown, after: unknown): Change {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

function fieldsThatDiffer(before: Item | null, after: Item | null): readonly string[] {
  const keys = new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})]);
  return [...keys].filter((key) => canonicalJson(before?.[key]) !== canonicalJson(after?.[key]));
}

function listDifference(id: string, [before, after]: readonly [Item | null, Item | null], texts: ReadonlyMap<string, string>): ListDifference {
  const { added, removed, changed } = entryDifference(entriesOf(before, texts), entriesOf(after, texts));
  return {
    id, changed: changed.length,
    change: changeOf(before, after),
    added: added.length,
    removed: removed.length,
    fields: fieldsThatDiffer(before, after),
    sample: { added: added.slice(0, MOST_SAMPLED), removed: removed.slice(0, MOST_SAMPLED) },
  };
}

/** Terms that came, went, and are written differently now. */
export function entryDifference(before: readonly unknown[], after: readonly unknown[]): { readonly added: readonly string[]; readonly removed: readonly string[]; readonly changed: readonly string[] } {
  const [from, to] = [byTerm(before), byTerm(after)];
  return {
    added: [...to.keys()].filter((term) => !from.has(term)),
    removed: [...from.keys()].filter((term) => !to.has(term)),
    changed: [...to].filter(([term, entry]) => from.has(term) && from.get(term) !== entry).map(([term]) => term),
  };
}

function byTerm(entries: readonly unknown[]): ReadonlyMap<string, string> {
  return new Map(entries.map((entry) => {
    const whole = typeof entry === 'string' ? { term: entry } : (entry as Item);
    return [String(whole['term']), canonicalJson(whole)];
  }));
}

function entriesOf(list: Item | null, texts: ReadonlyMap<string, string>): readonly unknown[] {
  const entries = list?.['entries'];
  if (isStoredEntries(entries)) return JSON.parse(texts.get(entries.stored) ?? '[]') as unknown[];
  return Array.isArray(entries) ? entries : [];
}
