import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { IdentityStore } from '../../store/identity.store';
import { type Person, PersonStore } from '../../store/person.store';
import { AccountLog } from '../account/account-log';
import { SERVICE_CALL } from '../call';
import type { Browser } from '../sessions/sign-in';
import { StartSession } from '../sessions/start-session';
import { IdentityProvider, type ProvenIdentity } from './identity-provider';
import { LeadBack, type NextStep } from './lead-back';
import { ProviderSignInLimits } from './provider-sign-in-limits';
import { SignInErrands } from './sign-in-errand';
import { SignInRefused } from './sign-in-refused';

/**
 * Somebody comes back from the provider. They are the person whom this identity was linked to, or else, once, the person with
 * the address that the provider has verified. Nobody gets an account by signing in: people are invited.
 * 404 where there is no provider.
 */
@Injectable()
export class FinishProviderSignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly provider: IdentityProvider,
    private readonly limits: ProviderSignInLimits,
    private readonly leadBack: LeadBack,
    private readonly errands: SignInErrands,
    private readonly identities: IdentityStore,
    private readonly people: PersonStore,
    private readonly log: AccountLog,
    private readonly startSession: StartSession,
  ) {}

  /** @param query of the callback, as it came */
  execute(query: string, sealed: string | undefined, browser: Browser): Promise<NextStep> {
    if (this.provider.name === null) throw problem('not_found');
    return this.leadBack.instead(async () => {
      await this.limits.demand(browser.address);
      const errand = sealed === undefined ? null : this.errands.open(sealed);
      if (!errand) throw new SignInRefused('expired');
      const identity = await this.provider.finish(query, errand);
      const person = (await this.identities.find(this.unitOfWork.reads, identity)) ?? (await this.unitOfWork.run((tx) => this.link(tx, identity)));
      await this.limits.succeeded(browser.address);
      const { token } = await this.startSession.execute(person, browser.oldToken, { userAgent: browser.userAgent, signedInBy: 'oidc' });
      return { location: errand.page, errand: null, session: token };
    });
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
