import { useSyncExternalStore } from 'react';

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

/** `replace` for steps that the back button should not repeat, such as walking through a queue. */
export function navigate(href: string, { replace = false } = {}): void {
  if (href === window.location.pathname) return;
  if (replace) window.history.replaceState(null, '', href);
  else window.history.pushState(null, '', href);
  listeners.forEach((listener) => { listener(); });
}
