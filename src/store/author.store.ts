import { Injectable } from '@nestjs/common';
import type { AuthorId, SiteId } from '../domain/ids';
import type { AuthorKind, AuthorStanding } from '../domain/statuses';
import { booleans, bytes, instants, integers, jsonbs, texts } from '../platform/database/columns';
import { type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** What a submission says of its author. Null: not said, so what is known stays. */
export interface AuthorSeen {
  readonly id: AuthorId;
  readonly kind: AuthorKind;
  readonly name: string | null;
  readonly roles: readonly string[] | null;
  readonly emailHash: Buffer | null;
  readonly emailDomain: string | null;
  readonly emailVerified: boolean | null;
  readonly registeredAt: Date | null;
  /** How many comments of this author are being submitted together. */
  readonly submitted: number;
}

export interface AuthorRow {
  readonly id: AuthorId;
  readonly kind: AuthorKind;
  readonly name: string | null;
  readonly roles: readonly string[];
  readonly email_domain: string | null;
  readonly email_verified: boolean | null;
  readonly registered_at: Date | null;
  readonly submitted: number;
  readonly approved: number;
  readonly rejected: number;
  readonly last_rejected_at: Date | null;
  readonly created_at: Date;
  /** What moderators made of them, in force or not. */
  readonly standing: AuthorStanding | null;
  readonly standing_until: Date | null;
}

const COLUMNS = 'id, kind, name, roles, email_domain, email_verified, registered_at, submitted, approved, rejected, last_rejected_at, created_at, standing, standing_until';

const SEE = statement(
  'author_see',
  `INSERT INTO author AS a (site_id, id, kind, name, roles, email_hash, email_domain, email_verified, registered_at, submitted, created_at)
   SELECT $1, s.id, s.kind, s.name, ARRAY (SELECT jsonb_array_elements_text(s.roles)), s.email_hash, s.email_domain, s.email_verified, s.registered_at, s.submitted, $11
   FROM unnest($2::text[], $3::text[], $4::text[], $5::jsonb[], $6::bytea[], $7::text[], $8::boolean[], $9::timestamptz[], $10::integer[])
     AS s (id, kind, name, roles, email_hash, email_domain, email_verified, registered_at, submitted)
   ON CONFLICT (site_id, id) DO UPDATE SET kind = EXCLUDED.kind, name = COALESCE(EXCLUDED.name, a.name),
     roles = CASE WHEN EXCLUDED.roles = '{}' THEN a.roles ELSE EXCLUDED.roles END,
     email_hash = COALESCE(EXCLUDED.email_hash, a.email_hash), email_domain = COALESCE(EXCLUDED.email_domain, a.email_domain),
     email_verified = COALESCE(EXCLUDED.email_verified, a.email_verified), registered_at = COALESCE(EXCLUDED.registered_at, a.registered_at),
     submitted = a.submitted + EXCLUDED.submitted
   RETURNING ${COLUMNS}`,
);

const FIND = statement('author_find', `SELECT ${COLUMNS} FROM author WHERE site_id = $1 AND id = ANY ($2::text[])`);

@Injectable()
export class AuthorStore {
  /** Makes or updates the authors of a batch in the order of their ids, and returns them with their record as it is now. */
  async see(tx: Tx, siteId: SiteId, authors: readonly AuthorSeen[], now: Date): Promise<ReadonlyMap<AuthorId, AuthorRow>> {
    if (authors.length === 0) return new Map();
    const sorted = [...authors].sort((a, b) => (a.id < b.id ? -1 : 1));
    const seen = await rows<AuthorRow>(tx, SEE, [
      siteId,
      texts(sorted.map(({ id }) => id)),
      texts(sorted.map(({ kind }) => kind)),
      texts(sorted.map(({ name }) => name)),
      jsonbs(sorted.map(({ roles }) => JSON.stringify(roles ?? []))),
      bytes(sorted.map(({ emailHash }) => emailHash)),
      texts(sorted.map(({ emailDomain }) => emailDomain)),
      booleans(sorted.map(({ emailVerified }) => emailVerified)),
      instants(sorted.map(({ registeredAt }) => registeredAt)),
      integers(sorted.map(({ submitted }) => submitted)),
      now,
    ]);
    return new Map(seen.map((author) => [author.id, author]));
  }

  async find(on: Queryable, siteId: SiteId, ids: readonly AuthorId[]): Promise<ReadonlyMap<AuthorId, AuthorRow>> {
    const found = await rows<AuthorRow>(on, FIND, [siteId, ids]);
    return new Map(found.map((author) => [author.id, author]));
  }
}
