import { useQuery } from '@tanstack/react-query';
import { answerOf, client } from './client';
import { useChange } from './office';
import type { components } from '@weir/client/schema';

type Schemas = components['schemas'];

export type OfficeQueue = Schemas['QueueView'];
export type QueueConditions = OfficeQueue['conditions'];
export type NewQueue = Schemas['AddQueueDto'];
export type QueueChange = Schemas['ChangeQueueDto'];

/** Every queue with how it is set up and what waits in it, in their order. */
export function useOfficeQueues(site: string) {
  return useQuery({
    queryKey: ['queues', site, 'office'],
    queryFn: async () => [...(await answerOf(client.GET('/v1/sites/{site}/review/queues', { params: { path: { site } } }))).items].sort((a, b) => a.position - b.position),
    refetchInterval: 10_000,
  });
}

export function useAddQueue(site: string) {
  return useChange(['queues'], site, (body: NewQueue) => answerOf(client.POST('/v1/sites/{site}/review/queues', { params: { path: { site } }, body })));
}

export function useChangeQueue(site: string) {
  return useChange(['queues'], site, ({ id, ...body }: QueueChange & { readonly id: string }) => answerOf(client.PATCH('/v1/sites/{site}/review/queues/{id}', { params: { path: { site, id } }, body })));
}

/** `moveTo`: where what waits in it goes. */
export function useRemoveQueue(site: string) {
  return useChange(['queues', 'items'], site, ({ id, moveTo }: { readonly id: string; readonly moveTo: string | null }) => answerOf(client.DELETE('/v1/sites/{site}/review/queues/{id}', { params: { path: { site, id }, query: moveTo === null ? {} : { moveTo } } })));
}

/** Who may be given a queue. Only who manages people may read them. */
export function usePeople(site: string, wanted: boolean) {
  return useQuery({
    queryKey: ['people', site],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/people', { params: { path: { site }, query: { limit: 100 } } }))).items,
    enabled: wanted,
  });
}
