import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { MembershipStore } from '../../store/membership.store';
import { SessionStore } from '../../store/session.store';
import { AccountLog } from '../account/account-log';
import type { Call } from '../call';

/** An admin ends all sessions of somebody who works on the site. They may sign in again: to keep them out, take them off the site. */
@Injectable()
export class SignOutPerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly members: MembershipStore,
    private readonly sessions: SessionStore,
    private readonly log: AccountLog,
  ) {}

  async execute(call: Call, { id: siteId }: Site, personId: PersonId): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.members.find(tx, siteId, personId))) throw problem('not_found');
      const ended = await this.sessions.removeAll(tx, personId);
      if (ended > 0) await this.log.note(tx, call, { personId, type: 'sessions.ended', payload: { from: ended, to: 0, siteId } });
    });
  }
}
