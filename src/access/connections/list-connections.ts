import { Inject, Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { page, type Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ConnectionStore } from '../../store/connection.store';
import { idAfter, LAST_ID, type PageQuery } from '../page-query';
import { type ConnectionView, toConnectionView } from './connection.dto';

/** A site's connections, newest first, removed ones included. */
@Injectable()
export class ListConnections {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly connections: ConnectionStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async execute({ id: siteId }: Site, query: PageQuery): Promise<Page<Plain<ConnectionView>>> {
    const found = await this.connections.list(this.unitOfWork.reads, siteId, idAfter(query, LAST_ID), query.limit);
    return page(found, query.limit, (connection) => toConnectionView(this.config.publicUrl, connection), ({ id }) => [id]);
  }
}
