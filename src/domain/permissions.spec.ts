import { PERMISSIONS, READER_PERMISSIONS, ROLE_PERMISSIONS, SCOPE_PERMISSIONS, SCOPES } from './permissions';
import { ROLES } from './statuses';

const DECIDING = ['review.decide', 'review.bulk', 'review.override', 'review.undo_any'] as const;

describe('roles', () => {
  it.each([['viewer', 'moderator'], ['moderator', 'lead'], ['lead', 'admin']] as const)('a %s may do less than a %s, and nothing else', (lower, higher) => {
    expect(ROLE_PERMISSIONS[higher]).toEqual(expect.arrayContaining([...ROLE_PERMISSIONS[lower]]));
    expect(new Set(ROLE_PERMISSIONS[higher]).size).toBeGreaterThan(new Set(ROLE_PERMISSIONS[lower]).size);
  });

  it('stand in the order in which they may do more', () => {
    expect(ROLES).toEqual(['viewer', 'moderator', 'lead', 'admin']);
  });

  it('let an admin do everything', () => {
    expect([...ROLE_PERMISSIONS.admin].sort()).toEqual([...PERMISSIONS].sort());
  });

  it('let a viewer change nothing', () => {
    expect(ROLE_PERMISSIONS.viewer.filter((permission) => !permission.endsWith('.read'))).toEqual([]);
  });

  it('let nobody below an admin touch keys, people, settings, rules, policies or webhooks, and leads nothing but queues', () => {
    for (const role of ['viewer', 'moderator', 'lead'] as const) {
      expect(ROLE_PERMISSIONS[role].filter((permission) => /\.(manage|publish)$/.test(permission))).toEqual(role === 'lead' ? ['queues.manage'] : []);
    }
  });
});

describe('keys and readers', () => {
  it.each(SCOPES)('no key with %s decides: people do', (scope) => {
    expect(SCOPE_PERMISSIONS[scope]).not.toEqual(expect.arrayContaining([expect.stringMatching(new RegExp(`^(${DECIDING.join('|')})$`))]));
  });

  it('a scope that only reads only reads', () => {
    expect(SCOPE_PERMISSIONS['comments:read']).toEqual(['comments.read']);
  });

  it('every permission is within reach of a key, but to decide and to say who people are', () => {
    const reached = new Set(SCOPES.flatMap((scope) => SCOPE_PERMISSIONS[scope]));
    expect(PERMISSIONS.filter((permission) => !reached.has(permission))).toEqual([...DECIDING, 'people.manage']);
  });

  it('readers write, read and report, and never see the desk', () => {
    expect(READER_PERMISSIONS).toEqual(['comments.write', 'comments.read', 'reports.write']);
  });
});
