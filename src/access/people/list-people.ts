import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { page, type Page } from '../../platform/http/pages';
import { MembershipStore } from '../../store/membership.store';
import { FIRST_ID, idAfter, type PageQuery } from '../page-query';
import type { Plain } from '../../platform/http/plain';
import { type MemberView, toMemberView } from './member.dto';

/** The people of a site with their roles. Owners stand here only where they were added. */
@Injectable()
export class ListPeople {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly members: MembershipStore,
  ) {}

  async execute({ id: siteId }: Site, query: PageQuery): Promise<Page<Plain<MemberView>>> {
    const found = await this.members.list(this.unitOfWork.reads, siteId, idAfter(query, FIRST_ID), query.limit);
    return page(found, query.limit, toMemberView, ({ id }) => [id]);
  }
}
