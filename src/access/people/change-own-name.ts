import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { PersonStore } from '../../store/person.store';
import { AccountLog } from '../account/account-log';
import type { BrowserCall } from '../current-person';
import { TextField } from '../text-field';

export class ChangeOwnNameDto {
  @TextField({ max: 200, example: 'Mo' })
  name!: string;
}

/** Changes how a person is called, on every site and beside everything they decided: so the log of the account keeps both names. */
@Injectable()
export class ChangeOwnName {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PersonStore,
    private readonly log: AccountLog,
  ) {}

  async execute(call: BrowserCall, { name }: ChangeOwnNameDto): Promise<void> {
    const { personId } = call.actor;
    await this.unitOfWork.run(async (tx) => {
      const person = await this.people.byId(tx, personId);
      if (!person) throw problem('unauthenticated');
      if (person.name === name) return;
      await this.people.setName(tx, personId, name);
      await this.log.note(tx, call, { personId, type: 'name.changed', payload: { from: person.name, to: name } });
    });
  }
}
