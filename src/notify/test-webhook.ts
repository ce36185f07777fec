import { Injectable } from '@nestjs/common';
import type { Plain } from '../platform/http/plain';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import type { DeliveryId } from '../store/webhook-delivery.store';
import { type EndpointId, WebhookEndpointStore } from '../store/webhook-endpoint.store';
import { type DeliveryView, toDeliveryView } from './delivery.dto';
import { StartDeliveries } from './start-deliveries';
import { messageId, webhookBody } from './webhook-message';

/** Not among the types an endpoint chooses: only sent when somebody asks. */
const TYPE = 'webhook.test';

/** Sends a message that tells of nothing, signed and retried like any other. Its delivery tells how it went. */
@Injectable()
export class TestWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointStore,
    private readonly start: StartDeliveries,
  ) {}

  async execute({ id: siteId, slug }: Site, id: EndpointId): Promise<Plain<DeliveryView>> {
    const now = new Date();
    const delivery = { id: newId<DeliveryId>(), endpointId: id, messageId: messageId(newId()), type: TYPE, payload: webhookBody(TYPE, now, { site: slug }) };
    await this.unitOfWork.run(async (tx) => {
      const endpoint = await this.endpoints.find(tx, siteId, id);
      if (endpoint === null) throw problem('not_found');
      if (!endpoint.isEnabled) throw problem('not_possible', 'The webhook is switched off.');
      await this.start.execute(tx, siteId, [delivery], now);
    });
    return toDeliveryView({ ...delivery, status: 'pending', attempts: 0, lastError: null, createdAt: now, deliveredAt: null }, []);
  }
}
