import type { Permission } from '../domain/permissions';
import { ROLE_PERMISSIONS } from '../domain/permissions';
import { COMMENT_STATUSES } from '../domain/statuses';
import { allowedActions, type ActionContext } from './allowed-actions';

const of = (role: keyof typeof ROLE_PERMISSIONS): ReadonlySet<Permission> => new Set(ROLE_PERMISSIONS[role]);
const free: ActionContext = { state: 'open', status: 'held', hold: 'free', permissions: of('moderator') };

describe('allowedActions', () => {
  it('lets a moderator decide, claim and skip what is free', () => {
    expect(allowedActions(free)).toEqual(['approve', 'reject', 'claim', 'skip', 'escalate', 'move', 'snooze', 'note', 'tag']);
    expect(allowedActions({ ...free, hold: 'mine' })).toEqual(['approve', 'reject', 'release', 'skip', 'escalate', 'move', 'snooze', 'note', 'tag']);
  });

  it('leaves what somebody holds to them, unless one may override', () => {
    expect(allowedActions({ ...free, hold: 'other' })).toEqual(['note', 'tag']);
    expect(allowedActions({ ...free, hold: 'other', permissions: of('lead') })).toEqual(['approve', 'reject', 'takeover', 'escalate', 'move', 'snooze', 'note', 'tag']);
  });

  it('lets viewers look', () => {
    expect(allowedActions({ ...free, permissions: of('viewer') })).toEqual([]);
  });

  it('leaves nothing to do with what is resolved but to write beside it', () => {
    for (const status of COMMENT_STATUSES) expect(allowedActions({ ...free, status, state: 'resolved', permissions: of('admin') })).toEqual(['note', 'tag']);
  });

  it('does not offer to decide a withdrawn comment', () => {
    expect(allowedActions({ ...free, status: 'withdrawn' })).toEqual(['claim', 'skip', 'escalate', 'move', 'snooze', 'note', 'tag']);
  });

  it('leaves out what the queue hides, from everybody', () => {
    const hidden = new Set(['approve', 'snooze', 'tag']);
    expect(allowedActions({ ...free, permissions: of('admin'), hidden })).toEqual(['reject', 'claim', 'skip', 'escalate', 'move', 'note']);
  });
});
