import { useQuery } from '@tanstack/react-query';
import { answerOf, client } from './client';

/** What may be written to an author, in every language there is. */
export function useMessageTemplates(site: string) {
  return useQuery({ queryKey: ['templates', site], queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/message-templates', { params: { path: { site } } }))).items, staleTime: 60_000 });
}

/** The template filled with what is known of the item; `unresolved` is left to be written by hand. */
export function renderTemplate(site: string, id: string, body: { readonly itemId: string; readonly policyId?: string }): Promise<{ readonly text: string; readonly unresolved: readonly string[] }> {
  return answerOf(client.POST('/v1/sites/{site}/message-templates/{id}/render', { params: { path: { site, id } }, body }));
}
