import { Injectable } from '@nestjs/common';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { SecondFactorStore } from '../../store/second-factor.store';
import type { SecondFactorView } from './second-factor.dto';

/** Whether the person signs in with a second factor. One that was never confirmed is none. */
@Injectable()
export class ShowSecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly factors: SecondFactorStore,
  ) {}

  async execute(personId: PersonId): Promise<Plain<SecondFactorView>> {
    const factor = await this.factors.find(this.unitOfWork.reads, personId);
    if (!factor?.confirmedAt) return { isOn: false, since: null, recoveryCodesLeft: 0 };
    return { isOn: true, since: factor.confirmedAt.toISOString(), recoveryCodesLeft: factor.codesLeft };
  }
}
