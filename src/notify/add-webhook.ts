import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../access/call';
import type { Plain } from '../platform/http/plain';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { WEBHOOK_TYPES } from '../domain/statuses';
import { Secrets } from '../platform/crypto/secrets';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { EventStore } from '../store/event.store';
import { type EndpointId, WebhookEndpointStore } from '../store/webhook-endpoint.store';
import { CallableUrl } from './callable-url';
import { hostOf } from './logged-webhook';
import { newWebhookSecret } from './webhook-signature';
import { type AddWebhookDto, toWebhookView, type WebhookWithSecretView } from './webhook.dto';

/** Every message is copied to every endpoint, so their number is bounded. */
const MOST_ENDPOINTS = 20;

/** Adds an endpoint. The answer is the only place where its secret ever stands. */
@Injectable()
export class AddWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointStore,
    private readonly events: EventStore,
    private readonly secrets: Secrets,
    private readonly urls: CallableUrl,
  ) {}

  async execute(call: Call, { id: siteId }: Site, { url, types = [...WEBHOOK_TYPES], includeText = false }: Plain<AddWebhookDto>): Promise<Plain<WebhookWithSecretView>> {
    const secret = newWebhookSecret();
    const endpoint = { id: newId<EndpointId>(), url: this.urls.check(url), types, includeText, secret: this.secrets.encrypt(secret), createdAt: new Date() };
    const added = await this.unitOfWork.run(async (tx) => {
      if ((await this.endpoints.count(tx, siteId)) >= MOST_ENDPOINTS) throw problem('not_possible', `A site has at most ${String(MOST_ENDPOINTS)} webhooks.`);
      const row = await this.endpoints.add(tx, siteId, endpoint);
      await this.events.append(tx, siteId, [changeLine(call, 'webhook.added', { webhookId: row.id, host: hostOf(row.url), types, includeText }, row.createdAt)]);
      return row;
    });
    return { ...toWebhookView(added), secret };
  }
}
