import { useQuery } from '@tanstack/react-query';
import type { components } from '@weir/client/schema';
import { answerOf, client } from './client';
import { useChange } from './office';

type Schemas = components['schemas'];

export type Key = Schemas['KeyView'];
export type Scope = Key['scopes'][number];
export type NewKey = Schemas['CreateKeyDto'];

export const SCOPES = ['comments:write', 'comments:read', 'articles:write', 'reports:write', 'admin'] as const satisfies readonly Scope[];

/** The site's keys, newest first; revoked ones too, which the log still names. */
export function useKeys(site: string) {
  return useQuery({
    queryKey: ['keys', site],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/keys', { params: { path: { site }, query: { limit: 100 } } }))).items,
  });
}

/** The answer holds the secret, this once. */
export function useCreateKey(site: string) {
  return useChange(['keys'], site, (body: NewKey) => answerOf(client.POST('/v1/sites/{site}/keys', { params: { path: { site } }, body })));
}

export function useRevokeKey(site: string) {
  return useChange(['keys'], site, (id: string) => answerOf(client.DELETE('/v1/sites/{site}/keys/{id}', { params: { path: { site, id } } })));
}
