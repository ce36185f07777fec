import { createHash } from 'node:crypto';
import { canonicalJson } from '../../engine/language/canonical';
import { MOST_INLINE_ENTRIES, storedHashes } from '../../engine/language/stored-entries';
import type { NewRuleList } from '../../store/rule-list.store';

/** A rule set as it is stored: canonical JSON in which long lists are named, and those lists. */
export interface PackedRuleSet {
  readonly document: string;
  /** SHA-256 of `document`; long lists count by their own hash. */
  readonly hash: string;
  /** Long lists that were written out in what was packed. */
  readonly newLists: readonly NewRuleList[];
  /** Hashes of all long lists that it names. */
  readonly lists: readonly string[];
}

/** Packs any value that was meant as a rule set, right or wrong. */
export function packedRuleSet(value: unknown): PackedRuleSet {
  const newLists: NewRuleList[] = [];
  const compact = withLongListsNamed(value, newLists);
  const document = canonicalJson(compact);
  return { document, hash: sha256(document), newLists, lists: storedHashes(compact) };
}

export function packedList(entries: readonly unknown[]): NewRuleList {
  const text = canonicalJson(entries);
  return { hash: sha256(text), size: entries.length, entries: text };
}

function withLongListsNamed(value: unknown, newLists: NewRuleList[]): unknown {
  const { lists } = (value ?? {}) as { readonly lists?: unknown };
  if (!Array.isArray(lists)) return value;
  return { ...(value as object), lists: lists.map((list: unknown) => withEntriesNamed(list, newLists)) };
}

function withEntriesNamed(list: unknown, newLists: NewRuleList[]): unknown {
  const { entries } = (list ?? {}) as { readonly entries?: unknown };
  if (!Array.isArray(entries) || entries.length <= MOST_INLINE_ENTRIES) return list;
  const packed = packedList(entries);
  if (!newLists.some(({ hash }) => hash === packed.hash)) newLists.push(packed);
  return { ...(list as object), entries: { count: packed.size, stored: packed.hash } };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
