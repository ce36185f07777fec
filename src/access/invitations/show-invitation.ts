import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import { tokenHash } from '../../platform/crypto/secrets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { InvitationStore } from '../../store/invitation.store';
import { LinkLimits } from '../links/link-limits';
import type { LinkTokenDto } from '../links/link.dto';
import { type OpenInvitationView, toOpenInvitationView } from './invitation.dto';

/** What a link offers, to whoever was given it. An unknown, used, revoked and old one get the same answer. */
@Injectable()
export class ShowInvitation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: InvitationStore,
    private readonly limits: LinkLimits,
  ) {}

  async execute({ token }: LinkTokenDto, address: string): Promise<Plain<OpenInvitationView>> {
    const invitation = await this.invitations.byToken(this.unitOfWork.reads, tokenHash(token), new Date());
    if (!invitation) throw problem('invalid_link');
    await this.limits.succeeded(address);
    return toOpenInvitationView(invitation);
  }
}
