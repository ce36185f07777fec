import { useInfiniteQuery } from '@tanstack/react-query';
import { answerOf, client } from './client';

const LISTED = 30;

export type CommentStatus = 'published' | 'held' | 'rejected' | 'withdrawn';
/** What the rules made of a text, whatever people decided since. */
export type Judged = 'published' | 'held' | 'rejected';

export interface CommentFilter {
  readonly from?: string;
  readonly to?: string;
  readonly status?: CommentStatus;
  readonly judged?: Judged;
  readonly article?: string;
  readonly author?: string;
}

/** Comments, newest first, a page at a time. */
export function useComments(site: string, filter: CommentFilter) {
  return useInfiniteQuery({
    queryKey: ['comments', site, filter],
    queryFn: ({ pageParam }) => answerOf(client.GET('/v1/sites/{site}/comments', { params: { path: { site }, query: { ...filter, limit: LISTED, ...(pageParam === null ? {} : { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** The comments that a rule fired on, newest first. */
export function useRuleHits(site: string, rule: string) {
  return useInfiniteQuery({
    queryKey: ['rule-hits', site, rule],
    queryFn: ({ pageParam }) => answerOf(client.GET('/v1/sites/{site}/rules/{rule}/hits', { params: { path: { site, rule }, query: { limit: LISTED, ...(pageParam === null ? {} : { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
