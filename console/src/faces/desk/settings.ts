import { useMemo, useSyncExternalStore } from 'react';
import type { PersonSite } from '../../api/types';
import type { KeySet } from './keys';

/** What spares the eyes: blurred slurs, no colours, a break after so many hard comments (0: never). The site sets it, a person may choose otherwise. */
export type Calm = PersonSite['desk'];

/** How one person likes their desk. */
export interface Settings extends Calm {
  readonly keys: KeySet;
}

const NAME = 'weir-desk';
const CALM = ['blur', 'grey', 'breakAfter'] as const satisfies readonly (keyof Calm)[];
const BREAKS = [0, 25, 50, 100] as const;

const listeners = new Set<() => void>();
let current: Partial<Settings> | null = null;

/** What the person chose, and nothing else: the site's settings count where nothing was chosen. */
function read(): Partial<Settings> {
  try {
    const { keys, blur, grey, breakAfter } = JSON.parse(localStorage.getItem(NAME) ?? '{}') as Partial<Settings>;
    return {
      ...(keys === 'coral' || keys === 'weir' ? { keys } : {}),
      ...(typeof blur === 'boolean' ? { blur } : {}),
      ...(typeof grey === 'boolean' ? { grey } : {}),
      ...(typeof breakAfter === 'number' ? { breakAfter } : {}),
    };
  } catch {
    return {};
  }
}

/** What the person chose in this browser. */
export function useOwnSettings(): Partial<Settings> {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  }, () => (current ??= read()));
}

/** The person's own choices over the site's. */
export function useSettings({ desk }: Pick<PersonSite, 'desk'>): Settings {
  const own = useOwnSettings();
  return useMemo(() => ({ keys: 'weir', ...desk, ...own }), [desk, own]);
}

/** A choice holds in this browser, whatever the site sets later. */
export function changeSettings(change: Partial<Settings>): void {
  keep({ ...(current ?? read()), ...change });
}

/** Takes back what was chosen beside the keys: the site's settings count again. */
export function followSite(): void {
  const { keys } = current ?? read();
  keep(keys === undefined ? {} : { keys });
}

export function hasChosenCalm(own: Partial<Settings>): boolean {
  return CALM.some((name) => own[name] !== undefined);
}

/** The usual lengths, and the one that is set if it is another. */
export function breakChoices(set: number): readonly number[] {
  return [...new Set([...BREAKS, set])].sort((a, b) => a - b);
}

function keep(next: Partial<Settings>): void {
  current = next;
  try {
    localStorage.setItem(NAME, JSON.stringify(current));
  } catch {
    // Storage is blocked: it holds for this visit.
  }
  listeners.forEach((listener) => { listener(); });
}
