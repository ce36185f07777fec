import { Injectable } from '@nestjs/common';
import type { AccountEventType } from '../../domain/account-events';
import { actorKey } from '../../domain/actor';
import type { PersonId } from '../../domain/ids';
import type { Tx } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import { AccountEventStore } from '../../store/account-event.store';
import type { Call } from '../call';

/** Whose account changed, and how. */
export interface AccountChange {
  readonly personId: PersonId;
  readonly type: AccountEventType;
  /** From what to what: never a secret or an email address. */
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Writes into the log of accounts, in the transaction of the change. */
@Injectable()
export class AccountLog {
  constructor(private readonly events: AccountEventStore) {}

  async note(tx: Tx, { actor, requestId }: Call, { personId, type, payload = {} }: AccountChange): Promise<void> {
    await this.events.append(tx, { id: newId(), personId, type, actor: actor === null ? 'system' : actorKey(actor), payload, requestId, createdAt: new Date() });
  }
}
