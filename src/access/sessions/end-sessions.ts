import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SessionStore } from '../../store/session.store';
import { AccountLog } from '../account/account-log';
import type { Call } from '../call';

/** Ends one of the own sessions, or all of them (null), at once in every process. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionStore,
    private readonly log: AccountLog,
  ) {}

  async execute(call: Call, personId: PersonId, id: string | null): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (id === null) {
        const ended = await this.sessions.removeAll(tx, personId);
        await this.log.note(tx, call, { personId, type: 'sessions.ended', payload: { from: ended, to: 0 } });
        return;
      }
      if (!(await this.sessions.removeOne(tx, personId, id))) throw problem('not_found');
      await this.log.note(tx, call, { personId, type: 'sessions.ended', payload: { sessionId: id } });
    });
  }
}
