import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ApiKeyStore } from '../../store/api-key.store';
import { KeyCredentials } from '../guard/key-credentials';

/** Ends a key: at once in this process, within seconds in the others. Revoking it again changes nothing. */
@Injectable()
export class RevokeKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: ApiKeyStore,
    private readonly credentials: KeyCredentials,
  ) {}

  async execute({ id: siteId }: Site, keyId: string): Promise<void> {
    const isKnown = await this.unitOfWork.run((tx) => this.keys.revoke(tx, siteId, keyId, new Date()));
    if (!isKnown) throw problem('not_found');
    this.credentials.changed();
  }
}
