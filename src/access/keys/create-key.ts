import { Injectable } from '@nestjs/common';
import { type Actor, actorKey, type Site } from '../../domain/actor';
import { newToken, tokenHash } from '../../platform/crypto/secrets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import { ApiKeyStore } from '../../store/api-key.store';
import { EventStore } from '../../store/event.store';
import { type Call, changeLine } from '../call';
import { futureMoment } from '../future-moment';
import { SITE_KEY_PREFIX } from '../guard/key-credentials';
import type { Plain } from '../../platform/http/plain';
import { type CreateKeyDto, type NewKeyView, toKeyView } from './key.dto';

/** Makes a site key. The answer is the only place where its secret ever stands. */
@Injectable()
export class CreateKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: ApiKeyStore,
    private readonly events: EventStore,
  ) {}

  async execute(call: Call, { id: siteId }: Site, { name, scopes, expiresAt }: CreateKeyDto): Promise<Plain<NewKeyView>> {
    const secret = newToken(SITE_KEY_PREFIX);
    const key = { id: newId(), name, scopes, expiresAt: futureMoment(expiresAt, '/expiresAt'), createdAt: new Date() };
    await this.unitOfWork.run(async (tx) => {
      await this.keys.insert(tx, siteId, { ...key, secretHash: tokenHash(secret), createdBy: createdBy(call.actor) });
      await this.events.append(tx, siteId, [changeLine(call, 'key.created', { keyId: key.id, scopes, expiresAt: key.expiresAt }, key.createdAt)]);
    });
    return { ...toKeyView({ ...key, revokedAt: null, lastUsedAt: null }), secret };
  }
}

/** The id of the person or key behind a new key. */
function createdBy(actor: Actor | null): string | null {
  return actor === null ? null : (actorKey(actor).split(':')[1] ?? null);
}
