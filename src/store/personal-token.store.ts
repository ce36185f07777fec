import { Injectable } from '@nestjs/common';
import type { PersonId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import { SIGNED_IN_COLUMNS, type SignedIn } from './session.store';

export interface PersonalToken {
  readonly id: string;
  readonly name: string;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
}

export interface NewPersonalToken {
  readonly id: string;
  readonly name: string;
  readonly secretHash: Buffer;
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
}

const COLUMNS = 'id, name, expires_at AS "expiresAt", last_used_at AS "lastUsedAt", created_at AS "createdAt"';

const FIND = statement(
  'personal_token_find',
  `SELECT t.id, t.expires_at AS "expiresAt", ${SIGNED_IN_COLUMNS}
   FROM personal_token t JOIN person p ON p.id = t.person_id AND p.disabled_at IS NULL WHERE t.secret_hash = $1`,
);
const LIST = statement('personal_token_list', `SELECT ${COLUMNS} FROM personal_token WHERE person_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`);
const INSERT = statement('personal_token_insert', 'INSERT INTO personal_token (person_id, id, name, secret_hash, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)');
const REMOVE = statement('personal_token_remove', 'DELETE FROM personal_token WHERE person_id = $1 AND id = $2');
const TOUCH = statement('personal_token_touch', 'UPDATE personal_token SET last_used_at = $2 WHERE id = $1');

/** Tokens that people made for their scripts; of a secret only its hash is known. */
@Injectable()
export class PersonalTokenStore {
  /** Also one that has expired: the caller knows the time. */
  async bySecretHash(on: Queryable, secretHash: Buffer): Promise<(SignedIn & Pick<PersonalToken, 'id' | 'expiresAt'>) | null> {
    const [row] = await rows<SignedIn & Pick<PersonalToken, 'id' | 'expiresAt'>>(on, FIND, [secretHash]);
    return row ?? null;
  }

  /** Newest first, before the given id; one more than `limit` tells that there is a next page. */
  async list(on: Queryable, personId: PersonId, before: string, limit: number): Promise<PersonalToken[]> {
    return rows<PersonalToken>(on, LIST, [personId, before, limit + 1]);
  }

  async insert(tx: Tx, personId: PersonId, token: NewPersonalToken): Promise<void> {
    await changed(tx, INSERT, [personId, token.id, token.name, token.secretHash, token.expiresAt, token.createdAt]);
  }

  /** False when the person has no such token. */
  async remove(tx: Tx, personId: PersonId, id: string): Promise<boolean> {
    return (await changed(tx, REMOVE, [personId, id])) === 1;
  }

  async touch(on: Queryable, id: string, at: Date): Promise<void> {
    await changed(on, TOUCH, [id, at]);
  }
}
