import { Injectable } from '@nestjs/common';
import { invalidField, problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { PersonStore } from '../../store/person.store';
import { SecondFactorStore } from '../../store/second-factor.store';
import { SessionStore } from '../../store/session.store';
import { AccountLog } from '../account/account-log';
import type { BrowserCall } from '../current-person';
import { Accounts } from '../people/accounts';
import type { PasswordDto } from '../second-factor/second-factor.dto';

/** An owner takes the second factor of somebody who lost app and recovery codes. Their sessions end: from now on the password alone lets in. */
@Injectable()
export class TakeSecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: Accounts,
    private readonly people: PersonStore,
    private readonly factors: SecondFactorStore,
    private readonly sessions: SessionStore,
    private readonly log: AccountLog,
  ) {}

  async execute(call: BrowserCall, personId: PersonId, { password }: PasswordDto): Promise<void> {
    const ownerId = call.actor.personId;
    if (!(await this.people.byId(this.unitOfWork.reads, personId))) throw problem('not_found');
    if (ownerId === personId) throw problem('not_possible', 'Your own second factor is taken away in your account, with a code.');
    if (!(await this.accounts.hasPassword(ownerId, password))) throw invalidField('/password', 'This is not your password.');
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.factors.remove(tx, personId))) throw problem('not_possible', 'This person has no second factor.');
      const sessionsEnded = await this.sessions.removeAll(tx, personId);
      await this.log.note(tx, call, { personId, type: 'second_factor.removed', payload: { sessionsEnded } });
    });
  }
}
