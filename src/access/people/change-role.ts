import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import { type Role, ROLES } from '../../domain/statuses';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { MembershipStore } from '../../store/membership.store';
import { type Call, changeLine } from '../call';
import type { Plain } from '../../platform/http/plain';
import { demandAnotherAdmin } from './admin-left';
import { type ChangeRoleDto, type MemberView, toMemberView } from './member.dto';

/** Gives a person another role on the site. Nobody raises themselves, and the last admin stays one. */
@Injectable()
export class ChangeRole {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly members: MembershipStore,
    private readonly events: EventStore,
  ) {}

  async execute(call: Call, { id: siteId }: Site, personId: PersonId, { role }: ChangeRoleDto): Promise<Plain<MemberView>> {
    const changed = await this.unitOfWork.run(async (tx) => {
      const admins = await this.members.lockAdmins(tx, siteId);
      const member = await this.members.lock(tx, siteId, personId);
      if (!member) throw problem('not_found');
      if (isSelf(call, personId) && isHigher(role, member.role)) throw problem('forbidden', 'Somebody else must give you a higher role.');
      if (role !== 'admin') demandAnotherAdmin(admins, personId);
      if (role === member.role) return member;
      await this.members.setRole(tx, siteId, personId, role);
      await this.events.append(tx, siteId, [changeLine(call, 'member.changed', { personId, from: member.role, to: role })]);
      return { ...member, role };
    });
    return toMemberView(changed);
  }
}

function isSelf({ actor }: Call, personId: PersonId): boolean {
  return actor?.kind === 'person' && actor.personId === personId;
}

function isHigher(a: Role, b: Role): boolean {
  return ROLES.indexOf(a) > ROLES.indexOf(b);
}
