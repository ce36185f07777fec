import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { invalidField } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { AccountLog } from '../account/account-log';
import type { Call } from '../call';
import { PasswordResetStore } from '../../store/password-reset.store';
import { SessionStore } from '../../store/session.store';
import type { BrowserSession } from '../guard/credential';
import { Accounts } from './accounts';
import { hashPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from './passwords';

export class ChangePasswordDto {
  @ApiProperty({ minLength: 1, maxLength: LONGEST_PASSWORD, format: 'password' })
  @Length(1, LONGEST_PASSWORD)
  @IsString()
  current!: string;

  @ApiProperty({ minLength: SHORTEST_PASSWORD, maxLength: LONGEST_PASSWORD, format: 'password' })
  @Length(SHORTEST_PASSWORD, LONGEST_PASSWORD)
  @IsString()
  next!: string;
}

/** Changes a person's own password and ends their other sessions and a link for another one: whoever knew the old one is out. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: Accounts,
    private readonly sessions: SessionStore,
    private readonly resets: PasswordResetStore,
    private readonly log: AccountLog,
  ) {}

  async execute(call: Call, personId: PersonId, session: BrowserSession, { current, next }: ChangePasswordDto): Promise<void> {
    if (!(await this.accounts.hasPassword(personId, current))) throw invalidField('/current', 'This is not your password.');
    const passwordHash = await hashPassword(next);
    await this.unitOfWork.run(async (tx) => {
      await this.accounts.setPassword(tx, personId, passwordHash);
      await this.resets.remove(tx, personId);
      const sessionsEnded = await this.sessions.removeOthers(tx, personId, session.tokenHash);
      await this.log.note(tx, call, { personId, type: 'password.changed', payload: { sessionsEnded } });
    });
  }
}
