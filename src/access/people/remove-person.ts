import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { InvitationStore } from '../../store/invitation.store';
import { MembershipStore } from '../../store/membership.store';
import { type Call, changeLine } from '../call';
import { granted } from './add-person';
import { demandAnotherAdmin } from './admin-left';

/** Takes a person off the site, and takes back what they were offered there. The account stays: what they decided must keep its name. */
@Injectable()
export class RemovePerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly members: MembershipStore,
    private readonly invitations: InvitationStore,
    private readonly events: EventStore,
  ) {}

  async execute(call: Call, { id: siteId }: Site, personId: PersonId): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const admins = await this.members.lockAdmins(tx, siteId);
      const member = await this.members.lock(tx, siteId, personId);
      if (!member) throw problem('not_found');
      demandAnotherAdmin(admins, personId);
      await this.members.remove(tx, siteId, personId);
      await this.invitations.removeFor(tx, siteId, member.email);
      await this.events.append(tx, siteId, [changeLine(call, 'member.removed', { personId, ...granted(member) })]);
    });
  }
}
