import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ItemFilter } from '../../api/review';
import { hrefOf, navigate, useFilters, withFilters } from '../../router';

/** What a list can be narrowed by, as it stands in the address: a filter is a link. */
export const FILTER_NAMES = ['q', 'state', 'kind', 'article', 'author', 'section', 'sections', 'rule', 'policy', 'lang', 'tag', 'minScore', 'claimed', 'overdue', 'escalated', 'snoozed', 'reported', 'sort', 'view'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** The address is written when the hands rest: browsers refuse it more than a few times a second. */
const WRITE_AFTER_MS = 400;

export interface Scope {
  readonly queueId: string | null;
  /** Of the list, the queue included. */
  readonly filter: ItemFilter;
  readonly chosenId: string | null;
  readonly isList: boolean;
  readonly choose: (id: string | null) => void;
  readonly setFilter: (change: Partial<Record<FilterName, string | null>>) => void;
  readonly clearFilter: () => void;
  readonly setList: (isList: boolean) => void;
}

/** Which list, which item, one by one or as a list: all of it in the address. */
export function useScope(site: string, path: readonly string[]): Scope {
  const [queue = 'all', item = null] = path as readonly [string?, string?];
  const search = useFilters();
  const queueId = queue === 'all' ? null : queue;
  const filter = useMemo((): ItemFilter => Object.fromEntries([...(queueId === null ? [] : [['queue', queueId] as const]), ...FILTER_NAMES.flatMap((name) => (search.get(name) === null ? [] : [[name, search.get(name) ?? ''] as const]))]), [queueId, search]);
  const isList = search.get('as') === 'list';

  const [chosenId, setChosen] = useState<string | null>(item ?? null);
  const written = useRef<string | null>(item ?? null);
  const list = `${queue}?${search.toString()}`;
  const lastList = useRef(list);
  /** What is chosen, also where the page has not been drawn since. */
  const latest = useRef(chosenId);
  useEffect(() => { latest.current = chosenId; }, [chosenId]);
  const choose = useCallback((id: string | null) => {
    latest.current = id;
    setChosen(id);
  }, []);
  useEffect(() => {
    // Somebody followed a link, or went back: the address knows better.
    if (lastList.current !== list || (item ?? null) !== written.current) setChosen(item ?? null);
    lastList.current = list;
    written.current = item ?? null;
  }, [list, item]);
  useEffect(() => {
    if (chosenId === written.current) return undefined;
    const timer = setTimeout(() => {
      written.current = chosenId;
      const query = window.location.search;
      navigate((chosenId === null ? hrefOf(site, 'desk', queue) : hrefOf(site, 'desk', queue, chosenId)) + query, { replace: true });
    }, WRITE_AFTER_MS);
    return () => { clearTimeout(timer); };
  }, [chosenId, queue, site]);

  const go = useCallback((change: Readonly<Record<string, string | null | undefined>>, keep: string | null = null) => {
    const path = keep === null ? hrefOf(site, 'desk', queue) : hrefOf(site, 'desk', queue, keep);
    navigate(withFilters(path, { ...Object.fromEntries(new URLSearchParams(window.location.search)), ...change }));
  }, [site, queue]);
  return {
    queueId,
    filter,
    chosenId,
    isList,
    choose,
    setFilter: go,
    clearFilter: useCallback(() => { go(Object.fromEntries(FILTER_NAMES.map((name) => [name, null]))); }, [go]),
    // The same items, looked at otherwise: who read one goes on with it.
    setList: useCallback((to: boolean) => {
      // Also who comes back by the browser's button.
      if (latest.current !== null) navigate(hrefOf(site, 'desk', queue, latest.current) + window.location.search, { replace: true });
      go({ as: to ? 'list' : null }, latest.current);
    }, [go, site, queue]),
  };
}
