import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { PersonStore } from '../../store/person.store';
import type { Plain } from '../../platform/http/plain';
import { type PersonView, toPersonView } from './person.dto';

/** The signed-in person with the sites they may enter. */
@Injectable()
export class ShowMe {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PersonStore,
  ) {}

  async execute(actor: Actor): Promise<Plain<PersonView>> {
    const person = actor.kind === 'person' ? await this.people.byId(this.unitOfWork.reads, actor.personId) : null;
    if (!person) throw problem('unauthenticated');
    return toPersonView(person, await this.people.sitesOf(this.unitOfWork.reads, person));
  }
}
