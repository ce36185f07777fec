import { Inject, Injectable } from '@nestjs/common';
import { actorKey, type Site } from '../../domain/actor';
import { DEFAULT_CONNECTION_SETTINGS } from '../../domain/dialects';
import { problem } from '../../domain/errors';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { newId } from '../../platform/ids';
import { ConnectionStore } from '../../store/connection.store';
import { EventStore } from '../../store/event.store';
import { type Call, changeLine } from '../call';
import { type AddConnectionDto, type NewConnectionView, toConnectionView } from './connection.dto';
import { newSecret } from './new-secret';
import { SealSecret } from './seal-secret';
import { settingsOf } from './settings-of';

/** More is a mistake of a script, not a newsroom. */
export const MOST_CONNECTIONS_OF_A_SITE = 100;

/** Makes a connection. The answer is the only place where its secret ever stands. */
@Injectable()
export class AddConnection {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly connections: ConnectionStore,
    private readonly events: EventStore,
    private readonly seal: SealSecret,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async execute(call: Call, { id: siteId }: Site, { dialect, name, settings: given }: AddConnectionDto): Promise<Plain<NewConnectionView>> {
    const plain = newSecret(dialect);
    const createdAt = new Date();
    const connection = { id: newId(), dialect, name, settings: settingsOf(dialect, DEFAULT_CONNECTION_SETTINGS, given), createdAt };
    await this.unitOfWork.run(async (tx) => {
      if ((await this.connections.count(tx, siteId)) >= MOST_CONNECTIONS_OF_A_SITE) throw problem('not_possible', `A site has at most ${String(MOST_CONNECTIONS_OF_A_SITE)} connections: remove one that is not used.`);
      await this.connections.insert(tx, siteId, { ...connection, createdBy: call.actor && actorKey(call.actor) });
      if (plain !== null) await this.connections.addSecret(tx, siteId, connection.id, { secret: this.seal.execute(dialect, plain, createdAt), othersUntil: createdAt });
      await this.events.append(tx, siteId, [changeLine(call, 'connection.added', { connectionId: connection.id, dialect }, createdAt)]);
    });
    const view = toConnectionView(this.config.publicUrl, { ...connection, isEnabled: true, revokedAt: null, secretSince: plain === null ? null : createdAt, previousUntil: null });
    return { ...view, secret: plain };
  }
}
