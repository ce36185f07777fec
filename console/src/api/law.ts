import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { components, operations } from '@weir/client/schema';

type Schemas = components['schemas'];

export type Statement = Schemas['StatementView'];
export type Notice = Schemas['NoticeView'];
export type ReportFile = operations['Report_file']['parameters']['query']['file'];

const LISTED = 25;

export interface StatementFilter {
  readonly restriction: Statement['restriction'] | null;
  readonly source: Statement['source'] | null;
  readonly state: 'in_force' | 'ended' | null;
}

/** What is asked for, without what is left open. */
function asked<Query extends object>(query: Query): { readonly [Key in keyof Query]?: Exclude<Query[Key], null> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null)) as never;
}

/** Statements of reasons, newest first, a page at a time. */
export function useStatements(site: string, filter: StatementFilter) {
  return useInfiniteQuery({
    queryKey: ['law', site, 'statements', filter],
    queryFn: ({ pageParam }) => answerOf(client.GET('/v1/sites/{site}/law/statements', { params: { path: { site }, query: { ...asked({ ...filter, cursor: pageParam }), order: 'newest', limit: LISTED } } })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Another filter: what there was stays until the new rows are here, so that nothing jumps.
    placeholderData: keepPreviousData,
  });
}

/** Notices of illegal content, newest first, a page at a time. */
export function useNotices(site: string, state: 'open' | 'decided' | null) {
  return useInfiniteQuery({
    queryKey: ['law', site, 'notices', state],
    queryFn: ({ pageParam }) => answerOf(client.GET('/v1/sites/{site}/law/notices', { params: { path: { site }, query: { ...asked({ state, cursor: pageParam }), limit: LISTED } } })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Another filter: what there was stays until the new rows are here, so that nothing jumps.
    placeholderData: keepPreviousData,
  });
}

/** Whether somebody is told of statements, so that their authors can be; undefined while that is not known, or not for this person to know. */
export function useIsTold(site: string, mayKnow: boolean) {
  return useQuery({
    queryKey: ['law', site, 'told'],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/webhooks', { params: { path: { site } } }))).items.some(({ isEnabled, types }) => isEnabled && types.includes('statement.created')),
    enabled: mayKnow,
  }).data;
}

export function batchesFile(site: string): string {
  return `/v1/sites/${encodeURIComponent(site)}/law/statements/transparency-database/batches`;
}

export function yearlyFile(site: string, year: number, file: ReportFile): string {
  return `/v1/sites/${encodeURIComponent(site)}/law/yearly-report/file?year=${String(year)}&file=${file}`;
}
