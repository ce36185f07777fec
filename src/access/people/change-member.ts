import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import { type Role, ROLES } from '../../domain/statuses';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { type Member, MembershipStore } from '../../store/membership.store';
import { type Call, changeLine } from '../call';
import { changesOf } from '../changes';
import type { Plain } from '../../platform/http/plain';
import { demandAnotherAdmin } from './admin-left';
import { type ChangeMemberDto, type MemberView, toMemberView } from './member.dto';

/** Gives a person another role or other sections on the site. Nobody raises themselves, and the last admin stays one. */
@Injectable()
export class ChangeMember {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly members: MembershipStore,
    private readonly events: EventStore,
  ) {}

  async execute(call: Call, { id: siteId }: Site, personId: PersonId, { role, sections }: Plain<ChangeMemberDto>): Promise<Plain<MemberView>> {
    const changed = await this.unitOfWork.run(async (tx) => {
      const admins = await this.members.lockAdmins(tx, siteId);
      const before = await this.members.lock(tx, siteId, personId);
      if (!before) throw problem('not_found');
      const after = { ...before, role: role ?? before.role, sections: sections ?? before.sections };
      if (isSelf(call, personId) && isHigher(after.role, before.role)) throw problem('forbidden', 'Somebody else must give you a higher role.');
      if (after.role !== 'admin') demandAnotherAdmin(admins, personId);
      const payload = linesOf(before, after);
      if (payload === null) return before;
      await this.members.set(tx, siteId, after);
      await this.events.append(tx, siteId, [changeLine(call, 'member.changed', { personId, ...payload })]);
      return after;
    });
    return toMemberView(changed);
  }
}

/** From what to what; null when nothing changed. The role, whose change gives and takes rights, stands by itself. */
function linesOf(before: Member, after: Member): Record<string, unknown> | null {
  const { sections } = changesOf(before, after, ['sections']);
  const role = before.role === after.role ? {} : { from: before.role, to: after.role };
  const lines = { ...role, ...(sections === undefined ? {} : { sections }) };
  return Object.keys(lines).length === 0 ? null : lines;
}

function isSelf({ actor }: Call, personId: PersonId): boolean {
  return actor?.kind === 'person' && actor.personId === personId;
}

function isHigher(a: Role, b: Role): boolean {
  return ROLES.indexOf(a) > ROLES.indexOf(b);
}
