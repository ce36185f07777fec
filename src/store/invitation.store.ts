import { Injectable } from '@nestjs/common';
import type { PersonId, SiteId } from '../domain/ids';
import type { Role } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly sections: readonly string[];
  readonly invitedBy: PersonId;
  readonly inviterName: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface NewInvitation extends Omit<Invitation, 'inviterName'> {
  readonly tokenHash: Buffer;
}

/** An invitation as whoever was given its token sees it. */
export interface OpenInvitation extends Invitation {
  readonly siteId: SiteId;
  readonly siteSlug: string;
  readonly siteName: string;
  readonly hasAccount: boolean;
}

const COLUMNS = 'i.id, i.email, i.role, i.sections, i.invited_by AS "invitedBy", b.name AS "inviterName", i.created_at AS "createdAt", i.expires_at AS "expiresAt"';
/** What was offered counts while whoever offered it could offer it still. */
const STANDS = `b.disabled_at IS NULL AND (b.is_owner OR EXISTS (SELECT FROM membership m WHERE m.site_id = i.site_id AND m.person_id = b.id AND m.role = 'admin'))`;

const PUT = statement(
  'invitation_put',
  `INSERT INTO invitation (site_id, id, email, role, sections, token_hash, invited_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   ON CONFLICT (site_id, lower(email)) DO UPDATE SET id = excluded.id, email = excluded.email, role = excluded.role, sections = excluded.sections, token_hash = excluded.token_hash,
     invited_by = excluded.invited_by, created_at = excluded.created_at, expires_at = excluded.expires_at`,
);
const LIST = statement('invitation_list', `SELECT ${COLUMNS} FROM invitation i JOIN person b ON b.id = i.invited_by WHERE i.site_id = $1 AND i.id < $2 AND i.expires_at > $3 AND ${STANDS} ORDER BY i.id DESC LIMIT $4`);
const COUNT = statement('invitation_count', 'SELECT count(*)::int AS count FROM invitation WHERE site_id = $1');
const BY_TOKEN = statement(
  'invitation_by_token',
  `SELECT ${COLUMNS}, i.site_id AS "siteId", s.slug AS "siteSlug", s.name AS "siteName", EXISTS (SELECT FROM person p WHERE lower(p.email) = lower(i.email)) AS "hasAccount"
   FROM invitation i JOIN site s ON s.id = i.site_id JOIN person b ON b.id = i.invited_by WHERE i.token_hash = $1 AND i.expires_at > $2 AND ${STANDS}`,
);
const REMOVE = statement('invitation_remove', 'DELETE FROM invitation WHERE site_id = $1 AND id = $2 RETURNING role');
const REMOVE_FOR = statement('invitation_remove_for', 'DELETE FROM invitation WHERE site_id = $1 AND lower(email) = lower($2)');
const REMOVE_EXPIRED = statement('invitation_remove_expired', 'DELETE FROM invitation WHERE site_id = $1 AND expires_at <= $2');

/** Who was asked to work on a site. Of a link's token only the hash is known. */
@Injectable()
export class InvitationStore {
  /** In the place of the one there was for the address. */
  async put(tx: Tx, siteId: SiteId, { id, email, role, sections, tokenHash, invitedBy, createdAt, expiresAt }: NewInvitation): Promise<void> {
    await changed(tx, PUT, [siteId, id, email, role, sections, tokenHash, invitedBy, createdAt, expiresAt]);
  }

  /** Those that can still be accepted, newest first, before the given id; one more than `limit` tells that there is a next page. */
  async list(on: Queryable, siteId: SiteId, { before, limit, at }: { readonly before: string; readonly limit: number; readonly at: Date }): Promise<Invitation[]> {
    return rows<Invitation>(on, LIST, [siteId, before, at, limit + 1]);
  }

  async countOf(on: Queryable, siteId: SiteId): Promise<number> {
    return (await rows<{ count: number }>(on, COUNT, [siteId]))[0]?.count ?? 0;
  }

  /** Null for a token that is unknown, was used or taken back, or is too old; the site is found by the token alone. */
  async byToken(on: Queryable, tokenHash: Buffer, at: Date): Promise<OpenInvitation | null> {
    const [row] = await rows<OpenInvitation>(on, BY_TOKEN, [tokenHash, at]);
    return row ?? null;
  }

  /** The role it offered; null when it is not there: of two who take it at once one finds it gone. */
  async remove(tx: Tx, siteId: SiteId, id: string): Promise<Role | null> {
    return (await rows<{ role: Role }>(tx, REMOVE, [siteId, id]))[0]?.role ?? null;
  }

  /** Whoever works on the site, or no longer shall, needs no invitation. */
  async removeFor(tx: Tx, siteId: SiteId, email: string): Promise<void> {
    await changed(tx, REMOVE_FOR, [siteId, email]);
  }

  /** How many there were. */
  async removeExpired(tx: Tx, siteId: SiteId, at: Date): Promise<number> {
    return changed(tx, REMOVE_EXPIRED, [siteId, at]);
  }
}
