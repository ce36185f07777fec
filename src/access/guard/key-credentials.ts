import { Injectable } from '@nestjs/common';
import { SCOPE_PERMISSIONS } from '../../domain/permissions';
import { tokenHash } from '../../platform/crypto/secrets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type ApiKey, ApiKeyStore } from '../../store/api-key.store';
import type { KeyCredential } from './credential';
import { FreshCache } from './fresh-cache';
import { LastUse } from './last-use';

export const SITE_KEY_PREFIX = 'weir_sk_';

const MOST_KEYS = 10_000;

interface KnownKey {
  readonly key: ApiKey;
  readonly credential: KeyCredential;
}

/** Site keys: `weir_sk_…`. On the path of every comment, so that it reads the database once in a few seconds. */
@Injectable()
export class KeyCredentials {
  private readonly known = new FreshCache<KnownKey | null>(MOST_KEYS);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: ApiKeyStore,
    private readonly lastUse: LastUse,
  ) {}

  /** Null for a key that is unknown, revoked or expired. */
  async resolve(secret: string, isUse = true): Promise<KeyCredential | null> {
    const hash = tokenHash(secret);
    const known = await this.known.get(hash.toString('base64'), () => this.load(hash));
    if (!known || (known.key.expiresAt !== null && known.key.expiresAt.getTime() <= Date.now())) return null;
    const { siteId, id } = known.key;
    if (isUse) this.lastUse.note(id, (at) => this.keys.touch(this.unitOfWork.reads, siteId, id, at));
    return known.credential;
  }

  /** To be called once a change of a key is committed. */
  changed(): void {
    this.known.clear();
  }

  private async load(hash: Buffer): Promise<KnownKey | null> {
    const key = await this.keys.bySecretHash(this.unitOfWork.reads, hash);
    if (!key || key.revokedAt !== null) return null;
    const permissions = new Set(key.scopes.flatMap((scope) => SCOPE_PERMISSIONS[scope]));
    return { key, credential: { kind: 'site_key', keyId: key.id, siteId: key.siteId, permissions } };
  }
}
