import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answerOf, client } from './client';
import { draftOf, ifMatch } from './rules';
import type { Draft, ImportResult, ListEntry, RuleList } from './rule-types';

const ENTRIES_SHOWN = 100;

/** Lists as they run: the draft has its own. */
export function useLists(site: string) {
  return useQuery({ queryKey: ['rule-set', site, 'lists'], queryFn: () => answerOf(client.GET('/v1/sites/{site}/lists', { params: { path: { site }, query: { of: 'running' } } })) });
}

/** A page of a list's entries as the draft has them; `version` is the draft's. */
export function useListEntries(site: string, id: string, { q, cursor, version }: { readonly q: string; readonly cursor: string | null; readonly version: number | undefined }) {
  return useQuery({
    queryKey: ['list-entries', site, id, q, cursor, version],
    queryFn: () => answerOf(client.GET('/v1/sites/{site}/lists/{id}/entries', { params: { path: { site, id }, query: { of: 'draft', limit: ENTRIES_SHOWN, q, ...(cursor === null ? {} : { cursor }) } } })),
    enabled: version !== undefined,
    placeholderData: keepPreviousData,
  });
}

export type ListFormat = 'text' | 'csv' | 'json';

export interface ListImport {
  readonly id: string;
  readonly text: string;
  readonly format: ListFormat;
  readonly mode: 'add' | 'replace';
  readonly dryRun: boolean;
  readonly seen: Draft;
}

export function importList(site: string, { id, text, format, mode, dryRun, seen }: ListImport): Promise<ImportResult> {
  return answerOf(client.POST('/v1/sites/{site}/lists/{id}/import', { params: { path: { site, id }, query: { format, mode, dryRun: dryRun ? 'true' : 'false' }, header: ifMatch(seen) }, body: { text } }));
}

/** Takes one entry out of a list, however long it is. */
export async function removeEntry(site: string, id: string, term: string, seen: Draft): Promise<void> {
  const file = await answerOf(client.GET('/v1/sites/{site}/lists/{id}/export', { params: { path: { site, id }, query: { format: 'json', of: 'draft' } } }));
  const entries = (typeof file === 'string' ? JSON.parse(file) : file) as readonly (string | ListEntry)[];
  const kept = entries.filter((entry) => (typeof entry === 'string' ? entry : entry.term) !== term);
  await importList(site, { id, text: JSON.stringify(kept), format: 'json', mode: 'replace', dryRun: false, seen });
}

export function exportAddress(site: string, id: string, format: ListFormat): string {
  return `/v1/sites/${encodeURIComponent(site)}/lists/${encodeURIComponent(id)}/export?format=${format}&of=draft`;
}

export async function saveList(site: string, list: Pick<RuleList, 'id' | 'kind' | 'entries'>, seen: Draft): Promise<Draft> {
  return draftOf(await answerOf(client.PUT('/v1/sites/{site}/rule-set/draft/lists/{id}', { params: { path: { site, id: list.id }, header: ifMatch(seen) }, body: { list: { ...list } } })));
}

export async function removeList(site: string, id: string, seen: Draft): Promise<Draft> {
  return draftOf(await answerOf(client.DELETE('/v1/sites/{site}/rule-set/draft/lists/{id}', { params: { path: { site, id }, header: ifMatch(seen) } })));
}
