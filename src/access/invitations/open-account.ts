import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { tokenHash } from '../../platform/crypto/secrets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { InvitationStore, type OpenInvitation } from '../../store/invitation.store';
import type { Person } from '../../store/person.store';
import { AccountLog } from '../account/account-log';
import { LinkLimits } from '../links/link-limits';
import { Accounts } from '../people/accounts';
import { hashPassword } from '../people/passwords';
import type { Browser } from '../sessions/sign-in';
import { type StartedSession, StartSession } from '../sessions/start-session';
import type { OpenAccountDto } from './invitation.dto';
import { JoinSite } from './join-site';

/** Accepts an invitation with a new account: the person chooses name and password, works on the site, and is signed in. */
@Injectable()
export class OpenAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: InvitationStore,
    private readonly accounts: Accounts,
    private readonly join: JoinSite,
    private readonly log: AccountLog,
    private readonly limits: LinkLimits,
    private readonly startSession: StartSession,
  ) {}

  async execute({ token, name, password }: OpenAccountDto, { address, oldToken, userAgent }: Browser, requestId: string): Promise<StartedSession> {
    const invitation = await this.invitations.byToken(this.unitOfWork.reads, tokenHash(token), new Date());
    if (!invitation) throw problem('invalid_link');
    const person = await this.open(invitation, { name, passwordHash: await hashPassword(password) }, requestId);
    await this.limits.succeeded(address);
    return this.startSession.execute(person, oldToken, { userAgent, signedInBy: 'password' });
  }

  private async open(invitation: OpenInvitation, chosen: { readonly name: string; readonly passwordHash: string }, requestId: string): Promise<Person> {
    return this.unitOfWork.run(async (tx) => {
      const { person, isNew } = await this.accounts.open(tx, { email: invitation.email, ...chosen });
      if (!isNew) throw problem('already_exists', 'There is an account of this address: sign in with it, then accept.');
      const actor: Actor = { kind: 'person', personId: person.id, name: person.name, isOwner: false, permissions: new Set() };
      const call = { actor, requestId };
      await this.join.execute(tx, call, invitation, person.id);
      await this.log.note(tx, call, { personId: person.id, type: 'account.opened', payload: { siteId: invitation.siteId, invitedBy: invitation.invitedBy } });
      return person;
    });
  }
}
