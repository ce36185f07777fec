import { useCallback, useMemo, useState } from 'react';
import type { ReviewItem } from '../../api/types';

/** The service takes at most so many by name; beyond that it is a filter. */
export const MOST_SELECTED = 500;

export interface SelectionState {
  readonly ids: ReadonlySet<string>;
  /** Everything that the filter finds, also what is not loaded. */
  readonly isAll: boolean;
  readonly count: number;
  readonly toggle: (id: string) => void;
  /** From the last one that was touched to this one. */
  readonly extend: (id: string) => void;
  readonly selectAll: () => void;
  readonly clear: () => void;
}

/** Which items of a list are meant. */
export function useSelection(items: readonly ReviewItem[]): SelectionState {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [isAll, setAll] = useState(false);
  const [last, setLast] = useState<string | null>(null);
  const present = useMemo(() => new Set(items.flatMap(({ id }) => (ids.has(id) ? [id] : []))), [items, ids]);

  const toggle = useCallback((id: string) => {
    setAll(false);
    setLast(id);
    setIds((now) => {
      const next = new Set(now);
      if (!next.delete(id) && next.size < MOST_SELECTED) next.add(id);
      return next;
    });
  }, []);
  const extend = useCallback((id: string) => {
    const from = items.findIndex((item) => item.id === last);
    const to = items.findIndex((item) => item.id === id);
    const range = items.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1).map((item) => item.id);
    setAll(false);
    setLast(id);
    setIds((now) => new Set([...now, ...range].slice(0, MOST_SELECTED)));
  }, [items, last]);
  return {
    ids: present,
    isAll,
    count: present.size,
    toggle,
    extend,
    selectAll: useCallback(() => { setAll(true); }, []),
    clear: useCallback(() => { setAll(false); setIds(new Set()); }, []),
  };
}
