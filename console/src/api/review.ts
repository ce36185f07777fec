import { useQuery } from '@tanstack/react-query';
import { answerOf, ApiError, client } from './client';
import { useIsLive } from './live';
import type { Decision, DecisionBody, ItemDetail, ItemPage, Lease, PastDecision, ReviewItem } from './types';

/** Asked so often while the stream is away, and so rarely while it tells by itself. */
const COUNTS_EVERY_MS = 2_500;
const COUNTS_WHEN_LIVE_MS = 60_000;
const ITEM_EVERY_MS = 4_000;
const PAGE_LENGTH = 50;
const FRESH_ITEM_MS = 5_000;

export function useQueues(site: string) {
  const isLive = useIsLive();
  return useQuery({
    queryKey: ['queues', site],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/review/queues', { params: { path: { site } } }))).items,
    refetchInterval: isLive ? COUNTS_WHEN_LIVE_MS : COUNTS_EVERY_MS,
  });
}

export function usePolicies(site: string) {
  return useQuery({
    queryKey: ['policies', site],
    queryFn: async () => [...(await answerOf(client.GET('/v1/sites/{site}/policies', { params: { path: { site } } }))).items].sort((a, b) => a.position - b.position),
    staleTime: 5 * 60_000,
  });
}

/** What a list of items is narrowed by: the names and values of the interface's own query. */
export type ItemFilter = Readonly<Record<string, string>>;

export function listItems(site: string, filter: ItemFilter, cursor: string | null): Promise<ItemPage> {
  const query = { limit: PAGE_LENGTH, ...filter, ...(cursor === null ? {} : { cursor }) };
  // The filter comes from the address: what it asks for is checked by the service.
  return answerOf(client.GET('/v1/sites/{site}/review/items', { params: { path: { site }, query: query as never } }));
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

/** One item with its surroundings; what the list knows of it stands in until it has come. */
export function useItem(site: string, id: string | null, listed: ReviewItem | undefined) {
  const isLive = useIsLive();
  return useQuery({
    ...itemQuery(site, id ?? ''),
    enabled: id !== null,
    refetchInterval: isLive ? false : ITEM_EVERY_MS,
    ...(listed === undefined ? {} : { placeholderData: listed }),
  });
}

export function itemQuery(site: string, id: string) {
  return {
    queryKey: ['item', site, id],
    queryFn: (): Promise<ItemDetail> => answerOf(client.GET('/v1/sites/{site}/review/items/{id}', { params: { path: { site, id } } })),
    staleTime: FRESH_ITEM_MS,
  };
}

export function claimItem(site: string, id: string, takeover = false): Promise<{ readonly claim: Lease; readonly item: ReviewItem }> {
  return answerOf(client.POST('/v1/sites/{site}/review/items/{id}/claim', { params: { path: { site, id } }, body: { takeover } }));
}

export function keepClaim(site: string, id: string): Promise<Lease> {
  return answerOf(client.POST('/v1/sites/{site}/review/claims/{id}/heartbeat', { params: { path: { site, id } } }));
}

export function skipItem(site: string, id: string): Promise<unknown> {
  return answerOf(client.POST('/v1/sites/{site}/review/items/{id}/skip', { params: { path: { site, id } } }));
}

export interface NewDecision {
  readonly item: ReviewItem;
  readonly decision: DecisionBody;
  /** The same for every try of the same decision. */
  readonly key: string;
}

/** Decides on exactly the version that was read; where the site asks for a claim and the hand was quicker than it, takes one first. */
export async function decide(site: string, made: NewDecision): Promise<Decision> {
  try {
    return await sendDecision(site, made);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'claim_required') throw error;
    await claimItem(site, made.item.id);
    return sendDecision(site, made);
  }
}

function sendDecision(site: string, { item, decision, key }: NewDecision): Promise<Decision> {
  return answerOf(
    client.POST('/v1/sites/{site}/review/items/{id}/decisions', {
      params: { path: { site, id: item.id }, header: { 'If-Match': `"${String(item.version)}"`, 'Idempotency-Key': key } },
      body: decision as never,
    }),
  );
}

export function reverse(site: string, decisionId: string): Promise<unknown> {
  return answerOf(client.POST('/v1/sites/{site}/review/decisions/{id}/reversal', { params: { path: { site, id: decisionId } } }));
}

const WORK = '/v1/sites/{site}/review/items/{id}';

/** Takes the item to the leads; a note says why. */
export function escalateItem(site: string, id: string, note: string): Promise<unknown> {
  return answerOf(client.POST(`${WORK}/escalate`, { params: { path: { site, id } }, body: note === '' ? {} : { note } }));
}

export function moveItem(site: string, id: string, queueId: string): Promise<unknown> {
  return answerOf(client.POST(`${WORK}/move`, { params: { path: { site, id } }, body: { queueId } }));
}

/** Puts it off; null: it waits again at once. */
export function snoozeItem(site: string, id: string, until: Date | null): Promise<unknown> {
  return answerOf(client.POST(`${WORK}/snooze`, { params: { path: { site, id } }, body: { until: until?.toISOString() ?? null } }));
}

export function noteItem(site: string, id: string, text: string): Promise<unknown> {
  return answerOf(client.POST(`${WORK}/notes`, { params: { path: { site, id } }, body: { text } }));
}

/** Puts a tag on it, or moves the end of one that is there; `until` null: it stays. */
export function tagItem(site: string, id: string, tag: string, until: Date | null): Promise<unknown> {
  return answerOf(client.PUT(`${WORK}/tags/{tag}`, { params: { path: { site, id, tag } }, body: { expiresAt: until?.toISOString() ?? null } }));
}

export function untagItem(site: string, id: string, tag: string): Promise<unknown> {
  return answerOf(client.DELETE(`${WORK}/tags/{tag}`, { params: { path: { site, id, tag } } }));
}
