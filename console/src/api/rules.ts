import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from './client';
import type { Backtest, BacktestChange, ChangeKind, CheckResult, Draft, ListEntry, ListSummary, Page, Rule, RuleMode, RuleSetDiff, RuleStats, RunningRuleSet, SchemaNode, StatsTable, TaggedDraft, TryResult, Version } from './rule-types';

const STATS_EVERY_MS = 10_000;
const BACKTEST_EVERY_MS = 400;

const at = (site: string, rest: string): string => `/v1/sites/${encodeURIComponent(site)}/${rest}`;
const get = async <Data>(path: string): Promise<Data> => (await send<Data>('GET', path)).data;

export function useRunning(site: string) {
  return useQuery({ queryKey: ['rule-set', site], queryFn: () => get<RunningRuleSet>(at(site, 'rule-set')), refetchInterval: 15_000 });
}

export const draftKey = (site: string): readonly string[] => ['rule-draft', site];

export async function readDraft(site: string): Promise<TaggedDraft> {
  return tagged(await send<Draft>('GET', at(site, 'rule-set/draft')));
}

export async function saveYaml(site: string, yaml: string, etag: string): Promise<TaggedDraft> {
  return tagged(await send<Draft>('PUT', at(site, 'rule-set/draft'), { body: yaml, contentType: 'application/yaml', ifMatch: etag }));
}

export async function saveRule(site: string, rule: Rule, etag: string): Promise<TaggedDraft> {
  return tagged(await send<Draft>('PUT', at(site, `rule-set/draft/rules/${rule.id}`), { body: { rule }, ifMatch: etag }));
}

export async function removeRule(site: string, id: string, etag: string): Promise<TaggedDraft> {
  return tagged(await send<Draft>('DELETE', at(site, `rule-set/draft/rules/${id}`), { ifMatch: etag }));
}

export async function resetDraft(site: string, etag: string): Promise<void> {
  await send('DELETE', at(site, 'rule-set/draft'), { ifMatch: etag });
}

function tagged({ data, etag }: { readonly data: Draft; readonly etag: string }): TaggedDraft {
  return { ...data, etag };
}

export async function checkYaml(site: string, yaml: string): Promise<CheckResult> {
  return (await send<CheckResult>('POST', at(site, 'rule-set/draft:check'), { body: { yaml } })).data;
}

