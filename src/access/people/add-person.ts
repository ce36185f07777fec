import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { MembershipStore } from '../../store/membership.store';
import { type Call, changeLine } from '../call';
import type { Plain } from '../../platform/http/plain';
import { Accounts } from './accounts';
import { type AddPersonDto, type NewMemberView, toMemberView } from './member.dto';
import { generatePassword, hashPassword } from './passwords';

/** Gives a person a role on the site, with an account of their own if they have none; 409 when they work there already. */
@Injectable()
export class AddPerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: Accounts,
    private readonly members: MembershipStore,
    private readonly events: EventStore,
  ) {}

  async execute(call: Call, { id: siteId }: Site, { email, name, role, password }: Plain<AddPersonDto>): Promise<Plain<NewMemberView>> {
    const chosen = password ?? generatePassword();
    const passwordHash = await hashPassword(chosen);
    const { member, isNew } = await this.unitOfWork.run(async (tx) => {
      const { person, isNew } = await this.accounts.open(tx, { email, name, passwordHash });
      const member = { id: person.id, email: person.email, name: person.name, role, createdAt: new Date() };
      if (!(await this.members.add(tx, siteId, member))) throw problem('already_exists', 'This person works on the site already.');
      await this.events.append(tx, siteId, [changeLine(call, 'member.added', { personId: member.id, role }, member.createdAt)]);
      return { member, isNew };
    });
    return { ...toMemberView(member), password: isNew && chosen !== password ? chosen : null };
  }
}
