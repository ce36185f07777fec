import { Inject, Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { ConnectionStore } from '../../store/connection.store';
import { EventStore } from '../../store/event.store';
import { type Call, changeLine } from '../call';
import { changesOf } from '../changes';
import { ConnectionCredentials } from './connection-credentials';
import { type ChangeConnectionDto, type ConnectionView, toConnectionView } from './connection.dto';
import { settingsOf } from './settings-of';

/** Renames a connection, changes its settings, switches it off or on. */
@Injectable()
export class ChangeConnection {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly connections: ConnectionStore,
    private readonly events: EventStore,
    private readonly credentials: ConnectionCredentials,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async execute(call: Call, { id: siteId }: Site, connectionId: string, given: ChangeConnectionDto): Promise<Plain<ConnectionView>> {
    const changed = await this.unitOfWork.run(async (tx) => {
      const before = await this.connections.lock(tx, siteId, connectionId);
      if (!before) throw problem('not_found');
      if (before.revokedAt !== null) throw problem('not_possible', 'A connection that was removed cannot be changed.');
      const after = { ...before, name: given.name ?? before.name, isEnabled: given.isEnabled ?? before.isEnabled, settings: settingsOf(before.dialect, before.settings, given.settings) };
      await this.connections.save(tx, siteId, after);
      const changes = { ...changesOf(before, after, ['name', 'isEnabled']), ...changesOf(before.settings, after.settings) };
      if (Object.keys(changes).length > 0) await this.events.append(tx, siteId, [changeLine(call, 'connection.changed', { connectionId, changes })]);
      return after;
    });
    this.credentials.changed();
    return toConnectionView(this.config.publicUrl, changed);
  }
}
