import { useSyncExternalStore } from 'react';

/** A link that somebody was handed: to accept an invitation, or to choose a new password. */
export interface EntryLink {
  readonly kind: 'invitation' | 'password';
  readonly token: string;
}

const LINK = /^#(invitation|password)\/([\w-]{1,100})$/;
const listeners = new Set<() => void>();
let link = take();

/** Out of the address at once: what stands there is seen over shoulders, kept in the browser's history and copied along with it. */
function take(): EntryLink | null {
  const found = LINK.exec(window.location.hash);
  if (found === null) return null;
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return { kind: found[1] as EntryLink['kind'], token: found[2] ?? '' };
}

function change(to: EntryLink | null): void {
  link = to;
  listeners.forEach((listener) => { listener(); });
}

// Pasted into a page of the console that is open already, it loads nothing anew.
window.addEventListener('hashchange', () => {
  const taken = take();
  if (taken !== null) change(taken);
});

/** The link that this page was opened with; null: none, or it was left. */
export function useEntryLink(): EntryLink | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  }, () => link);
}

export function leaveEntryLink(): void {
  change(null);
}
