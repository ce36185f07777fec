import { Injectable } from '@nestjs/common';
import type { PersonId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import type { Person } from './person.store';

/** How an identity provider names a person; the subject is never given to anybody else. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

const FIND = statement(
  'identity_find',
  `SELECT p.id, p.email, p.name, p.is_owner AS "isOwner" FROM person_identity i JOIN person p ON p.id = i.person_id
   WHERE i.issuer = $1 AND i.subject = $2 AND p.disabled_at IS NULL`,
);
const LINK = statement('identity_link', 'INSERT INTO person_identity (issuer, subject, person_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING');

/** Who of our people somebody is whom an identity provider has signed in. */
@Injectable()
export class IdentityStore {
  /** Null for an unknown identity and for a disabled person. */
  async find(on: Queryable, { issuer, subject }: Identity): Promise<Person | null> {
    const [row] = await rows<Person>(on, FIND, [issuer, subject]);
    return row ?? null;
  }

  /** False when the identity is somebody's already, or the person has another one of this provider. */
  async link(tx: Tx, { issuer, subject }: Identity, personId: PersonId, at: Date): Promise<boolean> {
    return (await changed(tx, LINK, [issuer, subject, personId, at])) === 1;
  }
}