/** What the check says of the draft as it is saved; the last answer stays until the next one is there. */
export function useCheck(site: string, etag: string | undefined) {
  return useQuery({
    queryKey: ['rule-check', site, etag],
    queryFn: async () => (await send<CheckResult>('POST', at(site, 'rule-set/draft:check'), { body: {} })).data,
    enabled: etag !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

export interface Trial {
  readonly body: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly against: 'draft' | 'running';
}

export function useTry(site: string, { body, fields, against }: Trial, state: string) {
  return useQuery({
    queryKey: ['rule-try', site, state, against, fields, body],
    queryFn: async () => {
      const { items, tookUs } = (await send<TryResult>('POST', at(site, 'rule-set/draft:try'), { body: { comments: [{ body, fields }], against } })).data;
      return { body, verdict: items[0]?.verdict, tookUs };
    },
    enabled: body.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export function useStats(site: string, days: 1 | 7 | 30) {
  return useQuery({ queryKey: ['rule-stats', site, days], queryFn: () => get<StatsTable>(at(site, `rules/stats?days=${String(days)}`)), refetchInterval: STATS_EVERY_MS });
}

export function useRuleStats(site: string, id: string, wanted: boolean) {
  return useQuery({ queryKey: ['rule-stats', site, id], queryFn: () => get<RuleStats>(at(site, `rules/${id}/stats`)), enabled: wanted });
}

export function useVersions(site: string) {
  return useQuery({ queryKey: ['rule-versions', site], queryFn: () => get<Page<Version>>(at(site, 'rule-set/versions?limit=50')) });
}

/** `to` may be the draft; `state` is what makes the answer another one. */
export function useDiff(site: string, from: number | undefined, to: number | 'draft', state: string) {
  return useQuery({
    queryKey: ['rule-diff', site, from, to, state],
    queryFn: () => get<RuleSetDiff>(at(site, `rule-set/versions/${String(from)}...${String(to)}`)),
    enabled: from !== undefined,
    placeholderData: keepPreviousData,
  });
}

export function useSchema() {
  return useQuery({ queryKey: ['rule-schema'], queryFn: () => get<SchemaNode>('/v1/rule-language/schema'), staleTime: Infinity });
}

export interface Publication {
  readonly note: string;
  /** Why a rule may reject that has not proved itself. */
  readonly reason: string | null;
  /** The version that runs, where it is another than the draft was begun from. */
  readonly replaces: number | null;
  readonly etag: string;
}

export function usePublish(site: string) {
  const refresh = useRefresh(site);
  return useMutation({
    mutationFn: async ({ note, reason, replaces, etag }: Publication) => (await send<Version>('POST', at(site, 'rule-set/versions'), { body: { note, ...(reason === null ? {} : { override: { reason } }), ...(replaces === null ? {} : { replaces }) }, ifMatch: etag })).data,
    onSuccess: refresh,
  });
}

export function useRollback(site: string) {
  const refresh = useRefresh(site);
  return useMutation({ mutationFn: async ({ to, note }: { to: number; note: string }) => (await send<Version>('POST', at(site, 'rule-set/rollback'), { body: { to, ...(note === '' ? {} : { note }) } })).data, onSuccess: refresh });
}

export function useSetMode(site: string) {
  const refresh = useRefresh(site);
  return useMutation({
    mutationFn: async ({ id, mode, note, reason }: { id: string; mode: RuleMode; note: string; reason: string | null }) => (await send<Version>('POST', at(site, `rule-set/rules/${id}/mode`), { body: { mode, note, ...(reason === null ? {} : { override: { reason } }) } })).data,
    onSuccess: refresh,
  });
}

/** After another version runs, nothing that was read before holds. */
function useRefresh(site: string): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(['rule-set', 'rule-draft', 'rule-versions', 'rule-stats', 'rule-diff', 'rule-check', 'rule-try', 'rule-lists'].map((name) => queries.invalidateQueries({ queryKey: [name, site] })));
  };
}

export function useBacktests(site: string) {
  return useQuery({ queryKey: ['backtests', site], queryFn: () => get<Page<Backtest>>(at(site, 'rule-set/backtests')) });
}

export function useBacktest(site: string, id: string) {
  return useQuery({
    queryKey: ['backtest', site, id],
    queryFn: () => get<Backtest>(at(site, `rule-set/backtests/${id}`)),
    refetchInterval: ({ state: { data } }) => (data === undefined || data.status === 'waiting' || data.status === 'running' ? BACKTEST_EVERY_MS : false),
  });
}

export function useBacktestChanges(site: string, id: string, kind: ChangeKind, cursor: string | null, wanted: boolean) {
  return useQuery({
    queryKey: ['backtest-changes', site, id, kind, cursor],
    queryFn: () => get<Page<BacktestChange>>(at(site, `rule-set/backtests/${id}/changes?kind=${kind}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)),
    enabled: wanted,
    placeholderData: keepPreviousData,
  });
}

export async function startBacktest(site: string, body: { against: 'draft' | number; from?: string; limit?: number }): Promise<{ readonly id: string }> {
  return (await send<{ id: string }>('POST', at(site, 'rule-set/backtests'), { body })).data;
}

export async function cancelBacktest(site: string, id: string): Promise<void> {
  await send('DELETE', at(site, `rule-set/backtests/${id}`));
}

export function useLists(site: string) {
  return useQuery({ queryKey: ['rule-lists', site], queryFn: () => get<Page<ListSummary>>(at(site, 'lists')) });
}

export type ImportFormat = 'text' | 'csv' | 'json';

export interface ImportResult {
  /** Entries of the list afterwards. */
  readonly total: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly repeated: number;
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

export interface Import {
  readonly id: string;
  readonly text: string;
  readonly format: ImportFormat;
  readonly mode: 'add' | 'replace';
  readonly dryRun: boolean;
  readonly etag: string;
}

const TYPES: Readonly<Record<ImportFormat, string>> = { text: 'text/plain', csv: 'text/csv', json: 'application/json' };

export async function importList(site: string, { id, text, format, mode, dryRun, etag }: Import): Promise<ImportResult> {
  const body = format === 'json' ? (JSON.parse(text) as unknown) : text;
  return (await send<ImportResult>('POST', at(site, `lists/${id}/import?format=${format}&mode=${mode}&dryRun=${String(dryRun)}`), { body, contentType: TYPES[format], ifMatch: etag })).data;
}

export function exportAddress(site: string, id: string, format: ImportFormat): string {
  return at(site, `lists/${id}/export?format=${format}&of=draft`);
}

export async function saveList(site: string, list: { readonly id: string; readonly entries: readonly (string | ListEntry)[] }, etag: string): Promise<TaggedDraft> {
  return tagged(await send<Draft>('PUT', at(site, `rule-set/draft/lists/${list.id}`), { body: { list }, ifMatch: etag }));
}

export async function removeList(site: string, id: string, etag: string): Promise<TaggedDraft> {
  return tagged(await send<Draft>('DELETE', at(site, `rule-set/draft/lists/${id}`), { ifMatch: etag }));
}

/** A page of a list's entries as the draft has them; `state` is the draft's tag. */
export function useListEntries(site: string, id: string, { q, cursor, state }: { q: string; cursor: string | null; state: string }) {
  return useQuery({
    queryKey: ['list-entries', site, id, q, cursor, state],
    queryFn: () => get<Page<ListEntry>>(at(site, `lists/${id}/entries?of=draft&limit=100&q=${encodeURIComponent(q)}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)),
    enabled: state !== '',
    placeholderData: keepPreviousData,
  });
}

/** Takes one entry out of a list, however long it is. */
export async function removeEntry(site: string, id: string, term: string, etag: string): Promise<void> {
  const entries = await get<readonly (string | ListEntry)[]>(at(site, `lists/${id}/export?format=json&of=draft`));
  const kept = entries.filter((entry) => (typeof entry === 'string' ? entry : entry.term) !== term);
  await send('POST', at(site, `lists/${id}/import?format=json&mode=replace`), { body: kept, ifMatch: etag });
}

/** What each entry of a list matched in the last seven days, by all rules that ask for the list. */
export function useEntryHits(site: string, list: string, rules: readonly string[]) {
  const results = useQueries({ queries: rules.map((rule) => ({ queryKey: ['rule-stats', site, rule], queryFn: () => get<RuleStats>(at(site, `rules/${rule}/stats`)), retry: false })) });
  const hits = new Map<string, number>();
  for (const { entry, hits: count } of results.flatMap(({ data }) => data?.entries ?? [])) {
    const term = entry.startsWith(`${list}:`) ? entry.slice(list.length + 1) : null;
    if (term !== null) hits.set(term, (hits.get(term) ?? 0) + count);
  }
  return hits;
}
