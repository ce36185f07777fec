import { useSyncExternalStore } from 'react';
import type { KeySet } from './keys';

/** How one person likes their desk; kept in this browser. */
export interface Settings {
  readonly keys: KeySet;
  /** Slurs and threats are blurred until they are pointed at. */
  readonly blur: boolean;
  readonly grey: boolean;
  /** After so many hard comments a break is suggested; 0: never. */
  readonly breakAfter: number;
}

const NAME = 'weir-desk';
const USUAL: Settings = { keys: 'weir', blur: false, grey: false, breakAfter: 0 };
export const BREAKS = [0, 25, 50, 100] as const;

const listeners = new Set<() => void>();
let current: Settings | null = null;

function read(): Settings {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? '{}') as Partial<Settings>;
    return { ...USUAL, ...kept, keys: kept.keys === 'coral' ? 'coral' : 'weir' };
  } catch {
    return USUAL;
  }
}

export function useSettings(): Settings {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  }, () => (current ??= read()));
}

export function changeSettings(change: Partial<Settings>): void {
  current = { ...(current ?? read()), ...change };
  try {
    localStorage.setItem(NAME, JSON.stringify(current));
  } catch {
    // Storage is blocked: it holds for this visit.
  }
  listeners.forEach((listener) => { listener(); });
}
