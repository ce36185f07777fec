import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { InvitationStore } from '../../store/invitation.store';
import { type Call, changeLine } from '../call';

/** Takes an invitation back: its link opens nothing from then on. */
@Injectable()
export class RevokeInvitation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: InvitationStore,
    private readonly events: EventStore,
  ) {}

  async execute(call: Call, { id: siteId }: Site, id: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const role = await this.invitations.remove(tx, siteId, id);
      if (role === null) throw problem('not_found');
      await this.events.append(tx, siteId, [changeLine(call, 'invitation.revoked', { invitationId: id, role })]);
    });
  }
}
