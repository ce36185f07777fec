import type { FastifyRequest } from 'fastify';
import { ROLE_PERMISSIONS, type Permission } from '../../domain/permissions';
import type { Actor, Site } from '../../domain/actor';
import type { AuthorId, PersonId, SiteId } from '../../domain/ids';
import type { AuthorKind, Role } from '../../domain/statuses';

/** What a request brought to show who is calling, already found true and still valid. */
export type Credential = KeyCredential | PersonCredential | ReaderCredential;

export interface KeyCredential {
  readonly kind: 'site_key';
  readonly keyId: string;
  readonly siteId: SiteId;
  readonly permissions: ReadonlySet<Permission>;
}

export interface PersonCredential {
  readonly kind: 'person';
  readonly personId: PersonId;
  readonly name: string;
  readonly isOwner: boolean;
  readonly roles: Readonly<Record<SiteId, Role>>;
  /** Null for a personal token. */
  readonly session: BrowserSession | null;
}

export interface BrowserSession {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly csrfToken: string;
}

export interface ReaderCredential {
  readonly kind: 'reader';
  readonly siteId: SiteId;
  readonly authorId: AuthorId;
  readonly name: string | null;
  readonly authorKind: AuthorKind;
  readonly permissions: ReadonlySet<Permission>;
}

const NOTHING: ReadonlySet<Permission> = new Set();
const OF_ROLE: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  viewer: new Set(ROLE_PERMISSIONS.viewer),
  moderator: new Set(ROLE_PERMISSIONS.moderator),
  lead: new Set(ROLE_PERMISSIONS.lead),
  admin: new Set(ROLE_PERMISSIONS.admin),
};

/** The role of a person on a site; an owner is admin everywhere, null: the site is not there for them. */
export function roleOn(person: Pick<PersonCredential, 'isOwner' | 'roles'>, siteId: SiteId): Role | null {
  return person.isOwner ? 'admin' : (person.roles[siteId] ?? null);
}

export function belongsTo(credential: Credential, site: Site): boolean {
  return credential.kind === 'person' ? roleOn(credential, site.id) !== null : credential.siteId === site.id;
}

/** The caller on that site, with what they may do there; without a site a person has no permissions. */
export function actorOn(credential: Credential, site: Site | null): Actor {
  switch (credential.kind) {
    case 'site_key':
      return { kind: 'site_key', keyId: credential.keyId, permissions: credential.permissions };
    case 'reader': {
      const { authorId, name, authorKind, permissions } = credential;
      return { kind: 'reader', authorId, name, authorKind, permissions };
    }
    case 'person': {
      const { personId, name, isOwner } = credential;
      const role = site && roleOn(credential, site.id);
      return { kind: 'person', personId, name, isOwner, permissions: role ? OF_ROLE[role] : NOTHING };
    }
  }
}

export const SESSION_COOKIE = 'weir_session';

/** The token after `Bearer`; null for another scheme or none. */
export function bearerToken(request: Pick<FastifyRequest, 'headers'>): string | null {
  return /^Bearer +([\w.~+/=-]{1,4096})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}
