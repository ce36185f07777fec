import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, releaseClaim } from '../../api/client';
import { claimItem, keepClaim } from '../../api/review';
import type { Lease, ReviewItem } from '../../api/types';

/** Walking through a list with J and K must not claim everything on the way. */
const DWELL_MS = 200;
const HEARTBEAT_MS = 60_000;
/** Whoever has not touched anything for so long has left the desk: the claim ends by itself. */
const AWAY_MS = 5 * 60_000;

export type Held =
  | { readonly state: 'asking' }
  | { readonly state: 'mine'; readonly lease: Lease }
  | { readonly state: 'other'; readonly holder: string | null }
  | { readonly state: 'none' };

const NONE: Held = { state: 'none' };

export interface Claims {
  readonly of: (id: string | null) => Held;
  /** A decision or a skip ends the claim by itself: there is nothing to give back. */
  readonly spend: (id: string) => void;
  readonly takeOver: (id: string) => void;
}

/**
 * Holds the item that is read and those that come next, so that two people on one queue never meet; gives back what is
 * left behind. The first of `wanted` is on the screen.
 */
export function useClaims(site: string, wanted: readonly ReviewItem[], onTaken: (id: string, claim: ReviewItem['claim']) => void): Claims {
  const [held, setHeld] = useState<ReadonlyMap<string, Held>>(new Map());
  const leases = useRef(new Map<string, string>());
  const asked = useRef(new Set<string>());
  // Who holds it is part of the key: what a colleague gives back is asked for again.
  const key = wanted.map(({ id, claim }) => (claim === null || claim.mine ? id : `${id}/${claim.holder.id}`)).join(' ');

  const tell = useCallback((id: string, now: Held | null) => {
    setHeld((map) => {
      const next = new Map(map);
      if (now === null) next.delete(id);
      else next.set(id, now);
      return next;
    });
  }, []);

  const take = useCallback(async (id: string, takeover = false): Promise<void> => {
    asked.current.add(id);
    try {
      const { claim } = await claimItem(site, id, takeover);
      // Left meanwhile: somebody else may want it.
      if (!asked.current.has(id)) releaseClaim(site, claim.id);
      else {
        leases.current.set(id, claim.id);
        tell(id, { state: 'mine', lease: claim });
      }
    } catch (error) {
      asked.current.delete(id);
      const isTaken = error instanceof ApiError && error.code === 'claimed_by_other';
      if (isTaken) leases.current.delete(id);
      const holder = isTaken ? (error.problem?.holder ?? null) : null;
      tell(id, isTaken ? { state: 'other', holder: holder?.name ?? null } : NONE);
      if (isTaken) onTaken(id, { id: '', mine: false, holder: { id: holder?.id ?? '', name: holder?.name ?? null }, expiresAt: error.problem?.expiresAt ?? new Date(Date.now() + HEARTBEAT_MS).toISOString() });
    }
  }, [site, tell, onTaken]);

  useEffect(() => {
    const parts = key === '' ? [] : key.split(' ').map((part) => part.split('/', 2));
    const ids = parts.map(([id = '']) => id);
    // Ours, and now somebody else's, it is said: taken over. The service knows, so it is asked again.
    for (const [id = '', holder] of parts) if (holder !== undefined && leases.current.has(id)) asked.current.delete(id);
    for (const id of [...asked.current]) {
      if (ids.includes(id)) continue;
      asked.current.delete(id);
      const lease = leases.current.get(id);
      if (lease !== undefined) releaseClaim(site, lease);
      leases.current.delete(id);
      tell(id, null);
    }
    const missing = ids.filter((id) => !asked.current.has(id));
    if (missing.length === 0) return undefined;
    const dwell = setTimeout(() => { missing.forEach((id) => void take(id)); }, DWELL_MS);
    return () => { clearTimeout(dwell); };
  }, [key, site, take, tell]);

  useHeartbeat(site, leases, tell);

  useEffect(() => {
    const held = leases.current;
    const wants = asked.current;
    const leave = (): void => {
      held.forEach((lease) => { releaseClaim(site, lease); });
      held.clear();
      wants.clear();
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [site]);

  return {
    of: (id) => (id === null ? NONE : (held.get(id) ?? NONE)),
    spend: useCallback((id: string) => {
      leases.current.delete(id);
      asked.current.delete(id);
    }, []),
    takeOver: (id) => void take(id, true),
  };
}

function useHeartbeat(site: string, leases: { readonly current: Map<string, string> }, tell: (id: string, now: Held | null) => void): void {
  useEffect(() => {
    let active = Date.now();
    const touched = (): void => { active = Date.now(); };
    const renew = async (id: string, lease: string): Promise<void> => {
      try {
        tell(id, { state: 'mine', lease: await keepClaim(site, lease) });
      } catch (error) {
        // Ended for good; a hiccup of the network is tried again with the next beat.
        if (!(error instanceof ApiError) || error.code !== 'claim_lost') return;
        if (leases.current.get(id) === lease) leases.current.delete(id);
        tell(id, NONE);
      }
    };
    const beat = setInterval(() => {
      if (Date.now() - active < AWAY_MS) leases.current.forEach((lease, id) => void renew(id, lease));
    }, HEARTBEAT_MS);
    const signs = ['keydown', 'pointermove', 'scroll'] as const;
    signs.forEach((sign) => { window.addEventListener(sign, touched, { passive: true, capture: true }); });
    return () => {
      clearInterval(beat);
      signs.forEach((sign) => { window.removeEventListener(sign, touched, { capture: true }); });
    };
  }, [site, leases, tell]);
}
