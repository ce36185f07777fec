import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { components } from '@weir/client/schema';

type Schemas = components['schemas'];

export type ListedArticle = Schemas['ListedArticleView'];
export type CommentsMode = ListedArticle['commentsMode'];
export type ArticleChange = Schemas['ChangeArticleDto'];

export const MODES: readonly CommentsMode[] = ['open', 'premoderated', 'closed'];
export const SORTS = ['busiest', 'waiting', 'newest'] as const;
export type ArticleSort = (typeof SORTS)[number];

const LISTED = 30;
const COUNTS_EVERY_MS = 10_000;

export interface ArticleFilter {
  readonly q?: string;
  readonly section?: string;
  readonly mode?: CommentsMode;
  readonly watched?: true;
  readonly sort: ArticleSort;
}

/** Articles with what goes on below them, a page at a time. */
export function useArticles(site: string, filter: ArticleFilter) {
  return useInfiniteQuery({
    queryKey: ['articles', site, filter],
    queryFn: ({ pageParam }) => answerOf(client.GET('/v1/sites/{site}/articles', { params: { path: { site }, query: { ...filter, limit: LISTED, ...(pageParam === null ? {} : { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: COUNTS_EVERY_MS,
  });
}

export function useChangeArticle(site: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: ArticleChange & { readonly id: string }) => answerOf(client.PATCH('/v1/sites/{site}/articles/{articleId}', { params: { path: { site, articleId: id } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['articles', site] }),
  });
}
