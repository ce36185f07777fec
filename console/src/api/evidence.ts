import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { ChangeKind, StatsTable } from './rule-types';

const STATS_EVERY_MS = 10_000;
const BACKTEST_EVERY_MS = 400;
const BACKTESTS_SHOWN = 50;
const BACKTESTS_EVERY_MS = 2_000;
const REPORT_FRESH_MS = 5 * 60_000;
/** The newest so many: a few seconds' work. */
const MOST_COMMENTS = 100_000;

/** What each rule did in the last days, and whether people agreed. */
export function useStats(site: string, days: 1 | 7 | 30) {
  return useQuery({
    queryKey: ['rule-stats', site, days],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/rules/stats', { params: { path: { site }, query: { days } } }))) as unknown as StatsTable,
    refetchInterval: STATS_EVERY_MS,
  });
}

export function useRuleDetail(site: string, rule: string, wanted: boolean) {
  return useQuery({ queryKey: ['rule-stats', site, rule], queryFn: () => readDetail(site, rule), enabled: wanted });
}

/** What each entry of a list matched in the last seven days, by all rules that ask for the list. */
export function useEntryHits(site: string, list: string, rules: readonly string[]): ReadonlyMap<string, number> {
  const results = useQueries({ queries: rules.map((rule) => ({ queryKey: ['rule-stats', site, rule], queryFn: () => readDetail(site, rule), retry: false })) });
  const hits = new Map<string, number>();
  for (const { entry, hits: count } of results.flatMap(({ data }) => data?.entries ?? [])) {
    const term = entry.startsWith(`${list}:`) ? entry.slice(list.length + 1) : null;
    if (term !== null) hits.set(term, (hits.get(term) ?? 0) + count);
  }
  return hits;
}

function readDetail(site: string, rule: string) {
  return answerOf(client.GET('/v1/sites/{site}/rules/{rule}/stats', { params: { path: { site, rule }, query: { days: 7 } } }));
}

export function useBacktests(site: string) {
  return useQuery({
    queryKey: ['backtests', site],
    queryFn: () => answerOf(client.GET('/v1/sites/{site}/rule-set/backtests', { params: { path: { site }, query: { limit: BACKTESTS_SHOWN } } })),
    // One may have been begun or cancelled a moment ago.
    refetchOnMount: 'always',
    refetchInterval: ({ state: { data } }) => (data?.items.some(({ status }) => status === 'waiting' || status === 'running') === true ? BACKTESTS_EVERY_MS : false),
  });
}

export function useBacktest(site: string, id: string) {
  return useQuery({
    queryKey: ['backtest', site, id],
    queryFn: () => answerOf(client.GET('/v1/sites/{site}/rule-set/backtests/{id}', { params: { path: { site, id } } })),
    refetchInterval: ({ state: { data } }) => (data === undefined || data.status === 'waiting' || data.status === 'running' ? BACKTEST_EVERY_MS : false),
  });
}

export function useBacktestChanges(site: string, id: string, { kind, cursor, wanted }: { readonly kind: ChangeKind; readonly cursor: string | null; readonly wanted: boolean }) {
  return useQuery({
    queryKey: ['backtest-changes', site, id, kind, cursor],
    queryFn: () => answerOf(client.GET('/v1/sites/{site}/rule-set/backtests/{id}/changes', { params: { path: { site, id }, query: { kind, ...(cursor === null ? {} : { cursor }) } } })),
    enabled: wanted,
    placeholderData: keepPreviousData,
  });
}

export function startBacktest(site: string, body: { readonly against: 'draft' | number; readonly from?: string }): Promise<{ readonly id: string }> {
  return answerOf(client.POST('/v1/sites/{site}/rule-set/backtests', { params: { path: { site } }, body: { ...body, limit: MOST_COMMENTS } }));
}

export async function cancelBacktest(site: string, id: string): Promise<void> {
  await answerOf(client.DELETE('/v1/sites/{site}/rule-set/backtests/{id}', { params: { path: { site, id } } }));
}

/** Brakes that are on, and those that were released lately. */
export function useBrakes(site: string, wanted: boolean) {
  return useQuery({ queryKey: ['rule-brakes', site], queryFn: () => answerOf(client.GET('/v1/sites/{site}/rules/brakes', { params: { path: { site } } })), enabled: wanted });
}

export function useRelease(site: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (rule: string) => answerOf(client.POST('/v1/sites/{site}/rules/{rule}/brake:release', { params: { path: { site, rule } } })),
    onSuccess: () => Promise.all(['rule-brakes', 'rule-stats'].map((name) => queries.invalidateQueries({ queryKey: [name, site] }))),
  });
}

/** What to look at once a week; the service reads four weeks for it, so it is asked for rarely. */
export function useReport(site: string) {
  return useQuery({ queryKey: ['rule-report', site], queryFn: () => answerOf(client.GET('/v1/sites/{site}/rules/report', { params: { path: { site } } })), staleTime: REPORT_FRESH_MS, retry: false });
}
