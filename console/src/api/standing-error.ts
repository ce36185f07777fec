import { useRef } from 'react';

/**
 * Why a query that was never answered has nothing to show. The query forgets its error whenever it tries again; the page should
 * not blink each time. `key` names what is asked for: another question has no error yet.
 */
export function useStandingError({ error, isSuccess }: { readonly error: Error | null; readonly isSuccess: boolean }, key: string): Error | null {
  const last = useRef<{ readonly key: string; readonly error: Error } | null>(null);
  if (error !== null) last.current = { key, error };
  else if (isSuccess || last.current?.key !== key) last.current = null;
  return last.current?.error ?? null;
}
