import type { PersonId } from '../domain/ids';

/** A claim ends this long after it was taken or last renewed. */
const LEASE_MS = 5 * 60_000;
/** However often it is renewed, a claim ends this long after it was taken. */
export const LONGEST_CLAIM_SECONDS = 30 * 60;

export interface Lease {
  readonly claimed: boolean;
  readonly claimed_by: PersonId | null;
  readonly claim_expires_at: Date | null;
}

/** Whose an item is at this moment, seen by one person. */
export type Hold = 'free' | 'mine' | 'other';

export function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}

/** The claim's end decides, never its flag: a lease that ended holds nobody off, swept or not. */
export function holdOf({ claimed, claimed_by, claim_expires_at }: Lease, personId: PersonId | null, now: Date): Hold {
  if (!claimed || claim_expires_at === null || claim_expires_at <= now) return 'free';
  return claimed_by === personId ? 'mine' : 'other';
}
