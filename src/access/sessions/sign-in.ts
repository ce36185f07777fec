import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import { Accounts } from '../people/accounts';
import type { SignInDto } from './session.dto';
import { SignInLimits } from './sign-in-limits';
import { SecondFactors } from '../second-factor/second-factors';
import { SignInTickets } from './sign-in-ticket';
import { type StartedSession, StartSession } from './start-session';

export interface Browser {
  readonly address: string;
  /** The session that this browser still carries; it ends here. */
  readonly oldToken: string | undefined;
  readonly userAgent: string | undefined;
}

/** An unknown email and a wrong password get the same answer after the same time; {@link SignInLimits} slows guessing. Who has a second factor gets a ticket for the second step, and no session yet. */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly limits: SignInLimits,
    private readonly secondFactors: SecondFactors,
    private readonly tickets: SignInTickets,
    private readonly startSession: StartSession,
  ) {}

  async execute({ email, password }: SignInDto, { address, oldToken, userAgent }: Browser): Promise<StartedSession> {
    const person = await this.accounts.signedInBy(email, password);
    if (!person) throw problem('invalid_sign_in');
    await this.limits.succeeded(address, email);
    if (await this.secondFactors.isOn(person.id)) throw problem('second_factor_required', { extra: { ...this.tickets.issue(person) } });
    return this.startSession.execute(person, oldToken, { userAgent, signedInBy: 'password' });
  }
}
