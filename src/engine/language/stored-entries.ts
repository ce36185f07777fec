import type { ListDocument, RuleSetDocument } from './document';

/** A list with more entries is kept apart from its rule set, and named there by what it holds. */
export const MOST_INLINE_ENTRIES = 1_000;
/** What one list may hold. */
export const MOST_ENTRIES = 100_000;

/** Stands in place of a list's entries: `{ stored: <SHA-256 of the canonical entries>, count: 100000 }`. */
export interface StoredEntries {
  readonly stored: string;
  readonly count?: number;
}

/** A rule set of which long lists may be named instead of written out. */
export interface CompactRuleSet extends Omit<RuleSetDocument, 'lists'> {
  readonly lists?: readonly CompactList[];
}

export type CompactList = Omit<ListDocument, 'entries'> & { readonly entries: ListDocument['entries'] | StoredEntries };

const HASH = /^[0-9a-f]{64}$/;

export function isStoredEntries(value: unknown): value is StoredEntries {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && HASH.test(String((value as Partial<StoredEntries>).stored));
}

/** The hashes that a document names, whatever else it says. */
export function storedHashes(document: unknown): readonly string[] {
  return [...new Set(listsOf(document).flatMap((list) => (isStoredEntries(list['entries']) ? [list['entries'].stored] : [])))].sort();
}

/** The document with its lists written out. A hash that `entriesOf` does not know stays, and fails the schema. */
export function withStoredEntries(document: unknown, entriesOf: (hash: string) => unknown): unknown {
  if (storedHashes(document).length === 0) return document;
  const lists = (document as { readonly lists: readonly unknown[] }).lists.map((list) => {
    const entries = (list as Partial<CompactList> | null)?.entries;
    const known = isStoredEntries(entries) ? entriesOf(entries.stored) : undefined;
    return known === undefined ? list : { ...(list as object), entries: known };
  });
  return { ...(document as object), lists };
}

function listsOf(document: unknown): readonly Readonly<Record<string, unknown>>[] {
  const lists = (document as { readonly lists?: unknown } | null | undefined)?.lists;
  return Array.isArray(lists) ? lists.filter((list): list is Record<string, unknown> => typeof list === 'object' && list !== null) : [];
}
