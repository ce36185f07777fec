import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { components } from '@weir/client/schema';

type Schemas = components['schemas'];

export type ListedAuthor = Schemas['ListedAuthorView'];
export type Author = Schemas['AuthorView'];
export type StandingKind = Schemas['PutStandingDto']['kind'];
export type NewStanding = Schemas['PutStandingDto'];

export const STANDINGS: readonly StandingKind[] = ['premoderate', 'suspend', 'ban', 'trust'];
const LISTED = 30;

/** Authors whose name begins so, or whose id is this; all of them who stand so. */
export function useAuthors(site: string, { q, standing }: { readonly q: string; readonly standing: StandingKind | null }) {
  return useInfiniteQuery({
    queryKey: ['authors', site, q, standing],
    queryFn: ({ pageParam }) => answerOf(client.GET('/v1/sites/{site}/authors', { params: { path: { site }, query: { limit: LISTED, ...(q === '' ? {} : { q }), ...(standing === null ? {} : { standing }), ...(pageParam === null ? {} : { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Everything the desk knows of one author; null: of nobody. */
export function useAuthor(site: string, id: string | null) {
  return useQuery({
    queryKey: ['author', site, id],
    queryFn: () => answerOf(client.GET('/v1/sites/{site}/authors/{id}', { params: { path: { site, id: id ?? '' } } })),
    enabled: id !== null,
  });
}

/** How the author stands from now on, like everybody again, a note for colleagues; the author is read again after each. */
export function useAuthorChanges(site: string, id: string) {
  const queries = useQueryClient();
  const params = { path: { site, id } };
  const onSuccess = (): Promise<unknown> => Promise.all([queries.invalidateQueries({ queryKey: ['author', site, id] }), queries.invalidateQueries({ queryKey: ['authors', site] })]);
  const stand = useMutation({ mutationFn: (body: NewStanding) => answerOf(client.PUT('/v1/sites/{site}/authors/{id}/standing', { params, body })), onSuccess });
  const lift = useMutation({ mutationFn: () => answerOf(client.DELETE('/v1/sites/{site}/authors/{id}/standing', { params })), onSuccess });
  const note = useMutation({ mutationFn: (text: string) => answerOf(client.POST('/v1/sites/{site}/authors/{id}/notes', { params, body: { text } })), onSuccess });
  return { stand, lift, note };
}
