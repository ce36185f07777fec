import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { components } from '@weir/client/schema';

type Schemas = components['schemas'];

export type Toxicity = Schemas['ToxicityView'];
export type ToxicityChange = Schemas['ChangeToxicityDto'];

/** How a site has toxicity scored. */
export function useToxicity(site: string) {
  return useQuery({
    queryKey: ['toxicity', site],
    queryFn: () => answerOf(client.GET('/v1/sites/{site}/toxicity', { params: { path: { site } } })),
  });
}

/** Makes a new version of what is named; the rest stays. */
export function useChangeToxicity(site: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ToxicityChange) => answerOf(client.PUT('/v1/sites/{site}/toxicity', { params: { path: { site } }, body })),
    onSuccess: (now) => { queries.setQueryData(['toxicity', site], now); },
  });
}
