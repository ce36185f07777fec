import { Inject, Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import type { Dialect } from '../../domain/dialects';
import { invalidField, problem } from '../../domain/errors';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { ConnectionStore } from '../../store/connection.store';
import { EventStore } from '../../store/event.store';
import { type Call, changeLine } from '../call';
import { ConnectionCredentials } from './connection-credentials';
import { type ChangeConnectionSecretDto, type NewConnectionView, toConnectionView } from './connection.dto';
import { newSecret } from './new-secret';
import { SealSecret } from './seal-secret';

const DEFAULT_HOURS = 24;
const HOUR_MS = 3_600_000;

/** Gives a connection its next secret; the ones before it count for some hours more, so that the other side can be changed without a gap. */
@Injectable()
export class ChangeConnectionSecret {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly connections: ConnectionStore,
    private readonly events: EventStore,
    private readonly credentials: ConnectionCredentials,
    private readonly seal: SealSecret,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async execute(call: Call, { id: siteId }: Site, connectionId: string, { secret: given, keepPreviousHours = DEFAULT_HOURS }: ChangeConnectionSecretDto): Promise<Plain<NewConnectionView>> {
    const now = new Date();
    const othersUntil = new Date(now.getTime() + keepPreviousHours * HOUR_MS);
    const made = await this.unitOfWork.run(async (tx) => {
      const before = await this.connections.lock(tx, siteId, connectionId);
      if (!before) throw problem('not_found');
      if (before.revokedAt !== null) throw problem('not_possible', 'A connection that was removed has no secret any more.');
      const { plain, shown } = secretFor(before.dialect, given);
      await this.connections.addSecret(tx, siteId, connectionId, { secret: this.seal.execute(before.dialect, plain, now), othersUntil });
      await this.events.append(tx, siteId, [changeLine(call, 'connection.secret_rotated', { connectionId, previousUntil: othersUntil.toISOString() })]);
      const after = await this.connections.find(tx, siteId, connectionId);
      return { after: after ?? before, shown };
    });
    this.credentials.changed();
    return { ...toConnectionView(this.config.publicUrl, made.after), secret: made.shown };
  }
}

/** A secret that a person entered is never shown again. */
function secretFor(dialect: Dialect, given: string | undefined): { readonly plain: string; readonly shown: string | null } {
  const made = newSecret(dialect);
  if (made === null && given === undefined) throw invalidField('/secret', 'Must be given: Coral makes the secret and shows it beside the phase.');
  if (made !== null && given !== undefined) throw invalidField('/secret', 'Must be left out: Weir makes the secret of this dialect.');
  return { plain: given ?? made ?? '', shown: made };
}
