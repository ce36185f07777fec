import { Injectable } from '@nestjs/common';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { SecondFactorStore } from '../../store/second-factor.store';
import { AccountLog } from '../account/account-log';
import type { Call } from '../call';
import { DemandBoth } from './demand-both';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes';
import type { PasswordAndCodeDto, RecoveryCodesView } from './second-factor.dto';

/** New recovery codes in place of the old ones, which are worth nothing from then on. */
@Injectable()
export class RenewRecoveryCodes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly factors: SecondFactorStore,
    private readonly demand: DemandBoth,
    private readonly log: AccountLog,
  ) {}

  async execute(call: Call, personId: PersonId, body: PasswordAndCodeDto): Promise<Plain<RecoveryCodesView>> {
    const recoveryCodes = newRecoveryCodes();
    await this.demand.password(personId, body);
    await this.unitOfWork.run(async (tx) => {
      const before = await this.demand.code(tx, personId, body);
      await this.factors.setCodes(tx, personId, recoveryCodes.map(recoveryCodeHash));
      await this.log.note(tx, call, { personId, type: 'recovery_codes.renewed', payload: { left: { from: before.codesLeft, to: recoveryCodes.length } } });
    });
    return { recoveryCodes };
  }
}
