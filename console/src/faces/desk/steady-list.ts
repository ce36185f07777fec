import { useCallback, useMemo, useState } from 'react';
import type { ReviewItem } from '../../api/types';

export interface SteadyList {
  /** What is shown: its order never changes under the reader's eyes. */
  readonly items: readonly ReviewItem[];
  /** How many waiting items are not shown yet. */
  readonly fresh: number;
  /** Shown, but no longer waiting: a colleague was quicker. */
  readonly gone: ReadonlySet<string>;
  readonly showFresh: () => void;
  /** Takes an item out at once, without waiting for the service. */
  readonly drop: (id: string) => void;
  /** Puts an item (back) at the top. */
  readonly putBack: (item: ReviewItem) => void;
}

interface Held {
  readonly key: string;
  readonly items: readonly ReviewItem[];
}

/**
 * A list that is asked for again and again but holds still: new items wait until they are asked for or the list has
 * run empty, and items that a colleague decided keep their row.
 */
export function useSteadyList(key: string, polled: readonly ReviewItem[] | undefined, complete: boolean): SteadyList {
  const [held, setHeld] = useState<Held>({ key: '', items: [] });
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set());

  const waiting = useMemo(() => (polled ?? []).filter(({ id }) => !dropped.has(id)), [polled, dropped]);
  const waitingIds = useMemo(() => new Set(waiting.map(({ id }) => id)), [waiting]);
  const isStale = held.key !== key || held.items.every(({ id }) => !waitingIds.has(id));
  const items = isStale && polled !== undefined ? waiting : held.key === key ? held.items : [];
  if (polled !== undefined && isStale && (held.key !== key || held.items.length + waiting.length > 0) && !sameIds(held, { key, items: waiting })) setHeld({ key, items: waiting });

  const shownIds = new Set(items.map(({ id }) => id));
  const gone = new Set(complete && polled !== undefined ? items.filter(({ id }) => !waitingIds.has(id)).map(({ id }) => id) : []);

  const drop = useCallback((id: string) => {
    setDropped((ids) => new Set(ids).add(id));
    setHeld((list) => ({ ...list, items: list.items.filter((item) => item.id !== id) }));
  }, []);
  const putBack = useCallback((item: ReviewItem) => {
    setDropped((ids) => new Set([...ids].filter((id) => id !== item.id)));
    setHeld((list) => ({ ...list, items: [item, ...list.items.filter(({ id }) => id !== item.id)] }));
  }, []);

  return {
    items,
    fresh: waiting.filter(({ id }) => !shownIds.has(id)).length,
    gone,
    showFresh: () => { setHeld({ key, items: waiting }); },
    drop,
    putBack,
  };
}

function sameIds(a: Held, b: Held): boolean {
  return a.key === b.key && a.items.length === b.items.length && a.items.every(({ id }, index) => id === b.items[index]?.id);
}
