import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ConnectionStore } from '../../store/connection.store';
import { EventStore } from '../../store/event.store';
import { type Call, changeLine } from '../call';
import { ConnectionCredentials } from './connection-credentials';

/** Ends a connection for good: at once in this process, within seconds in the others. Removing it again changes nothing. */
@Injectable()
export class RemoveConnection {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly connections: ConnectionStore,
    private readonly events: EventStore,
    private readonly credentials: ConnectionCredentials,
  ) {}

  async execute(call: Call, { id: siteId }: Site, connectionId: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const connection = await this.connections.lock(tx, siteId, connectionId);
      if (!connection) throw problem('not_found');
      if (connection.revokedAt !== null) return;
      await this.connections.revoke(tx, siteId, connectionId, new Date());
      await this.events.append(tx, siteId, [changeLine(call, 'connection.removed', { connectionId, dialect: connection.dialect })]);
    });
    this.credentials.changed();
  }
}
