import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { components } from '@weir/client/schema';

type Schemas = components['schemas'];

export type SiteSettings = Schemas['SettingsView'];
export type SiteSettingsChange = Schemas['ChangeSettingsDto'];

/** What admins have set for the site. */
export function useSiteSettings(site: string) {
  return useQuery({
    queryKey: ['site-settings', site],
    queryFn: () => answerOf(client.GET('/v1/sites/{site}/settings', { params: { path: { site } } })),
  });
}

/** Changes what is named, and reads again who one is where: the session says what a site has set for its desk. */
export function useChangeSiteSettings(site: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SiteSettingsChange) => answerOf(client.PATCH('/v1/sites/{site}/settings', { params: { path: { site } }, body })),
    onSuccess: (settings) => {
      queries.setQueryData(['site-settings', site], settings);
      return queries.invalidateQueries({ queryKey: ['session'] });
    },
  });
}
