import { Injectable } from '@nestjs/common';
import type { PersonId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface SecondFactor {
  /** Encrypted. */
  readonly secret: Buffer;
  /** Null while it is being set up: it is not asked for yet. */
  readonly confirmedAt: Date | null;
  readonly codesLeft: number;
}

const FIND = statement(
  'second_factor_find',
  `SELECT secret, confirmed_at AS "confirmedAt", (SELECT count(*)::int FROM recovery_code c WHERE c.person_id = f.person_id AND c.used_at IS NULL) AS "codesLeft"
   FROM second_factor f WHERE person_id = $1`,
);
/** A setup begun again takes the place of the one before; what is confirmed stays. */
const BEGIN = statement(
  'second_factor_begin',
  `INSERT INTO second_factor (person_id, secret, created_at) VALUES ($1, $2, $3)
   ON CONFLICT (person_id) DO UPDATE SET secret = EXCLUDED.secret, created_at = EXCLUDED.created_at WHERE second_factor.confirmed_at IS NULL`,
);
const CONFIRM = statement('second_factor_confirm', 'UPDATE second_factor SET confirmed_at = $2 WHERE person_id = $1 AND confirmed_at IS NULL');
/** The row decides who of two that bring the same code at once comes first. */
const SPEND_STEP = statement('second_factor_spend_step', 'UPDATE second_factor SET last_step = $2 WHERE person_id = $1 AND last_step < $2');
const REMOVE = statement('second_factor_remove', 'DELETE FROM second_factor WHERE person_id = $1');
const SPEND_CODE = statement('recovery_code_spend', 'UPDATE recovery_code SET used_at = $3 WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL');
const FORGET_CODES = statement('recovery_code_forget', 'DELETE FROM recovery_code WHERE person_id = $1');
const ADD_CODES = statement('recovery_code_add', 'INSERT INTO recovery_code (person_id, code_hash) SELECT $1, unnest($2::bytea[])');

/** Second factors of people who sign in by password. A code of a time step, or a recovery code, is spent once. */
@Injectable()
export class SecondFactorStore {
  async find(on: Queryable, personId: PersonId): Promise<SecondFactor | null> {
    const [row] = await rows<SecondFactor>(on, FIND, [personId]);
    return row ?? null;
  }

  /** False when a confirmed one is there already. */
  async begin(tx: Tx, personId: PersonId, secret: Buffer, createdAt: Date): Promise<boolean> {
    return (await changed(tx, BEGIN, [personId, secret, createdAt])) === 1;
  }

  async confirm(tx: Tx, personId: PersonId, at: Date): Promise<boolean> {
    return (await changed(tx, CONFIRM, [personId, at])) === 1;
  }

  /** False when this time step, or a later one, was used before. */
  async spendStep(tx: Tx, personId: PersonId, step: number): Promise<boolean> {
    return (await changed(tx, SPEND_STEP, [personId, step])) === 1;
  }

  /** False when it is none of the person's codes, or was used before. */
  async spendCode(tx: Tx, personId: PersonId, codeHash: Buffer, at: Date): Promise<boolean> {
    return (await changed(tx, SPEND_CODE, [personId, codeHash, at])) === 1;
  }

  /** In place of those there were. */
  async setCodes(tx: Tx, personId: PersonId, codeHashes: readonly Buffer[]): Promise<void> {
    await changed(tx, FORGET_CODES, [personId]);
    await changed(tx, ADD_CODES, [personId, codeHashes]);
  }

  async remove(tx: Tx, personId: PersonId): Promise<boolean> {
    return (await changed(tx, REMOVE, [personId])) === 1;
  }
}
