import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { ConnectionCallStore } from '../../store/connection-call.store';
import { ConnectionStore } from '../../store/connection.store';
import { ConnectionCalls } from './connection-calls';
import { type ConnectionCallsView, toCallView } from './connection.dto';

/** The last calls of a connection: this process's to the moment, those of others a second late. */
@Injectable()
export class ListConnectionCalls {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly connections: ConnectionStore,
    private readonly store: ConnectionCallStore,
    private readonly calls: ConnectionCalls,
  ) {}

  async execute({ id: siteId }: Site, connectionId: string, limit?: number): Promise<Plain<ConnectionCallsView>> {
    if (!(await this.connections.find(this.unitOfWork.reads, siteId, connectionId))) throw problem('not_found');
    await this.calls.written();
    return { items: (await this.store.list(this.unitOfWork.reads, siteId, connectionId, limit)).map(toCallView) };
  }
}
