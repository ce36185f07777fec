import { useQuery } from '@tanstack/react-query';
import type { components } from '@weir/client/schema';
import { answerOf, client } from './client';
import { useChange } from './office';

type Schemas = components['schemas'];

export type Webhook = Schemas['WebhookView'];
export type WebhookType = Webhook['types'][number];
export type NewWebhook = Schemas['AddWebhookDto'];
export type WebhookChange = Schemas['ChangeWebhookDto'];
export type Delivery = Schemas['DeliveryView'];

const SHOWN = 50;
/** What is under way is looked at again. */
const LOOK_AGAIN_MS = 3_000;

/** Looked at again now and then: a webhook may be switched off by what its receiver answers. */
export function useWebhooks(site: string) {
  return useQuery({
    queryKey: ['webhooks', site, 'all'],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/webhooks', { params: { path: { site } } }))).items,
    refetchInterval: 2 * LOOK_AGAIN_MS,
  });
}

/** The answer holds the signing secret, this once. */
export function useAddWebhook(site: string) {
  return useChange(['webhooks'], site, (body: NewWebhook) => answerOf(client.POST('/v1/sites/{site}/webhooks', { params: { path: { site } }, body })));
}

export function useChangeWebhook(site: string, id: string) {
  return useChange(['webhooks'], site, (body: WebhookChange) => answerOf(client.PATCH('/v1/sites/{site}/webhooks/{id}', { params: { path: { site, id } }, body })));
}

/** `onDone` comes before the list is read again, in which the webhook is gone, and its page with it. */
export function useRemoveWebhook(site: string, id: string, onDone: () => void) {
  return useChange(['webhooks'], site, () => answerOf(client.DELETE('/v1/sites/{site}/webhooks/{id}', { params: { path: { site, id } } })).then(onDone));
}

/** The answer holds the next signing secret, this once. */
export function useRotateWebhook(site: string, id: string) {
  return useChange(['webhooks'], site, () => answerOf(client.POST('/v1/sites/{site}/webhooks/{id}/rotate', { params: { path: { site, id } } })));
}

export function useTestWebhook(site: string, id: string) {
  return useChange(['webhooks'], site, () => answerOf(client.POST('/v1/sites/{site}/webhooks/{id}/test', { params: { path: { site, id } } })));
}

/** The last deliveries, newest first, each with its attempts. */
export function useDeliveries(site: string, id: string) {
  return useQuery({
    queryKey: ['webhooks', site, id, 'deliveries'],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/webhooks/{id}/deliveries', { params: { path: { site, id }, query: { limit: SHOWN } } }))).items,
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'pending') === true ? LOOK_AGAIN_MS : 5 * LOOK_AGAIN_MS),
  });
}

export function useReplay(site: string) {
  return useChange(['webhooks'], site, (id: string) => answerOf(client.POST('/v1/sites/{site}/webhooks/deliveries/{id}/replay', { params: { path: { site, id } } })));
}
