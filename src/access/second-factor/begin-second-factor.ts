import { Injectable } from '@nestjs/common';
import { invalidField, problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { PersonStore } from '../../store/person.store';
import { SecondFactorStore } from '../../store/second-factor.store';
import { Accounts } from '../people/accounts';
import type { NewSecondFactorView, PasswordDto } from './second-factor.dto';
import { SecondFactors } from './second-factors';

/** Makes a secret for an authenticator app. Nothing is asked for until a code of that app has confirmed it. */
@Injectable()
export class BeginSecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: Accounts,
    private readonly people: PersonStore,
    private readonly factors: SecondFactorStore,
    private readonly secondFactors: SecondFactors,
  ) {}

  async execute(personId: PersonId, { password }: PasswordDto): Promise<Plain<NewSecondFactorView>> {
    if (!(await this.accounts.hasPassword(personId, password))) throw invalidField('/password', 'This is not your password.');
    const { base32, sealed } = this.secondFactors.newSecret();
    return this.unitOfWork.run(async (tx) => {
      const person = await this.people.byId(tx, personId);
      if (!person) throw problem('unauthenticated');
      if (!(await this.factors.begin(tx, personId, sealed, new Date()))) throw problem('not_possible', 'A second factor is in use already.');
      return { secret: base32, uri: this.secondFactors.uriOf(base32, person.email) };
    });
  }
}
