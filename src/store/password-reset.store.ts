import { Injectable } from '@nestjs/common';
import type { PersonId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface PasswordReset {
  readonly personId: PersonId;
  readonly madeBy: PersonId;
  readonly expiresAt: Date;
}

export interface NewPasswordReset extends PasswordReset {
  readonly tokenHash: Buffer;
  readonly createdAt: Date;
}

const PUT = statement(
  'password_reset_put',
  `INSERT INTO password_reset (person_id, token_hash, made_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (person_id) DO UPDATE SET token_hash = excluded.token_hash, made_by = excluded.made_by, created_at = excluded.created_at, expires_at = excluded.expires_at`,
);
const BY_TOKEN = statement(
  'password_reset_by_token',
  `SELECT r.person_id AS "personId", r.made_by AS "madeBy", r.expires_at AS "expiresAt" FROM password_reset r JOIN person p ON p.id = r.person_id AND p.disabled_at IS NULL
   WHERE r.token_hash = $1 AND r.expires_at > $2`,
);
const TAKE = statement('password_reset_take', 'DELETE FROM password_reset WHERE person_id = $1 AND token_hash = $2');
const REMOVE = statement('password_reset_remove', 'DELETE FROM password_reset WHERE person_id = $1');

/** Links by which somebody may choose a new password; a person has one at most. Of the token only the hash is known. */
@Injectable()
export class PasswordResetStore {
  /** In the place of the one there was. */
  async put(tx: Tx, { personId, tokenHash, madeBy, createdAt, expiresAt }: NewPasswordReset): Promise<void> {
    await changed(tx, PUT, [personId, tokenHash, madeBy, createdAt, expiresAt]);
  }

  /** Null for a token that is unknown, was used, or is too old. */
  async byToken(on: Queryable, tokenHash: Buffer, at: Date): Promise<PasswordReset | null> {
    const [row] = await rows<PasswordReset>(on, BY_TOKEN, [tokenHash, at]);
    return row ?? null;
  }

  /** False for the second of two who bring the same token at once. */
  async take(tx: Tx, personId: PersonId, tokenHash: Buffer): Promise<boolean> {
    return (await changed(tx, TAKE, [personId, tokenHash])) === 1;
  }

  async remove(tx: Tx, personId: PersonId): Promise<void> {
    await changed(tx, REMOVE, [personId]);
  }
}
