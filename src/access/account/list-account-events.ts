import { Injectable } from '@nestjs/common';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { page, type Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { AccountEventStore } from '../../store/account-event.store';
import { idAfter, LAST_ID, type PageQuery } from '../page-query';
import { type AccountEventView, toAccountEventView } from './account-event.dto';

/** What happened to an account, or to all of them (null), newest first. */
@Injectable()
export class ListAccountEvents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: AccountEventStore,
  ) {}

  async execute(personId: PersonId | null, query: PageQuery): Promise<Page<Plain<AccountEventView>>> {
    const found = await this.events.list(this.unitOfWork.reads, personId, idAfter(query, LAST_ID), query.limit);
    return page(found, query.limit, toAccountEventView, ({ id }) => [id]);
  }
}
