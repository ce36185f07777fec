import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { MembershipStore } from '../../store/membership.store';
import { type Call, changeLine } from '../call';
import { demandAnotherAdmin } from './admin-left';

/** Takes a person off the site. The account stays: what they decided must keep its name. */
@Injectable()
export class RemovePerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly members: MembershipStore,
    private readonly events: EventStore,
  ) {}

  async execute(call: Call, { id: siteId }: Site, personId: PersonId): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const admins = await this.members.lockAdmins(tx, siteId);
      const member = await this.members.lock(tx, siteId, personId);
      if (!member) throw problem('not_found');
      demandAnotherAdmin(admins, personId);
      await this.members.remove(tx, siteId, personId);
      await this.events.append(tx, siteId, [changeLine(call, 'member.removed', { personId, role: member.role })]);
    });
  }
}
