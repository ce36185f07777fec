import { Injectable } from '@nestjs/common';
import { type Permission, ROLE_PERMISSIONS } from '../../domain/permissions';
import type { PersonId, SiteId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { MembershipStore } from '../../store/membership.store';
import { PersonStore } from '../../store/person.store';

/** What a person may do on a site now: an operation goes on for as long as the one who asked for it may ask for it. */
@Injectable()
export class PresentPermissions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly people: PersonStore,
    private readonly memberships: MembershipStore,
  ) {}

  async of(siteId: SiteId, personId: PersonId): Promise<ReadonlySet<Permission>> {
    const [person, member] = await Promise.all([this.people.byId(this.work.reads, personId), this.memberships.find(this.work.reads, siteId, personId)]);
    const role = person?.isOwner === true ? 'admin' : member?.role;
    return new Set(role === undefined ? [] : ROLE_PERMISSIONS[role]);
  }
}
