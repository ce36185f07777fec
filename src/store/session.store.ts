import { Injectable } from '@nestjs/common';
import type { PersonId, SiteId } from '../domain/ids';
import type { Role } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** A person as a credential shows them: with the role on every site they may enter. */
export interface SignedIn {
  readonly personId: PersonId;
  readonly name: string;
  readonly isOwner: boolean;
  readonly roles: Readonly<Record<SiteId, Role>>;
}

export interface Session extends SignedIn {
  readonly id: string;
  readonly csrfToken: string;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

export const SIGNED_IN_BY = ['password', 'code', 'recovery_code', 'oidc'] as const;
export type SignedInBy = (typeof SIGNED_IN_BY)[number];

/** A session as its person sees it in a list. */
export interface ListedSession {
  readonly id: string;
  readonly userAgent: string | null;
  readonly signedInBy: SignedInBy;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

export interface SessionList {
  readonly at: Date;
  /** Unused since then: it has ended. */
  readonly seenSince: Date;
  readonly before: string;
  readonly limit: number;
}

export interface NewSession {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly personId: PersonId;
  readonly csrfToken: string;
  readonly userAgent: string | null;
  readonly signedInBy: SignedInBy;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export const SIGNED_IN_COLUMNS = `p.id AS "personId", p.name, p.is_owner AS "isOwner",
  coalesce((SELECT jsonb_object_agg(m.site_id, m.role) FROM membership m WHERE m.person_id = p.id), '{}') AS roles`;

const FIND = statement(
  'session_find',
  `SELECT ${SIGNED_IN_COLUMNS}, s.id, s.csrf_token AS "csrfToken", s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt"
   FROM session s JOIN person p ON p.id = s.person_id AND p.disabled_at IS NULL WHERE s.token_hash = $1`,
);
const INSERT = statement('session_insert', 'INSERT INTO session (token_hash, person_id, csrf_token, created_at, last_seen_at, expires_at, id, user_agent, signed_in_by) VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8)');
const TOUCH = statement('session_touch', 'UPDATE session SET last_seen_at = $2 WHERE token_hash = $1');
const REMOVE = statement('session_remove', 'DELETE FROM session WHERE token_hash = $1');
const REMOVE_OTHERS = statement('session_remove_others', 'DELETE FROM session WHERE person_id = $1 AND token_hash <> $2');
const REMOVE_ONE = statement('session_remove_one', 'DELETE FROM session WHERE person_id = $1 AND id = $2');
const REMOVE_ALL = statement('session_remove_all', 'DELETE FROM session WHERE person_id = $1');
const LIST = statement(
  'session_list',
  `SELECT id, user_agent AS "userAgent", signed_in_by AS "signedInBy", created_at AS "createdAt", last_seen_at AS "lastSeenAt", expires_at AS "expiresAt"
   FROM session WHERE person_id = $1 AND expires_at > $2 AND last_seen_at > $3 AND id < $4 ORDER BY id DESC LIMIT $5`,
);
const REMOVE_ENDED = statement('session_remove_ended', 'DELETE FROM session WHERE person_id = $1 AND (expires_at < $2 OR last_seen_at < $3)');

/** Signed-in browsers; of a token only its hash is known. */
@Injectable()
export class SessionStore {
  /** Also one that has ended: the caller knows the time. */
  async byTokenHash(on: Queryable, tokenHash: Buffer): Promise<Session | null> {
    const [row] = await rows<Session>(on, FIND, [tokenHash]);
    return row ?? null;
  }

  async insert(tx: Tx, { tokenHash, personId, csrfToken, createdAt, expiresAt, id, userAgent, signedInBy }: NewSession): Promise<void> {
    await changed(tx, INSERT, [tokenHash, personId, csrfToken, createdAt, expiresAt, id, userAgent, signedInBy]);
  }

  async touch(on: Queryable, tokenHash: Buffer, at: Date): Promise<void> {
    await changed(on, TOUCH, [tokenHash, at]);
  }

  async remove(on: Queryable, tokenHash: Buffer): Promise<void> {
    await changed(on, REMOVE, [tokenHash]);
  }

  /** Every session of the person but this one: after a change of password nobody else stays in. Says how many. */
  async removeOthers(tx: Tx, personId: PersonId, keep: Buffer): Promise<number> {
    return changed(tx, REMOVE_OTHERS, [personId, keep]);
  }

  /** False when the person has no such session. */
  async removeOne(tx: Tx, personId: PersonId, id: string): Promise<boolean> {
    return (await changed(tx, REMOVE_ONE, [personId, id])) > 0;
  }

  /** How many there were. */
  async removeAll(tx: Tx, personId: PersonId): Promise<number> {
    return changed(tx, REMOVE_ALL, [personId]);
  }

  /** Those that live, newest first, before the given id; one more than `limit` tells that there is a next page. */
  async list(on: Queryable, personId: PersonId, { at, seenSince, before, limit }: SessionList): Promise<ListedSession[]> {
    return rows<ListedSession>(on, LIST, [personId, at, seenSince, before, limit + 1]);
  }

  /** Sessions of the person that ended before the given moments. */
  async removeEnded(tx: Tx, personId: PersonId, moments: { readonly expiredBefore: Date; readonly idleSince: Date }): Promise<void> {
    await changed(tx, REMOVE_ENDED, [personId, moments.expiredBefore, moments.idleSince]);
  }
}
