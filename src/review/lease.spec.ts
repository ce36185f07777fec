import type { PersonId } from '../domain/ids';
import { holdOf, leaseEnd } from './lease';

const now = new Date('2026-02-22T10:00:00Z');
const later = new Date(now.getTime() + 1);
const ana = 'ana' as PersonId;
const ben = 'ben' as PersonId;

describe('holdOf', () => {
  it('is the claimer\'s until the lease ends, for everybody else somebody\'s', () => {
    const lease = { claimed: true, claimed_by: ana, claim_expires_at: later };
    expect(holdOf(lease, ana, now)).toBe('mine');
    expect(holdOf(lease, ben, now)).toBe('other');
    expect(holdOf(lease, null, now)).toBe('other');
  });

  it('is nobody\'s from the moment the lease ends, whatever the flag says', () => {
    expect(holdOf({ claimed: true, claimed_by: ana, claim_expires_at: now }, ben, now)).toBe('free');
    expect(holdOf({ claimed: false, claimed_by: null, claim_expires_at: null }, ben, now)).toBe('free');
  });
});

describe('leaseEnd', () => {
  it('is five minutes away', () => {
    expect(leaseEnd(now)).toEqual(new Date('2026-02-22T10:05:00Z'));
  });
});
