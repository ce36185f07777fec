import { Injectable } from '@nestjs/common';
import { invalidField, problem } from '../../domain/errors';
import type { Site } from '../../domain/actor';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { MembershipStore } from '../../store/membership.store';
import { PasswordResetStore } from '../../store/password-reset.store';
import { PersonStore } from '../../store/person.store';
import { AccountLog } from '../account/account-log';
import type { BrowserCall } from '../current-person';
import type { LinkView } from '../links/link.dto';
import { OneTimeLinks } from '../links/one-time-links';
import { Accounts } from '../people/accounts';
import type { PasswordDto } from '../second-factor/second-factor.dto';

export const PASSWORD_RESET_MS = 3_600_000;

/**
 * Makes a link by which somebody chooses a new password. An account belongs to its person, whatever sites they work on: an admin helps those
 * who are no admins and work nowhere else, an owner everybody; so nobody gets into another site through the account of a colleague.
 */
@Injectable()
export class OfferPasswordReset {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: Accounts,
    private readonly members: MembershipStore,
    private readonly people: PersonStore,
    private readonly resets: PasswordResetStore,
    private readonly links: OneTimeLinks,
    private readonly log: AccountLog,
  ) {}

  /** @param body the password of whoever makes the link: an open browser is not enough. */
  async execute(call: BrowserCall, { id: siteId }: Site, personId: PersonId, { password }: PasswordDto): Promise<Plain<LinkView>> {
    const maker = call.actor.personId;
    await this.demandRight(siteId, maker, personId);
    if (!(await this.accounts.hasPassword(maker, password))) throw invalidField('/password', 'This is not your password.');
    const { token, hash, link } = this.links.make('password');
    const createdAt = new Date();
    const expiresAt = new Date(createdAt.getTime() + PASSWORD_RESET_MS);
    await this.unitOfWork.run(async (tx) => {
      await this.resets.put(tx, { personId, tokenHash: hash, madeBy: maker, createdAt, expiresAt });
      await this.log.note(tx, call, { personId, type: 'password.reset_offered', payload: { siteId, expiresAt } });
    });
    return { link, token, expiresAt: expiresAt.toISOString() };
  }

  private async demandRight(siteId: Site['id'], maker: PersonId, personId: PersonId): Promise<void> {
    const { reads } = this.unitOfWork;
    if (!(await this.members.find(reads, siteId, personId))) throw problem('not_found');
    if (maker === personId) throw problem('not_possible', 'Change your own password in your account.');
    if (!(await this.people.hasRightOver(reads, maker, personId))) throw problem('forbidden', 'Only an owner may do that for this person.');
  }
}
