import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { InvitationStore } from '../../store/invitation.store';
import { type Member, MembershipStore } from '../../store/membership.store';
import { type Call, changeLine } from '../call';
import type { Plain } from '../../platform/http/plain';
import { SecondFactors } from '../second-factor/second-factors';
import { Accounts } from './accounts';
import { type AddPersonDto, type NewMemberView, toMemberView } from './member.dto';
import { generatePassword, hashPassword } from './passwords';

/**
 * Gives a person a role on the site at once, with an account of their own if they have none; 409 when they work there already. Somebody
 * who has an account is asked (`InvitePerson`), unless the owner does it, who manages all accounts.
 */
@Injectable()
export class AddPerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: Accounts,
    private readonly members: MembershipStore,
    private readonly invitations: InvitationStore,
    private readonly secondFactors: SecondFactors,
    private readonly events: EventStore,
  ) {}

  async execute(call: Call, { id: siteId }: Site, { email, name, role, sections = [], password }: Plain<AddPersonDto>): Promise<Plain<NewMemberView>> {
    const chosen = password ?? generatePassword();
    const passwordHash = await hashPassword(chosen);
    const { member, isNew } = await this.unitOfWork.run(async (tx) => {
      const { person, isNew } = await this.accounts.open(tx, { email, name, passwordHash });
      const member = { id: person.id, email: person.email, name: person.name, role, sections, createdAt: new Date(), hasSecondFactor: await this.secondFactors.isOn(person.id, tx) };
      if (!isNew && !mayAddAnybody(call) && !(await this.members.find(tx, siteId, person.id))) throw problem('not_possible', 'There is an account of this address: invite its owner.');
      if (!(await this.members.add(tx, siteId, member))) throw problem('already_exists', 'This person works on the site already.');
      await this.events.append(tx, siteId, [changeLine(call, 'member.added', { personId: member.id, ...granted(member) }, member.createdAt)]);
      await this.invitations.removeFor(tx, siteId, person.email);
      return { member, isNew };
    });
    return { ...toMemberView(member), password: isNew && chosen !== password ? chosen : null };
  }
}

function mayAddAnybody({ actor }: Call): boolean {
  return actor === null || (actor.kind === 'person' && actor.isOwner);
}

/** What the log says of a new member. */
export function granted({ role, sections }: Pick<Member, 'role' | 'sections'>): Record<string, unknown> {
  return { role, ...(sections.length === 0 ? {} : { sections }) };
}
