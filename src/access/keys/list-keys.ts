import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { page, type Page } from '../../platform/http/pages';
import { ApiKeyStore } from '../../store/api-key.store';
import { idAfter, LAST_ID, type PageQuery } from '../page-query';
import type { Plain } from '../../platform/http/plain';
import { type KeyView, toKeyView } from './key.dto';

/** A site's keys, newest first, revoked ones included. */
@Injectable()
export class ListKeys {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: ApiKeyStore,
  ) {}

  async execute({ id: siteId }: Site, query: PageQuery): Promise<Page<Plain<KeyView>>> {
    const found = await this.keys.list(this.unitOfWork.reads, siteId, idAfter(query, LAST_ID), query.limit);
    return page(found, query.limit, toKeyView, ({ id }) => [id]);
  }
}
