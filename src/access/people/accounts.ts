import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import { type Person, PersonStore } from '../../store/person.store';
import { Passwords } from './passwords';

/** What a new account is opened with; the hash is made before the transaction, since it takes its time on purpose. */
export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

/** People and their passwords. An account belongs to its person, whatever sites they work on. */
@Injectable()
export class Accounts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PersonStore,
    private readonly passwords: Passwords,
  ) {}

  /** The person whom these words sign in; null, after the same time, when the email is unknown or the password wrong. */
  async signedInBy(email: string, password: string): Promise<(Person & { readonly passwordHash: string | null }) | null> {
    const person = await this.people.forSignIn(this.unitOfWork.reads, email);
    const isRight = await this.passwords.matches(person?.passwordHash ?? null, password);
    return isRight ? person : null;
  }

  async hasPassword(personId: PersonId, password: string): Promise<boolean> {
    return this.passwords.matches(await this.people.passwordHashOf(this.unitOfWork.reads, personId), password);
  }

  async setPassword(tx: Tx, personId: PersonId, passwordHash: string): Promise<void> {
    await this.people.setPassword(tx, personId, passwordHash);
  }

  /** The account of that address: the one there is, with its own name and password, or a new one. */
  async open(tx: Tx, { email, name, passwordHash }: NewAccount): Promise<{ person: Person; isNew: boolean }> {
    const person: Person = { id: newId<PersonId>(), email, name, isOwner: false };
    const isNew = await this.people.insert(tx, { ...person, passwordHash, createdAt: new Date() });
    const known = isNew ? person : await this.people.byEmail(tx, email);
    if (!known) throw problem('unavailable', { detail: 'The account was removed at the same moment; try again.', retryAfter: 1 });
    return { person: known, isNew };
  }
}
