import { Injectable } from '@nestjs/common';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SecondFactorStore } from '../../store/second-factor.store';
import { AccountLog } from '../account/account-log';
import type { Call } from '../call';
import { DemandBoth } from './demand-both';
import type { PasswordAndCodeDto } from './second-factor.dto';

/** Takes the own second factor away, with its recovery codes. */
@Injectable()
export class RemoveSecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly factors: SecondFactorStore,
    private readonly demand: DemandBoth,
    private readonly log: AccountLog,
  ) {}

  async execute(call: Call, personId: PersonId, body: PasswordAndCodeDto): Promise<void> {
    await this.demand.password(personId, body);
    await this.unitOfWork.run(async (tx) => {
      await this.demand.code(tx, personId, body);
      await this.factors.remove(tx, personId);
      await this.log.note(tx, call, { personId, type: 'second_factor.removed' });
    });
  }
}
