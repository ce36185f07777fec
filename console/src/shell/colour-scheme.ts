import { useSyncExternalStore } from 'react';

export type Scheme = 'auto' | 'light' | 'dark';

/** The same name as in public/scheme.js, which applies it before the first paint. */
const CHOSEN = 'weir-colour-scheme';
const ATTRIBUTE = 'data-mantine-color-scheme';
const listeners = new Set<() => void>();

function current(): Scheme {
  const set = document.documentElement.getAttribute(ATTRIBUTE);
  return set === 'light' || set === 'dark' ? set : 'auto';
}

export function setScheme(scheme: Scheme): void {
  if (scheme === 'auto') document.documentElement.removeAttribute(ATTRIBUTE);
  else document.documentElement.setAttribute(ATTRIBUTE, scheme);
  try {
    localStorage.setItem(CHOSEN, scheme);
  } catch {
    // Storage is blocked: it holds for this visit.
  }
  listeners.forEach((listener) => { listener(); });
}

/** Light, dark, or as the system has it. */
export function useScheme(): Scheme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  }, current);
}
