import type { PersonId } from '../domain/ids';
import { type Contested, obstacle } from './conflicts';

const now = new Date('2026-02-22T10:00:00Z');
const ana = 'ana' as PersonId;
const ben = 'ben' as PersonId;
const free: Contested = { version: 2, state: 'open', claimed: false, claimed_by: null, claimed_by_name: null, claim_expires_at: null };
const hers: Contested = { ...free, claimed: true, claimed_by: ana, claimed_by_name: 'Ana', claim_expires_at: new Date(now.getTime() + 1_000) };
const as = (personId: PersonId, mayOverride = false): Parameters<typeof obstacle>[2] => ({ personId, mayOverride, claims: 'optional', now });

describe('obstacle', () => {
  it('is none for whoever read this version of an item that is free or theirs', () => {
    expect(obstacle(free, 2, as(ben))).toBeNull();
    expect(obstacle(hers, 2, as(ana))).toBeNull();
    expect(obstacle(hers, 2, as(ben, true))).toBeNull();
  });

  it('names an old version before anything else', () => {
    expect(obstacle({ ...hers, state: 'resolved' }, 1, as(ben))).toBe('version_conflict');
    expect(obstacle(free, 3, as(ben, true))).toBe('version_conflict');
  });

  it('names the state before the lease', () => {
    expect(obstacle({ ...hers, state: 'resolved' }, 2, as(ben))).toBe('already_resolved');
  });

  it('names the holder while the lease runs, and not when it has ended', () => {
    expect(obstacle(hers, 2, as(ben))).toBe('claimed_by_other');
    expect(obstacle({ ...hers, claim_expires_at: now }, 2, as(ben))).toBeNull();
  });

  it('is no claim where claims bind nobody', () => {
    expect(obstacle(hers, 2, { ...as(ben), claims: 'off' })).toBeNull();
    expect(obstacle(hers, 1, { ...as(ben), claims: 'off' })).toBe('version_conflict');
  });

  it('is that there is no claim, where one is needed', () => {
    const required = { ...as(ben), claims: 'required' } as const;
    expect(obstacle(free, 2, required)).toBe('claim_required');
    expect(obstacle({ ...hers, claim_expires_at: now }, 2, required)).toBe('claim_required');
    expect(obstacle(hers, 2, required)).toBe('claimed_by_other');
    expect(obstacle(hers, 2, { ...required, personId: ana })).toBeNull();
    expect(obstacle(free, 2, { ...required, mayOverride: true })).toBeNull();
  });
});
