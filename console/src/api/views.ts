import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { ItemFilter } from './review';

/** A filter under a name, of one person or for everybody. */
export interface View {
  readonly id: string;
  readonly name: string;
  readonly filter: ItemFilter;
  readonly sort: string | null;
  readonly isShared: boolean;
  readonly owner: { readonly id: string; readonly name: string | null };
  readonly open: number;
}

const path = '/v1/sites/{site}/review/views' as never;
const one = '/v1/sites/{site}/review/views/{id}' as never;
const COUNTS_EVERY_MS = 30_000;

export function useViews(site: string) {
  return useQuery({
    queryKey: ['views', site],
    queryFn: async () => ((await answerOf(client.GET(path, { params: { path: { site } } } as never))) as { items: View[] }).items,
    refetchInterval: COUNTS_EVERY_MS,
    staleTime: 5_000,
  });
}

export function useChangeViews(site: string) {
  const queries = useQueryClient();
  const onSuccess = (): Promise<void> => queries.invalidateQueries({ queryKey: ['views', site] });
  const save = useMutation({ mutationFn: (body: Pick<View, 'name' | 'filter' | 'isShared'> & { sort?: string }) => answerOf(client.POST(path, { params: { path: { site } }, body } as never)) as Promise<View>, onSuccess });
  const remove = useMutation({ mutationFn: (id: string) => answerOf(client.DELETE(one, { params: { path: { site, id } } } as never)), onSuccess });
  return { save, remove };
}
