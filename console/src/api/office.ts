import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { components } from '@weir/client/schema';

type Schemas = components['schemas'];

export type OfficePolicy = Schemas['PolicyView'];
export type NewPolicy = Schemas['AddPolicyDto'];
export type PolicyChange = Schemas['ChangePolicyDto'];
export type Template = Schemas['TemplateView'];
export type NewTemplate = Schemas['AddTemplateDto'];

/** Every policy, those that are switched off too, in the order of their digits. */
export function useAllPolicies(site: string) {
  return useQuery({
    queryKey: ['policies', site, 'all'],
    queryFn: async () => [...(await answerOf(client.GET('/v1/sites/{site}/policies', { params: { path: { site } } }))).items].sort((a, b) => a.position - b.position),
  });
}

/** Runs a change and reads again what it changed; the desk's own copies too. */
export function useChange<Input, Answer>(names: readonly string[], site: string, run: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => Promise.all(names.map((name) => queries.invalidateQueries({ queryKey: [name, site] }))),
  });
}

export function useAddPolicy(site: string) {
  return useChange(['policies'], site, (body: NewPolicy) => answerOf(client.POST('/v1/sites/{site}/policies', { params: { path: { site } }, body })));
}

export function useChangePolicy(site: string) {
  return useChange(['policies'], site, ({ id, ...body }: PolicyChange & { readonly id: string }) => answerOf(client.PATCH('/v1/sites/{site}/policies/{id}', { params: { path: { site, id } }, body })));
}

export function useRemovePolicy(site: string) {
  return useChange(['policies', 'templates'], site, (id: string) => answerOf(client.DELETE('/v1/sites/{site}/policies/{id}', { params: { path: { site, id } } })));
}

export function useTemplates(site: string) {
  return useQuery({
    queryKey: ['templates', site],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/message-templates', { params: { path: { site } } }))).items,
  });
}

export function useSaveTemplate(site: string, id: string | null) {
  return useChange(['templates'], site, (body: NewTemplate) => (id === null
    ? answerOf(client.POST('/v1/sites/{site}/message-templates', { params: { path: { site } }, body }))
    : answerOf(client.PATCH('/v1/sites/{site}/message-templates/{id}', { params: { path: { site, id } }, body }))));
}

export function useRemoveTemplate(site: string) {
  return useChange(['templates'], site, (id: string) => answerOf(client.DELETE('/v1/sites/{site}/message-templates/{id}', { params: { path: { site, id } } })));
}

/** A template as it would read for the comment that has waited longest; null: nothing waits. Only what is saved can be filled in. */
export function useRendered(site: string, id: string | null, version: string | null) {
  return useQuery({
    queryKey: ['templates', site, id, 'rendered', version],
    queryFn: async () => {
      const { items } = await answerOf(client.GET('/v1/sites/{site}/review/items', { params: { path: { site }, query: { state: 'open', sort: 'oldest', limit: 1 } } }));
      const itemId = items[0]?.id;
      if (itemId === undefined) return null;
      return answerOf(client.POST('/v1/sites/{site}/message-templates/{id}/render', { params: { path: { site, id: id ?? '' } }, body: { itemId } }));
    },
    enabled: id !== null,
    staleTime: 30_000,
    retry: false,
  });
}
