import { Injectable, Logger } from '@nestjs/common';
import { changeLine, SERVICE_CALL } from '../access/call';
import type { SiteId } from '../domain/ids';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { Jobs } from '../platform/jobs/jobs';
import { type Attempt, type Delivery, type DeliveryStatus, WebhookDeliveryStore } from '../store/webhook-delivery.store';
import { EventStore } from '../store/event.store';
import { type WebhookEndpoint, WebhookEndpointStore } from '../store/webhook-endpoint.store';
import { DELIVERY_QUEUE, type DeliveryJob } from './delivery-queue';
import type { NextStep } from './retry-schedule';

/** What an attempt needs to know. */
export interface DueDelivery {
  readonly delivery: Delivery;
  readonly endpoint: WebhookEndpoint;
}

const STATUS_AFTER: Readonly<Record<NextStep['kind'], DeliveryStatus>> = { delivered: 'delivered', retry: 'pending', failed: 'failed' };

/** Keeps what became of each attempt, together with what follows on it. */
@Injectable()
export class DeliveryLog {
  private readonly log = new Logger('notify');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly deliveries: WebhookDeliveryStore,
    private readonly endpoints: WebhookEndpointStore,
    private readonly events: EventStore,
    private readonly jobs: Jobs,
  ) {}

  /** Null when this attempt is not to be made: it was made before, or the delivery has ended or is gone with its endpoint. */
  async due({ siteId, deliveryId, attempt }: DeliveryJob): Promise<DueDelivery | null> {
    const on = this.unitOfWork.reads;
    const delivery = await this.deliveries.find(on, siteId, deliveryId);
    if (delivery?.status !== 'pending' || delivery.attempts !== attempt - 1) return null;
    const endpoint = await this.endpoints.find(on, siteId, delivery.endpointId);
    return endpoint === null ? null : { delivery, endpoint };
  }

  /** The attempt, the delivery's and the endpoint's new state and the job of the next attempt, in one transaction. */
  async keep(siteId: SiteId, attempt: Attempt, endpoint: WebhookEndpoint, step: NextStep): Promise<void> {
    const isDisabled = await this.unitOfWork.run(async (tx) => {
      if (!(await this.deliveries.record(tx, siteId, attempt, STATUS_AFTER[step.kind]))) return false;
      if (step.kind === 'delivered') {
        if (endpoint.failingSince !== null) await this.endpoints.markWorking(tx, siteId, endpoint.id);
        return false;
      }
      if (endpoint.failingSince === null) await this.endpoints.markFailing(tx, siteId, endpoint.id, attempt.createdAt);
      if (step.kind === 'failed') return step.disable !== null && this.disable(tx, siteId, endpoint, step.disable);
      const next: DeliveryJob = { siteId, deliveryId: attempt.deliveryId, attempt: attempt.attempt + 1 };
      await this.jobs.send(tx, DELIVERY_QUEUE, [next], { afterSeconds: step.afterSeconds });
      return false;
    });
    if (isDisabled) this.log.warn({ site: siteId, endpoint: endpoint.id, attempt: attempt.attempt }, 'a webhook endpoint was switched off');
  }

  /** False when it was off already. */
  private async disable(tx: Tx, siteId: SiteId, { id }: WebhookEndpoint, because: string): Promise<boolean> {
    if (!(await this.endpoints.disable(tx, siteId, id, because))) return false;
    await this.events.append(tx, siteId, [changeLine(SERVICE_CALL, 'webhook.changed', { webhookId: id, changes: { isEnabled: { from: true, to: false } }, because })]);
    return true;
  }

  /** Ends a delivery whose endpoint is switched off. It can be replayed when the endpoint is back. */
  async giveUp(siteId: SiteId, { id }: Delivery): Promise<void> {
    await this.unitOfWork.run((tx) => this.deliveries.giveUp(tx, siteId, id, 'The endpoint is switched off.'));
  }

  /** The same attempt again later, without counting one. */
  async postpone(job: DeliveryJob, afterSeconds: number): Promise<void> {
    await this.unitOfWork.run((tx) => this.jobs.send(tx, DELIVERY_QUEUE, [job], { afterSeconds }));
  }
}
