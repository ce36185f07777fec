import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { MembershipStore } from '../../store/membership.store';
import { PersonCredentials } from '../guard/person-credentials';
import { demandAnotherAdmin } from './admin-left';

/** Takes a person off the site. The account stays: what they decided must keep its name. */
@Injectable()
export class RemovePerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly members: MembershipStore,
    private readonly credentials: PersonCredentials,
  ) {}

  async execute({ id: siteId }: Site, personId: PersonId): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const admins = await this.members.lockAdmins(tx, siteId);
      if (!(await this.members.find(tx, siteId, personId))) throw problem('not_found');
      demandAnotherAdmin(admins, personId);
      await this.members.remove(tx, siteId, personId);
    });
    this.credentials.changed();
  }
}
