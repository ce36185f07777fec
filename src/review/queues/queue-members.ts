import { Injectable } from '@nestjs/common';
import { invalidField } from '../../domain/errors';
import type { PersonId, SiteId } from '../../domain/ids';
import type { Tx } from '../../platform/database/unit-of-work';
import { MembershipStore } from '../../store/membership.store';

/** Who may be a member of a queue: whoever is one of the site. */
@Injectable()
export class QueueMembers {
  constructor(private readonly memberships: MembershipStore) {}

  /** @throws a problem naming the first who is not a member of the site */
  async known(tx: Tx, siteId: SiteId, ids: readonly string[]): Promise<PersonId[]> {
    const unique = [...new Set(ids.map((id) => id.toLowerCase() as PersonId))];
    const there = await this.memberships.membersAmong(tx, siteId, unique);
    unique.forEach((id, index) => {
      if (!there.has(id)) throw invalidField(`/members/${String(index)}`, 'This person is not a member of the site.');
    });
    return unique;
  }
}
