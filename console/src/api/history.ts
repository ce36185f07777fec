import { useInfiniteQuery } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { Event } from './types';

const QUARTER_MS = 15 * 60_000;
const LONGEST_MS = 2 * 365 * 86_400_000;
const SHORTEST_MS = 1_000;
/** Below so many lines the next stretch may be longer. */
const FEW = 25;
const PAGE = 100;

export interface HistoryFilter {
  readonly types: readonly string[];
  readonly actor: string | null;
}

interface Stretch {
  /** Milliseconds; null: now. */
  readonly to: number | null;
  readonly span: number;
}

interface Lines {
  readonly events: readonly Event[];
  readonly next: Stretch | null;
}

const FROM_THE_END: Stretch = { to: null, span: QUARTER_MS };

/**
 * The log from its end backwards. The service hands it out forwards, so it is read in stretches of time: shorter where
 * much happened, longer where little did.
 */
export function useHistory(site: string, { types, actor }: HistoryFilter) {
  return useInfiniteQuery({
    queryKey: ['history', site, types, actor],
    queryFn: ({ pageParam }) => readBack(pageParam, async (from, to) => {
      const query = { limit: PAGE, from, to, ...(types.length === 0 ? {} : { type: types.join(',') }), ...(actor === null ? {} : { actor }) };
      return (await answerOf(client.GET('/v1/sites/{site}/review/events', { params: { path: { site }, query: query as never } }))) as { items: Event[]; nextCursor: string | null };
    }),
    initialPageParam: FROM_THE_END,
    getNextPageParam: ({ next }) => next,
  });
}

async function readBack({ to, span }: Stretch, read: (from: string, to: string) => Promise<{ readonly items: readonly Event[]; readonly nextCursor: string | null }>): Promise<Lines> {
  // A moment ahead: the clock of the service may be.
  const end = to ?? Date.now() + QUARTER_MS;
  const found: Event[] = [];
  let [last, length] = [end, span];
  while (found.length < FEW && length <= LONGEST_MS) {
    const from = last - length;
    const { items, nextCursor } = await read(new Date(from).toISOString(), new Date(last).toISOString());
    if (nextCursor !== null && length > SHORTEST_MS) {
      length = Math.max(SHORTEST_MS, Math.floor(length / 8));
      continue;
    }
    found.push(...[...items].reverse());
    last = from;
    if (items.length < FEW) length *= 4;
  }
  return { events: found, next: length > LONGEST_MS ? null : { to: last, span: length } };
}

/** Where the whole log, so narrowed, can be had as a file. */
export function logFile(site: string, format: 'csv' | 'ndjson', { types, actor }: HistoryFilter): string {
  const query = new URLSearchParams({ format, ...(types.length === 0 ? {} : { type: types.join(',') }), ...(actor === null ? {} : { actor }) });
  return `/v1/sites/${encodeURIComponent(site)}/review/events?${query.toString()}`;
}
