import { Injectable } from '@nestjs/common';
import type { Plain } from '../platform/http/plain';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { type DeliveryId, WebhookDeliveryStore } from '../store/webhook-delivery.store';
import { WebhookEndpointStore } from '../store/webhook-endpoint.store';
import { type DeliveryView, toDeliveryView } from './delivery.dto';
import { StartDeliveries } from './start-deliveries';

/** Sends a message again, whatever became of it: a new series of attempts with the same message id and the same bytes. */
@Injectable()
export class ReplayDelivery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly deliveries: WebhookDeliveryStore,
    private readonly endpoints: WebhookEndpointStore,
    private readonly start: StartDeliveries,
  ) {}

  async execute({ id: siteId }: Site, id: DeliveryId): Promise<Plain<DeliveryView>> {
    const now = new Date();
    const again = await this.unitOfWork.run(async (tx) => {
      const old = await this.deliveries.find(tx, siteId, id);
      if (old === null) throw problem('not_found');
      const endpoint = await this.endpoints.find(tx, siteId, old.endpointId);
      if (endpoint?.isEnabled !== true) throw problem('not_possible', 'The webhook is switched off; switch it on first.');
      const delivery = { ...old, id: newId<DeliveryId>() };
      await this.start.execute(tx, siteId, [delivery], now);
      return delivery;
    });
    return toDeliveryView({ ...again, status: 'pending', attempts: 0, lastError: null, createdAt: now, deliveredAt: null }, []);
  }
}
