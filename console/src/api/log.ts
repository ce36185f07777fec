import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { components } from '@weir/client/schema';

type Schemas = components['schemas'];
export type LogEvent = Schemas['ListedEventView'];
export type EventType = LogEvent['type'];

const LISTED = 30;

export interface LogFilter {
  readonly type: EventType;
  readonly from?: string;
  readonly to?: string;
  readonly actor?: string;
}

/** Lines of the log, oldest first, a page at a time. */
export function useLog(site: string, { type, ...filter }: LogFilter) {
  return useInfiniteQuery({
    queryKey: ['log', site, type, filter],
    queryFn: async ({ pageParam }) => asList(await answerOf(client.GET('/v1/sites/{site}/review/events', { params: { path: { site }, query: { ...filter, type, limit: LISTED, ...(pageParam === null ? {} : { after: Number(pageParam) }) } } }))),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** Asked for as JSON, the log comes as JSON; its document tells of files too. */
function asList(answer: unknown): Schemas['EventListView'] {
  return answer as Schemas['EventListView'];
}

/** The comments of these ids, as far as they are still there. */
export function useCommentsById(site: string, ids: readonly string[]) {
  const results = useQueries({
    queries: [...new Set(ids)].map((id) => ({ queryKey: ['comment', site, id], queryFn: () => answerOf(client.GET('/v1/sites/{site}/comments/{id}', { params: { path: { site, id } } })), staleTime: 60_000, retry: false })),
  });
  return new Map(results.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data] as const])));
}
