import { Injectable } from '@nestjs/common';
import { invalidField, problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { SecondFactorStore } from '../../store/second-factor.store';
import { SessionStore } from '../../store/session.store';
import { AccountLog } from '../account/account-log';
import type { Call } from '../call';
import type { BrowserSession } from '../guard/credential';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes';
import type { CodeDto, RecoveryCodesView } from './second-factor.dto';
import { SecondFactors } from './second-factors';

/** Puts a second factor to use and gives recovery codes. Sessions that began without it end, but for the caller's. */
@Injectable()
export class ConfirmSecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly factors: SecondFactorStore,
    private readonly sessions: SessionStore,
    private readonly secondFactors: SecondFactors,
    private readonly log: AccountLog,
  ) {}

  async execute(call: Call, personId: PersonId, session: BrowserSession, { code }: CodeDto): Promise<Plain<RecoveryCodesView>> {
    const recoveryCodes = newRecoveryCodes();
    await this.unitOfWork.run(async (tx) => {
      const factor = await this.factors.find(tx, personId);
      if (!factor || factor.confirmedAt !== null) throw problem('not_possible', 'There is no second factor to confirm.');
      if ((await this.secondFactors.spend(tx, personId, code)) === null) throw invalidField('/code', 'This code is wrong, or was used before.');
      if (!(await this.factors.confirm(tx, personId, new Date()))) throw problem('not_possible', 'There is no second factor to confirm.');
      await this.factors.setCodes(tx, personId, recoveryCodes.map(recoveryCodeHash));
      const ended = await this.sessions.removeOthers(tx, personId, session.tokenHash);
      await this.log.note(tx, call, { personId, type: 'second_factor.added', payload: { sessionsEnded: ended } });
    });
    return { recoveryCodes };
  }
}
