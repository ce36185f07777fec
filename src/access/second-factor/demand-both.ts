import { Injectable } from '@nestjs/common';
import { invalidField, problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import type { Tx } from '../../platform/database/unit-of-work';
import { type SecondFactor, SecondFactorStore } from '../../store/second-factor.store';
import { Accounts } from '../people/accounts';
import type { PasswordAndCodeDto } from './second-factor.dto';
import { SecondFactors } from './second-factors';

/** Password and code together, for what weakens an account. */
@Injectable()
export class DemandBoth {
  constructor(
    private readonly accounts: Accounts,
    private readonly factors: SecondFactorStore,
    private readonly secondFactors: SecondFactors,
  ) {}

  async password(personId: PersonId, { password }: PasswordAndCodeDto): Promise<void> {
    if (!(await this.accounts.hasPassword(personId, password))) throw invalidField('/password', 'This is not your password.');
  }

  /** The factor as it was before the code was spent. */
  async code(tx: Tx, personId: PersonId, { code }: PasswordAndCodeDto): Promise<SecondFactor> {
    const factor = await this.factors.find(tx, personId);
    if (!factor?.confirmedAt) throw problem('not_possible', 'There is no second factor in use.');
    if ((await this.secondFactors.spend(tx, personId, code)) === null) throw invalidField('/code', 'This code is wrong, or was used before.');
    return factor;
  }
}
