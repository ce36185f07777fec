import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../access/call';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { EventStore } from '../store/event.store';
import { type EndpointId, WebhookEndpointStore } from '../store/webhook-endpoint.store';

/** Removes an endpoint with its log; attempts still planned find nothing to do. */
@Injectable()
export class RemoveWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointStore,
    private readonly events: EventStore,
  ) {}

  async execute(call: Call, { id: siteId }: Site, id: EndpointId): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.endpoints.remove(tx, siteId, id))) throw problem('not_found');
      await this.events.append(tx, siteId, [changeLine(call, 'webhook.removed', { webhookId: id })]);
    });
  }
}
