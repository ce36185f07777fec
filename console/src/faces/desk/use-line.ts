import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { type LiveEvent, useIsLive, useLiveEvents } from '../../api/live';
import { type ItemFilter, listItems } from '../../api/review';
import { useStandingError } from '../../api/standing-error';
import type { ReviewItem } from '../../api/types';
import { emptyLine, freshIn, type Line, lineAfter } from './line';

/** Asked again so often while nothing comes by itself. */
const POLL_MS = 3_000;
/** News come in bursts; the first page is read once for each. */
const GATHER_MS = 700;

export interface LineState extends Line {
  readonly fresh: number;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly refetch: () => void;
  readonly showFresh: () => void;
  /** Reads the next page, if there is one and it is not on its way. */
  readonly loadMore: () => void;
  readonly drop: (...ids: readonly string[]) => void;
  readonly putBack: (item: ReviewItem, before: string | null) => void;
  readonly markGone: (id: string, by: string | null, action: string | null) => void;
  readonly patch: (item: Partial<ReviewItem> & { readonly id: string }) => void;
}

/** A list of items that holds still, kept true by the stream. */
export function useLine(site: string, filter: ItemFilter, { currentId, me }: { readonly currentId: string | null; readonly me: string }): LineState {
  const key = `${site} ${JSON.stringify(filter)}`;
  const queries = useQueryClient();
  const isLive = useIsLive();
  const queryKey = ['items', site, key];
  const head = useQuery({ queryKey, queryFn: () => listItems(site, filter, null), refetchInterval: isLive ? false : POLL_MS });
  const error = useStandingError(head, key);
  const [held, act] = useReducer(lineAfter, key, emptyLine);
  const line = held.key === key ? held : head.data === undefined ? emptyLine(key) : lineAfter(held, { type: 'head', key, page: head.data });
  useEffect(() => {
    if (head.data !== undefined) act({ type: 'head', key, page: head.data });
  }, [key, head.data]);

  const isOpenList = filter['state'] !== 'resolved';
  const soon = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => { clearTimeout(soon.current); }, []);
  const hear = useCallback((event: LiveEvent) => {
    const { itemId, by, type } = event;
    if (itemId === null) return;
    if (type === 'item.claimed' && by !== null) act({ type: 'patch', item: { id: itemId, claim: { id: '', holder: by, expiresAt: event.expiresAt ?? new Date(Date.now() + 300_000).toISOString(), mine: by.id === me } } });
    else if (type === 'item.released') act({ type: 'patch', item: { id: itemId, claim: null } });
    else if (type === 'decision.made' && isOpenList && by?.id !== me) act({ type: 'gone', id: itemId, gone: { by: by?.name ?? null, action: event.action ?? null } });
    else if (type === 'decision.reversed') act({ type: 'gone', id: itemId, gone: null });
    else if (event.state === 'resolved' && isOpenList && by?.id !== me) act({ type: 'gone', id: itemId, gone: { by: by?.name ?? null, action: null } });
    if (type === 'item.claimed' || type === 'item.released') return;
    clearTimeout(soon.current);
    soon.current = setTimeout(() => void queries.invalidateQueries({ queryKey: ['items', site] }), GATHER_MS);
  }, [isOpenList, me, queries, site]);
  useLiveEvents(hear);

  const loading = useRef<string | null>(null);
  const loadMore = useCallback(() => {
    const { cursor } = line;
    if (cursor === null || loading.current === cursor) return;
    loading.current = cursor;
    listItems(site, filter, cursor).then((page) => { act({ type: 'more', key, page }); }, () => undefined).finally(() => { loading.current = null; });
  }, [line, key, site, filter]);

  const page = head.data;
  return {
    ...line,
    fresh: freshIn(line, page),
    error,
    hasMore: line.cursor !== null,
    refetch: () => void head.refetch(),
    showFresh: () => { if (page !== undefined) act({ type: 'showFresh', page, keep: currentId }); },
    loadMore,
    drop: useCallback((...ids: readonly string[]) => { act({ type: 'drop', ids }); }, []),
    putBack: useCallback((item: ReviewItem, before: string | null) => { act({ type: 'putBack', item, before }); }, []),
    markGone: useCallback((id: string, by: string | null, action: string | null) => { act({ type: 'gone', id, gone: { by, action } }); }, []),
    patch: useCallback((item: Partial<ReviewItem> & { readonly id: string }) => { act({ type: 'patch', item }); }, []),
  };
}
