import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import { tokenHash } from '../../platform/crypto/secrets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { InvitationStore } from '../../store/invitation.store';
import { PersonStore } from '../../store/person.store';
import type { BrowserCall } from '../current-person';
import { LinkLimits } from '../links/link-limits';
import type { LinkTokenDto } from '../links/link.dto';
import { JoinSite } from './join-site';

/** Accepts an invitation with the account one has. Link and account must be of the same address: neither alone makes anybody a member. */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: InvitationStore,
    private readonly people: PersonStore,
    private readonly join: JoinSite,
    private readonly limits: LinkLimits,
  ) {}

  async execute(call: BrowserCall, { token }: LinkTokenDto): Promise<void> {
    const { personId } = call.actor;
    const invitation = await this.invitations.byToken(this.unitOfWork.reads, tokenHash(token), new Date());
    if (!invitation) throw problem('invalid_link');
    await this.unitOfWork.run(async (tx) => {
      const person = await this.people.byId(tx, personId);
      if (person?.email.toLowerCase() !== invitation.email.toLowerCase()) throw problem('not_possible', 'This invitation is for another address than that of your account.');
      await this.join.execute(tx, call, invitation, personId);
    });
    await this.limits.succeeded(call.address);
  }
}
