import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@weir/client/schema';
import { answerOf, client } from './client';

type Schemas = components['schemas'];

/** Owners only. */
export function useSites() {
  return useQuery({ queryKey: ['sites'], queryFn: async () => (await answerOf(client.GET('/v1/sites', { params: { query: { limit: 100 } } }))).items });
}

/** The session says which sites there are. */
export function useCreateSite() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['CreateSiteDto']) => answerOf(client.POST('/v1/sites', { body })),
    onSuccess: () => Promise.all([['sites'], ['session']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
