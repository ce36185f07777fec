import { useMutation, useQuery } from '@tanstack/react-query';
import { answerOf, client } from './client';
import { useChange } from './office';
import type { components } from '@weir/client/schema';

type Schemas = components['schemas'];

export type Connection = Schemas['ConnectionView'];
export type NewConnection = Schemas['AddConnectionDto'];
export type ConnectionChange = Schemas['ChangeConnectionDto'];
export type ConnectionTest = Schemas['ConnectionTestView'];
export type ConnectionCall = Schemas['ConnectionCallView'];

/** The site's connections, newest first, removed ones left out. */
export function useConnections(site: string) {
  return useQuery({
    queryKey: ['connections', site],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/connections', { params: { path: { site }, query: { limit: 100 } } }))).items.filter(({ revokedAt }) => revokedAt === null),
  });
}

/** The answer holds the secret, this once. */
export function useAddConnection(site: string) {
  return useChange(['connections'], site, (body: NewConnection) => answerOf(client.POST('/v1/sites/{site}/connections', { params: { path: { site } }, body })));
}

export function useChangeConnection(site: string, id: string) {
  return useChange(['connections'], site, (body: ConnectionChange) => answerOf(client.PATCH('/v1/sites/{site}/connections/{id}', { params: { path: { site, id } }, body })));
}

/** Time to change the other side without a gap. */
const PREVIOUS_HOURS = 24;

/** The next secret: Weir's, or the one that Coral made. */
export function useChangeSecret(site: string, id: string) {
  return useChange(['connections'], site, (secret: string | null) => answerOf(client.POST('/v1/sites/{site}/connections/{id}/secret', { params: { path: { site, id } }, body: { keepPreviousHours: PREVIOUS_HOURS, ...(secret === null ? {} : { secret }) } })));
}

/** `onDone` comes before the list is read again, in which the connection is gone, and its page with it. */
export function useRemoveConnection(site: string, id: string, onDone: () => void) {
  return useChange(['connections'], site, () => answerOf(client.DELETE('/v1/sites/{site}/connections/{id}', { params: { path: { site, id } } })).then(onDone));
}

/** Goes through what the connection needs; changes nothing. */
export function useTestConnection(site: string, id: string) {
  return useMutation({ mutationFn: () => answerOf(client.POST('/v1/sites/{site}/connections/{id}/test', { params: { path: { site, id } } })) });
}
