import { Injectable } from '@nestjs/common';
import type { AccountEventType } from '../domain/account-events';
import type { PersonId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface AccountEvent {
  readonly id: string;
  /** Whose account. */
  readonly personId: PersonId;
  readonly type: AccountEventType;
  /** `person:…` or `system`. */
  readonly actor: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;
  readonly createdAt: Date;
}

const COLUMNS = 'id, person_id AS "personId", type, actor, payload, request_id AS "requestId", created_at AS "createdAt"';

const APPEND = statement('account_event_append', 'INSERT INTO account_event (person_id, id, type, actor, payload, request_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)');
const OF_PERSON = statement('account_event_of_person', `SELECT ${COLUMNS} FROM account_event WHERE person_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`);
const ALL = statement('account_event_all', `SELECT ${COLUMNS} FROM account_event WHERE id < $1 ORDER BY id DESC LIMIT $2`);

/** The append-only log of accounts: who changed what of whose, and never a secret. */
@Injectable()
export class AccountEventStore {
  async append(tx: Tx, { personId, id, type, actor, payload, requestId, createdAt }: AccountEvent): Promise<void> {
    await changed(tx, APPEND, [personId, id, type, actor, JSON.stringify(payload), requestId, createdAt]);
  }

  /** Newest first, before the given id; null: of all people. One more than `limit` tells that there is a next page. */
  async list(on: Queryable, personId: PersonId | null, before: string, limit: number): Promise<AccountEvent[]> {
    return personId === null ? rows<AccountEvent>(on, ALL, [before, limit + 1]) : rows<AccountEvent>(on, OF_PERSON, [personId, before, limit + 1]);
  }
}
