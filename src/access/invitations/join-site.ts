import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import type { Tx } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { InvitationStore, type OpenInvitation } from '../../store/invitation.store';
import { MembershipStore } from '../../store/membership.store';
import { type Call, changeLine } from '../call';
import { granted } from '../people/add-person';

/** Makes an invited person a member of the site, and uses the invitation up: once, whoever else has the link. */
@Injectable()
export class JoinSite {
  constructor(
    private readonly invitations: InvitationStore,
    private readonly members: MembershipStore,
    private readonly events: EventStore,
  ) {}

  async execute(tx: Tx, call: Call, { id, siteId, role, sections }: OpenInvitation, personId: PersonId): Promise<void> {
    if ((await this.invitations.remove(tx, siteId, id)) === null) throw problem('invalid_link');
    const createdAt = new Date();
    if (!(await this.members.add(tx, siteId, { id: personId, role, sections, createdAt }))) throw problem('already_exists', 'You work on the site already.');
    await this.events.append(tx, siteId, [changeLine(call, 'member.added', { personId, ...granted({ role, sections }), invitationId: id }, createdAt)]);
  }
}
