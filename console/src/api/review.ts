import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { Decision, DecisionBody, DecisionAction, Event, Lease, PastDecision, ReviewItem } from './types';

/** Live enough to see a colleague work, rare enough not to matter to the service. */
const COUNTS_EVERY_MS = 2_500;
const ITEMS_EVERY_MS = 3_000;
const ITEM_EVERY_MS = 4_000;
const LIST_LENGTH = 50;
/** The log is read from its beginning; pages asked for in one go, and lines kept. */
const MOST_EVENT_PAGES = 30;
const EVENTS_SHOWN = 500;

export function useQueues(site: string) {
  return useQuery({
    queryKey: ['queues', site],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/review/queues', { params: { path: { site } } }))).items,
    refetchInterval: COUNTS_EVERY_MS,
  });
}

export function usePolicies(site: string) {
  return useQuery({
    queryKey: ['policies', site],
    queryFn: async () => [...(await answerOf(client.GET('/v1/sites/{site}/policies', { params: { path: { site } } }))).items].sort((a, b) => a.position - b.position),
    staleTime: 5 * 60_000,
  });
}

/** The open items of a queue (null: of all), worst first. */
export function useOpenItems(site: string, queueId: string | null) {
  return useQuery({
    queryKey: ['items', site, queueId],
    queryFn: () => answerOf(client.GET('/v1/sites/{site}/review/items', { params: { path: { site }, query: { state: 'open', limit: LIST_LENGTH, ...(queueId === null ? {} : { queue: queueId }) } } })),
    refetchInterval: ITEMS_EVERY_MS,
  });
}

/** The latest decision of anybody; null: none yet. Asked for only where there is nothing else to show. */
export function useLastDecision(site: string, wanted: boolean) {
  return useQuery({
    queryKey: ['last-decision', site],
    queryFn: async (): Promise<PastDecision | null> => {
      const { items } = await answerOf(client.GET('/v1/sites/{site}/review/items', { params: { path: { site }, query: { state: 'resolved', sort: 'newest', limit: 10 } } }));
      const decisions = items.flatMap((item) => item.decisions).filter(({ reversed }) => !reversed);
      return decisions.sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))[0] ?? null;
    },
    enabled: wanted,
    refetchInterval: 15_000,
  });
}

export function useItem(site: string, id: string | null, listed: ReviewItem | undefined) {
  return useQuery({
    queryKey: ['item', site, id],
    queryFn: () => answerOf(client.GET('/v1/sites/{site}/review/items/{id}', { params: { path: { site, id: id ?? '' } } })),
    enabled: id !== null,
    refetchInterval: ITEM_EVERY_MS,
    ...(listed === undefined ? {} : { placeholderData: listed }),
  });
}

/** The whole log as far as it is held here, newest first; asks only for what it does not have yet. */
export function useEvents(site: string) {
  const queries = useQueryClient();
  const queryKey = ['events', site];
  return useQuery({
    queryKey,
    queryFn: async () => {
      const events = [...(queries.getQueryData<readonly Event[]>(queryKey) ?? [])].reverse();
      for (let pages = 0; pages < MOST_EVENT_PAGES; pages += 1) {
        const after = events.at(-1)?.position ?? 0;
        const { items, nextCursor } = await answerOf(client.GET('/v1/sites/{site}/review/events', { params: { path: { site }, query: { limit: 100, after } } }));
        events.push(...items);
        if (nextCursor === null) break;
      }
      return events.slice(-EVENTS_SHOWN).reverse();
    },
    refetchInterval: 5_000,
  });
}

export function claimItem(site: string, id: string): Promise<{ readonly claim: Lease; readonly item: ReviewItem }> {
  return answerOf(client.POST('/v1/sites/{site}/review/items/{id}/claim', { params: { path: { site, id } }, body: { takeover: false } }));
}

export function keepClaim(site: string, id: string): Promise<Lease> {
  return answerOf(client.POST('/v1/sites/{site}/review/claims/{id}/heartbeat', { params: { path: { site, id } } }));
}

export function skipItem(site: string, id: string): Promise<unknown> {
  return answerOf(client.POST('/v1/sites/{site}/review/items/{id}/skip', { params: { path: { site, id } } }));
}

export interface NewDecision {
  readonly item: ReviewItem;
  readonly action: DecisionAction;
  readonly reasonCode: string | null;
  /** The same for every try of the same decision. */
  readonly key: string;
}

/** Decides on exactly the version that was read. */
export function decide(site: string, { item, action, reasonCode, key }: NewDecision): Promise<Decision> {
  // The document does not say yet that the reason is a string.
  const decision = { action, ...(reasonCode === null ? {} : { reasonCode }) } as unknown as DecisionBody;
  return answerOf(
    client.POST('/v1/sites/{site}/review/items/{id}/decisions', {
      params: { path: { site, id: item.id }, header: { 'If-Match': `"${String(item.version)}"`, 'Idempotency-Key': key } },
      body: decision,
    }),
  );
}

export function reverse(site: string, decisionId: string): Promise<unknown> {
  return answerOf(client.POST('/v1/sites/{site}/review/decisions/{id}/reversal', { params: { path: { site, id: decisionId } } }));
}
