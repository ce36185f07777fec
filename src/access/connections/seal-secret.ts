import { Injectable } from '@nestjs/common';
import type { Dialect } from '../../domain/dialects';
import { Secrets } from '../../platform/crypto/secrets';
import { newId } from '../../platform/ids';
import type { ConnectionSecret } from '../../store/connection.store';
import { ConnectionCredentials } from './connection-credentials';

/** A secret as it is stored: to be looked up by its keyed hash, and encrypted for signatures and callbacks. */
@Injectable()
export class SealSecret {
  constructor(
    private readonly credentials: ConnectionCredentials,
    private readonly secrets: Secrets,
  ) {}

  execute(dialect: Dialect, plain: string, createdAt: Date): ConnectionSecret {
    return { id: newId(), lookup: this.credentials.lookupOf(dialect, plain), sealed: this.secrets.encrypt(plain), createdAt };
  }
}
