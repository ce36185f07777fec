import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { Tx } from '../platform/database/unit-of-work';
import { Jobs } from '../platform/jobs/jobs';
import { type NewDelivery, WebhookDeliveryStore } from '../store/webhook-delivery.store';
import { DELIVERY_QUEUE, type DeliveryJob } from './delivery-queue';

/** Begins attempt series: the rows of the log and the jobs of the first attempts, both or neither. */
@Injectable()
export class StartDeliveries {
  constructor(
    private readonly deliveries: WebhookDeliveryStore,
    private readonly jobs: Jobs,
  ) {}

  async execute(tx: Tx, siteId: SiteId, deliveries: readonly NewDelivery[], now: Date): Promise<void> {
    await this.deliveries.add(tx, siteId, deliveries, now);
    await this.jobs.send(tx, DELIVERY_QUEUE, deliveries.map(({ id }): DeliveryJob => ({ siteId, deliveryId: id, attempt: 1 })));
  }
}
