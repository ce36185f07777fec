import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ApiKeyStore } from '../../store/api-key.store';
import { EventStore } from '../../store/event.store';
import { type Call, changeLine } from '../call';
import { KeyCredentials } from '../guard/key-credentials';

/** Ends a key: at once in this process, within seconds in the others. Revoking it again changes nothing. */
@Injectable()
export class RevokeKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: ApiKeyStore,
    private readonly events: EventStore,
    private readonly credentials: KeyCredentials,
  ) {}

  async execute(call: Call, { id: siteId }: Site, keyId: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const revoked = await this.keys.revoke(tx, siteId, keyId, new Date());
      if (revoked === 'not there') throw problem('not_found');
      if (revoked === 'now') await this.events.append(tx, siteId, [changeLine(call, 'key.revoked', { keyId })]);
    });
    this.credentials.changed();
  }
}
