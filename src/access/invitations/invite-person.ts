import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import type { Plain } from '../../platform/http/plain';
import { EventStore } from '../../store/event.store';
import { InvitationStore } from '../../store/invitation.store';
import { MembershipStore } from '../../store/membership.store';
import { PersonStore } from '../../store/person.store';
import { changeLine } from '../call';
import type { BrowserCall } from '../current-person';
import { OneTimeLinks } from '../links/one-time-links';
import { granted } from '../people/add-person';
import { type InvitePersonDto, type NewInvitationView, toInvitationView } from './invitation.dto';

export const INVITATION_MS = 72 * 3_600_000;
/** Of a site, open at once: the people page shows them all. */
const MOST_INVITATIONS = 200;

/** Asks somebody to work on the site. Whether the address has an account makes no difference to the answer: it carries a link, which whoever invites hands on. */
@Injectable()
export class InvitePerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PersonStore,
    private readonly members: MembershipStore,
    private readonly invitations: InvitationStore,
    private readonly events: EventStore,
    private readonly links: OneTimeLinks,
  ) {}

  async execute(call: BrowserCall, { id: siteId }: Site, { email, role, sections = [] }: Plain<InvitePersonDto>): Promise<Plain<NewInvitationView>> {
    const { token, hash, link } = this.links.make('invitation');
    const createdAt = new Date();
    const invitation = { id: newId(), email, role, sections, invitedBy: call.actor.personId, createdAt, expiresAt: new Date(createdAt.getTime() + INVITATION_MS) };
    await this.unitOfWork.run(async (tx) => {
      const known = await this.people.byEmail(tx, email);
      if (known && (await this.members.find(tx, siteId, known.id))) throw problem('already_exists', 'This person works on the site already.');
      await this.invitations.removeExpired(tx, siteId, createdAt);
      await this.invitations.put(tx, siteId, { ...invitation, tokenHash: hash });
      if ((await this.invitations.countOf(tx, siteId)) > MOST_INVITATIONS) throw problem('not_possible', `A site has at most ${String(MOST_INVITATIONS)} open invitations.`);
      await this.events.append(tx, siteId, [changeLine(call, 'member.invited', { invitationId: invitation.id, ...granted(invitation) }, createdAt)]);
    });
    return { ...toInvitationView({ ...invitation, inviterName: call.actor.name }), link, token };
  }
}
