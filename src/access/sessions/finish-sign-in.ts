import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { PersonStore } from '../../store/person.store';
import { AccountLog } from '../account/account-log';
import { SERVICE_CALL } from '../call';
import { SecondFactors } from '../second-factor/second-factors';
import { SecondStepLimits } from './second-step-limits';
import type { SecondStepDto } from './session.dto';
import type { Browser } from './sign-in';
import { SignInTickets } from './sign-in-ticket';
import { type StartedSession, StartSession } from './start-session';

/** The second step: a ticket of the first one and a code. A wrong code, an old ticket and a changed password get the same answer. */
@Injectable()
export class FinishSignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PersonStore,
    private readonly tickets: SignInTickets,
    private readonly secondFactors: SecondFactors,
    private readonly limits: SecondStepLimits,
    private readonly startSession: StartSession,
    private readonly log: AccountLog,
  ) {}

  async execute({ ticket, code }: SecondStepDto, browser: Browser): Promise<StartedSession> {
    const personId = this.tickets.holderOf(ticket);
    const person = personId && (await this.people.forSecondStep(this.unitOfWork.reads, personId));
    if (!person || !this.tickets.isOf(ticket, person)) throw problem('invalid_second_step');
    const kind = await this.unitOfWork.run(async (tx) => {
      const spent = await this.secondFactors.spend(tx, person.id, code);
      if (spent === 'recovery_code') await this.log.note(tx, SERVICE_CALL, { personId: person.id, type: 'recovery_code.used' });
      return spent;
    });
    if (kind === null) throw problem('invalid_second_step');
    await this.limits.succeeded(browser.address, person.id);
    return this.startSession.execute(person, browser.oldToken, { userAgent: browser.userAgent, signedInBy: kind });
  }
}
