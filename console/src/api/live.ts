import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { Queue } from './types';

/** One line of the log as the desk hears it (docs/stream-and-statistics.md). */
export interface LiveEvent {
  readonly type: string;
  readonly itemId: string | null;
  readonly commentId: string | null;
  readonly decisionId: string | null;
  readonly queueId: string | null;
  readonly version: number | null;
  readonly state: 'open' | 'resolved' | null;
  readonly by: { readonly id: string; readonly name: string | null } | null;
  readonly at: string | null;
  readonly action?: string;
  readonly expiresAt?: string;
}

type Count = Pick<Queue, 'open' | 'unclaimed' | 'overdue'>;
interface Counts {
  readonly total: number;
  readonly queues: Readonly<Record<string, Count>>;
}

const EVENTS = ['item.opened', 'item.changed', 'item.claimed', 'item.released', 'item.skipped', 'decision.made', 'decision.reversed', 'comment.changed'];
/** Told under their own names; what they touch is read anew. */
const SITE_EVENTS = { queue: ['queue.added', 'queue.changed', 'queue.removed'], policy: ['policy.added', 'policy.changed', 'policy.removed'], view: ['view.added', 'view.changed', 'view.removed'], article: ['article.changed', 'article.surged', 'article.calmed'] } as const;
const READ_ANEW = { queue: 'queues', policy: 'policies', view: 'views', article: 'articles' } as const;
/** After more missed lines than these, reading the lists anew is cheaper than reading the lines. */
const MOST_BEHIND = 500;
const TRY_AGAIN_MS = 5_000;
/** A page that nobody looks at gives its connection back: a browser has six for all its windows. */
const HIDDEN_FOR_MS = 30_000;

const listeners = new Set<(event: LiveEvent) => void>();
const watchers = new Set<() => void>();
let isLive = false;

function setLive(now: boolean): void {
  if (isLive === now) return;
  isLive = now;
  watchers.forEach((watcher) => { watcher(); });
}

/** Whether news come by themselves; while they do not, the lists are asked again and again. */
export function useIsLive(): boolean {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => { watchers.delete(watcher); };
  }, () => isLive);
}

/** Everything that happens at the desk, once and in order. */
export function useLiveEvents(listener: (event: LiveEvent) => void): void {
  useEffect(() => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  }, [listener]);
}

/** Keeps the site's stream open while somebody looks, and resumes where it was cut. */
export function useLiveStream(site: string | null): void {
  const queries = useQueryClient();
  useEffect(() => (site === null ? undefined : follow(site, queries)), [site, queries]);
}

function follow(site: string, queries: QueryClient): () => void {
  let source: EventSource | null = null;
  let position: string | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  const close = (): void => {
    clearTimeout(again);
    source?.close();
    source = null;
    setLive(false);
  };
  const open = (): void => {
    if (source !== null) return;
    const opened = new EventSource(`/v1/sites/${encodeURIComponent(site)}/review/stream?maxBehind=${String(MOST_BEHIND)}${position === null ? '' : `&after=${position}`}`);
    source = opened;
    const isNew = position === null;
    listen(opened, site, queries, { isNew, reached: (id) => { position = id; } });
    opened.addEventListener('error', () => {
      setLive(false);
      // The browser tries again by itself, unless the answer was a refusal.
      if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
      source = null;
      again = setTimeout(open, TRY_AGAIN_MS);
    });
  };
  const look = (): void => {
    clearTimeout(leaving);
    if (document.hidden) leaving = setTimeout(close, HIDDEN_FOR_MS);
    else open();
  };
  open();
  document.addEventListener('visibilitychange', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    clearTimeout(leaving);
    close();
  };
}

function listen(source: EventSource, site: string, queries: QueryClient, { isNew, reached }: { readonly isNew: boolean; readonly reached: (position: string) => void }): void {
  const on = (types: readonly string[], act: (data: unknown, type: string) => void): void => {
    for (const type of types) {
      source.addEventListener(type, (message: MessageEvent<string>) => {
        if (message.lastEventId !== '') reached(message.lastEventId);
        act(JSON.parse(message.data), type);
      });
    }
  };
  let isFirst = isNew;
  on(['ready'], () => {
    setLive(true);
    // A new stream tells what happens from now on: what happened since the lists were read is in the lists alone.
    if (isFirst) for (const kind of ['items', 'item']) void queries.invalidateQueries({ queryKey: [kind, site] });
    isFirst = false;
  });
  on(['reset'], () => {
    setLive(true);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === site });
  });
  on(['counts'], (data) => { queries.setQueryData<Queue[]>(['queues', site], (queues) => withCounts(queues, data as Counts)); });
  on(EVENTS, (data, type) => { listeners.forEach((listener) => { listener({ ...(data as Omit<LiveEvent, 'type'>), type }); }); });
  for (const [kind, types] of Object.entries(SITE_EVENTS)) on(types, () => void queries.invalidateQueries({ queryKey: [READ_ANEW[kind as keyof typeof READ_ANEW], site] }));
}

function withCounts(queues: Queue[] | undefined, counts: Counts): Queue[] | undefined {
  return queues?.map((queue) => ({ ...queue, ...counts.queues[queue.id] }));
}
