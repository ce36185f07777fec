import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { ItemFilter } from './review';
import type { components } from '@weir/client/schema';

/** A filter under a name, of one person or for everybody. */
export type View = components['schemas']['ViewView'];

const COUNTS_EVERY_MS = 30_000;

export function useViews(site: string) {
  return useQuery({
    queryKey: ['views', site],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/review/views', { params: { path: { site } } }))).items,
    refetchInterval: COUNTS_EVERY_MS,
    staleTime: 5_000,
  });
}

export interface NewView {
  readonly name: string;
  readonly filter: ItemFilter;
  readonly sort?: string;
  readonly isShared: boolean;
}

export function useChangeViews(site: string) {
  const queries = useQueryClient();
  const onSuccess = (): Promise<void> => queries.invalidateQueries({ queryKey: ['views', site] });
  const save = useMutation({ mutationFn: (body: NewView) => answerOf(client.POST('/v1/sites/{site}/review/views', { params: { path: { site } }, body: { ...body, filter: plainFilter(body.filter) } as never })), onSuccess });
  const remove = useMutation({ mutationFn: (id: string) => answerOf(client.DELETE('/v1/sites/{site}/review/views/{id}', { params: { path: { site, id } } })), onSuccess });
  return { save, remove };
}

const NO_PART_OF_IT = new Set(['sort', 'view']);

/** The filter of an address as a body has it: numbers are numbers; order and view are none of it. */
export function plainFilter({ minScore, ...filter }: ItemFilter): Record<string, unknown> {
  const kept = Object.entries(filter).filter(([name]) => !NO_PART_OF_IT.has(name));
  return { ...Object.fromEntries(kept), ...(minScore === undefined ? {} : { minScore: Number(minScore) }) };
}
