import { useMemo, useSyncExternalStore } from 'react';

const BASE = '/console/';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** The path below `/console/` as its parts: `[site, face, …]`. */
export function usePath(): readonly string[] {
  const pathname = useSyncExternalStore(subscribe, () => window.location.pathname);
  return pathname.slice(BASE.length).split('/').filter((part) => part !== '').map(decodeURIComponent);
}

export function hrefOf(...parts: readonly string[]): string {
  return BASE + parts.map(encodeURIComponent).join('/');
}

/** What stands behind the question mark: filters that belong into a link. */
export function useFilters(): URLSearchParams {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  return useMemo(() => new URLSearchParams(search), [search]);
}

/** The address with filters; what is empty is left out. */
export function withFilters(href: string, filters: Readonly<Record<string, string | null | undefined>>): string {
  const query = new URLSearchParams(Object.entries(filters).flatMap(([name, value]): [string, string][] => (value === null || value === undefined || value === '' ? [] : [[name, value]]))).toString();
  return query === '' ? href : `${href}?${query}`;
}

/** `replace` for steps that the back button should not repeat, such as walking through a queue. */
export function navigate(href: string, { replace = false } = {}): void {
  if (href === window.location.pathname + window.location.search) return;
  if (replace) window.history.replaceState(null, '', href);
  else window.history.pushState(null, '', href);
  listeners.forEach((listener) => { listener(); });
}
