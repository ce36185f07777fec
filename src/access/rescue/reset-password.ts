import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { problem } from '../../domain/errors';
import { tokenHash } from '../../platform/crypto/secrets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { PasswordResetStore } from '../../store/password-reset.store';
import { PersonStore } from '../../store/person.store';
import { SessionStore } from '../../store/session.store';
import { AccountLog } from '../account/account-log';
import { LinkLimits } from '../links/link-limits';
import { LinkTokenDto } from '../links/link.dto';
import { Accounts } from '../people/accounts';
import { hashPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../people/passwords';

export class ResetPasswordDto extends LinkTokenDto {
  @ApiProperty({ minLength: SHORTEST_PASSWORD, maxLength: LONGEST_PASSWORD, format: 'password' })
  @Length(SHORTEST_PASSWORD, LONGEST_PASSWORD)
  @IsString()
  password!: string;
}

/** A new password by a link, once. Ends every session; the second factor stays, so the link alone signs nobody in who has one. */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: Accounts,
    private readonly people: PersonStore,
    private readonly resets: PasswordResetStore,
    private readonly sessions: SessionStore,
    private readonly log: AccountLog,
    private readonly limits: LinkLimits,
  ) {}

  async execute({ token, password }: ResetPasswordDto, address: string, requestId: string): Promise<void> {
    const hash = tokenHash(token);
    const reset = await this.resets.byToken(this.unitOfWork.reads, hash, new Date());
    if (!reset) throw problem('invalid_link');
    const { personId, madeBy } = reset;
    const passwordHash = await hashPassword(password);
    await this.unitOfWork.run(async (tx) => {
      // What was offered counts while whoever offered it could offer it still.
      if (!(await this.resets.take(tx, personId, hash)) || !(await this.people.hasRightOver(tx, madeBy, personId))) throw problem('invalid_link');
      const person = await this.people.byId(tx, personId);
      if (!person) throw problem('invalid_link');
      await this.accounts.setPassword(tx, personId, passwordHash);
      const sessionsEnded = await this.sessions.removeAll(tx, personId);
      const actor = { kind: 'person', personId, name: person.name, isOwner: person.isOwner, permissions: new Set<never>() } as const;
      await this.log.note(tx, { actor, requestId }, { personId, type: 'password.reset', payload: { madeBy, sessionsEnded } });
    });
    await this.limits.succeeded(address);
  }
}
