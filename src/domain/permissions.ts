import type { Role } from './statuses';

/** What a route may ask of a credential. Strings, so that they read the same in routes, roles, logs and docs. */
export const PERMISSIONS = [
  'comments.write',
  'comments.read',
  'comments.check',
  'articles.write',
  'reports.write',
  'review.read',
  'review.decide',
  'review.bulk',
  'review.override',
  'review.undo_any',
  'queues.manage',
  'audit.read',
  'rules.read',
  'rules.publish',
  'settings.read',
  'settings.manage',
  'keys.manage',
  'people.manage',
  'webhooks.manage',
  'policies.manage',
  'history.manage',
  'privacy.manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const VIEWER: readonly Permission[] = ['comments.read', 'review.read', 'rules.read', 'settings.read'];
const MODERATOR: readonly Permission[] = [...VIEWER, 'review.decide', 'review.bulk', 'reports.write', 'comments.check'];
const LEAD: readonly Permission[] = [...MODERATOR, 'review.override', 'review.undo_any', 'queues.manage', 'audit.read', 'articles.write'];

/** What each role of a person on a site may do. The owner is an admin of every site. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: VIEWER,
  moderator: MODERATOR,
  lead: LEAD,
  admin: PERMISSIONS,
};

/** What no site key may do: decisions are made by people, and who they are is said by people. */
const OF_PEOPLE: ReadonlySet<Permission> = new Set(['review.decide', 'review.bulk', 'review.override', 'review.undo_any', 'people.manage']);

/** What the scopes of a site key may do. */
export const SCOPES = ['comments:write', 'comments:read', 'articles:write', 'reports:write', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

export const SCOPE_PERMISSIONS: Readonly<Record<Scope, readonly Permission[]>> = {
  'comments:write': ['comments.write', 'comments.check', 'comments.read'],
  'comments:read': ['comments.read'],
  'articles:write': ['articles.write'],
  'reports:write': ['reports.write'],
  admin: PERMISSIONS.filter((permission) => !OF_PEOPLE.has(permission)),
};

/** What a reader's token may do; the use cases narrow it to the reader's own comments. */
export const READER_PERMISSIONS: readonly Permission[] = ['comments.write', 'comments.read', 'reports.write'];

/** What a connection may do, whatever its dialect: hand in comments and ask about them. What people decide stays theirs. */
export const CONNECTION_PERMISSIONS: readonly Permission[] = ['comments.write', 'comments.check', 'comments.read'];
