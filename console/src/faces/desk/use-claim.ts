import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, releaseClaim } from '../../api/client';
import { claimItem, keepClaim } from '../../api/review';
import type { Lease, ReviewItem } from '../../api/types';

/** Walking through a list with J and K must not claim everything on the way. */
const DWELL_MS = 250;
const HEARTBEAT_MS = 60_000;

export interface HeldClaim {
  readonly claim: Lease | null;
  readonly takenBy: string | null;
  /** A decision or a skip ends the claim by itself: there is nothing to give back. */
  readonly spend: () => void;
}

/** Takes an item while it is open on the screen, keeps it, and gives it back on leaving; null while it is not ours. */
export function useClaim(site: string, item: ReviewItem | undefined, mayDecide: boolean): HeldClaim {
  const id = item?.state === 'open' && mayDecide ? item.id : null;
  const [claim, setClaim] = useState<{ readonly itemId: string; readonly claim: Lease | null; readonly takenBy: string | null } | null>(null);
  const held = useRef<string | null>(null);

  useEffect(() => {
    if (id === null) return undefined;
    let left = false;
    let heartbeat: ReturnType<typeof setInterval> | undefined;
    const release = (): void => {
      if (held.current !== null) releaseClaim(site, held.current);
      held.current = null;
    };
    const take = async (): Promise<void> => {
      try {
        const { claim: taken } = await claimItem(site, id);
        if (left) {
          releaseClaim(site, taken.id);
          return;
        }
        held.current = taken.id;
        setClaim({ itemId: id, claim: taken, takenBy: null });
        heartbeat = setInterval(() => void renew(taken.id), HEARTBEAT_MS);
      } catch (error) {
        const holder = error instanceof ApiError && error.code === 'claimed_by_other' ? (error.problem?.holder?.name ?? 'Somebody else') : null;
        if (!left) setClaim({ itemId: id, claim: null, takenBy: holder });
      }
    };
    const renew = async (claimId: string): Promise<void> => {
      try {
        const renewed = await keepClaim(site, claimId);
        if (!left) setClaim({ itemId: id, claim: renewed, takenBy: null });
      } catch (error) {
        // Ended for good; a hiccup of the network is tried again with the next beat.
        if (!left && error instanceof ApiError && error.code === 'claim_lost') setClaim({ itemId: id, claim: null, takenBy: null });
      }
    };
    const dwell = setTimeout(() => void take(), DWELL_MS);
    window.addEventListener('pagehide', release);
    return () => {
      left = true;
      clearTimeout(dwell);
      clearInterval(heartbeat);
      window.removeEventListener('pagehide', release);
      release();
    };
  }, [site, id]);

  const spend = useCallback(() => {
    held.current = null;
  }, []);
  return claim !== null && claim.itemId === id ? { claim: claim.claim, takenBy: claim.takenBy, spend } : { claim: null, takenBy: null, spend };
}
