import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../access/call';
import type { Plain } from '../platform/http/plain';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { Secrets } from '../platform/crypto/secrets';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { EventStore } from '../store/event.store';
import { type EndpointId, WebhookEndpointStore } from '../store/webhook-endpoint.store';
import { newWebhookSecret } from './webhook-signature';
import { toWebhookView, type WebhookWithSecretView } from './webhook.dto';

const OVERLAP_MS = 24 * 60 * 60 * 1_000;

/** Gives an endpoint a new secret. The one before signs as well for 24 hours, so that the receiver can change over in peace. */
@Injectable()
export class RotateSecret {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointStore,
    private readonly events: EventStore,
    private readonly secrets: Secrets,
  ) {}

  async execute(call: Call, { id: siteId }: Site, id: EndpointId, now: Date = new Date()): Promise<Plain<WebhookWithSecretView>> {
    const secret = newWebhookSecret();
    const next = { secret: this.secrets.encrypt(secret), previousUntil: new Date(now.getTime() + OVERLAP_MS) };
    const rotated = await this.unitOfWork.run(async (tx) => {
      const row = await this.endpoints.rotate(tx, siteId, id, next);
      if (row === null) throw problem('not_found');
      await this.events.append(tx, siteId, [changeLine(call, 'webhook.secret_rotated', { webhookId: id, previousUntil: next.previousUntil })]);
      return row;
    });
    return { ...toWebhookView(rotated), secret };
  }
}
