import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import { Accounts } from '../people/accounts';
import type { SignInDto } from './session.dto';
import { SignInLimits } from './sign-in-limits';
import { type StartedSession, StartSession } from './start-session';

export interface Browser {
  readonly address: string;
  /** The session that this browser still carries; it ends here. */
  readonly oldToken: string | undefined;
}

/** An unknown email and a wrong password get the same answer after the same time; {@link SignInLimits} slows guessing. */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly limits: SignInLimits,
    private readonly startSession: StartSession,
  ) {}

  async execute({ email, password }: SignInDto, { address, oldToken }: Browser): Promise<StartedSession> {
    const person = await this.accounts.signedInBy(email, password);
    if (!person) throw problem('invalid_sign_in');
    await this.limits.succeeded(address, email);
    return this.startSession.execute(person, oldToken);
  }
}
