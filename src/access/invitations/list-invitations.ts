import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { page, type Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { InvitationStore } from '../../store/invitation.store';
import { idAfter, LAST_ID, type PageQuery } from '../page-query';
import { type InvitationView, toInvitationView } from './invitation.dto';

/** Invitations that can still be accepted, newest first, without their tokens. */
@Injectable()
export class ListInvitations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: InvitationStore,
  ) {}

  async execute({ id: siteId }: Site, query: PageQuery): Promise<Page<Plain<InvitationView>>> {
    const found = await this.invitations.list(this.unitOfWork.reads, siteId, { before: idAfter(query, LAST_ID), limit: query.limit, at: new Date() });
    return page(found, query.limit, toInvitationView, ({ id }) => [id]);
  }
}
