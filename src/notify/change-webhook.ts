import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../access/call';
import type { Plain } from '../platform/http/plain';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { EventStore } from '../store/event.store';
import { type EndpointId, WebhookEndpointStore } from '../store/webhook-endpoint.store';
import { CallableUrl } from './callable-url';
import { webhookChanges } from './logged-webhook';
import { type ChangeWebhookDto, toWebhookView, type WebhookView } from './webhook.dto';

/** Changes what is named and leaves the rest. Deliveries under way follow to a new address. */
@Injectable()
export class ChangeWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointStore,
    private readonly events: EventStore,
    private readonly urls: CallableUrl,
  ) {}

  async execute(call: Call, { id: siteId }: Site, id: EndpointId, { url, types, includeText, isEnabled }: Plain<ChangeWebhookDto>): Promise<Plain<WebhookView>> {
    const change = { url: url === undefined ? undefined : this.urls.check(url), types, includeText, isEnabled };
    return this.unitOfWork.run(async (tx) => {
      const before = await this.endpoints.lock(tx, siteId, id);
      const after = await this.endpoints.change(tx, siteId, id, change);
      if (before === null || after === null) throw problem('not_found');
      const changes = webhookChanges(before, after);
      if (Object.keys(changes).length > 0) await this.events.append(tx, siteId, [changeLine(call, 'webhook.changed', { webhookId: id, changes })]);
      return toWebhookView(after);
    });
  }
}
