import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { IdentityStore } from '../../store/identity.store';
import { type Person, PersonStore } from '../../store/person.store';
import { AccountLog } from '../account/account-log';
import { SERVICE_CALL } from '../call';
import type { Browser } from '../sessions/sign-in';
import { StartSession } from '../sessions/start-session';
import { IdentityProvider, type ProvenIdentity } from './identity-provider';
import { SignInErrands } from './sign-in-errand';
import { SignInRefused } from './sign-in-refused';

export interface FinishedSignIn {
  /** For the cookie alone. */
  readonly token: string;
  /** The page of the console that was asked for. */
  readonly page: string;
}

/**
 * Somebody comes back from the provider. They are the person whom this identity was linked to, or else, once, the person with
 * the address that the provider has verified. Nobody gets an account by signing in: people are invited.
 * @throws SignInRefused
 */
@Injectable()
export class FinishProviderSignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly provider: IdentityProvider,
    private readonly errands: SignInErrands,
    private readonly identities: IdentityStore,
    private readonly people: PersonStore,
    private readonly log: AccountLog,
    private readonly startSession: StartSession,
  ) {}

  async execute(query: string, sealed: string | undefined, { oldToken, userAgent }: Browser): Promise<FinishedSignIn> {
    const errand = sealed === undefined ? null : this.errands.open(sealed);
    if (!errand) throw new SignInRefused('expired');
    const identity = await this.provider.finish(query, errand);
    const person = (await this.identities.find(this.unitOfWork.reads, identity)) ?? (await this.unitOfWork.run((tx) => this.link(tx, identity)));
    const { token } = await this.startSession.execute(person, oldToken, { userAgent, signedInBy: 'oidc' });
    return { token, page: errand.page };
  }

  private async link(tx: Tx, identity: ProvenIdentity): Promise<Person> {
    const person = identity.verifiedEmail === null ? null : await this.people.enabledByEmail(tx, identity.verifiedEmail);
    if (!person) throw new SignInRefused('unknown');
    // An address that was given to somebody else must not open the account of whoever had it before.
    if (!(await this.identities.link(tx, identity, person.id, new Date()))) throw new SignInRefused('linked');
    await this.log.note(tx, SERVICE_CALL, { personId: person.id, type: 'identity.linked', payload: { issuer: identity.issuer } });
    return person;
  }
}
