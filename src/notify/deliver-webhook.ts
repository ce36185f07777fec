import { Injectable } from '@nestjs/common';
import { metrics } from '../platform/metrics/metrics';
import type { EndpointId } from '../store/webhook-endpoint.store';
import { DeliveryLog, type DueDelivery } from './delivery-log';
import type { DeliveryJob } from './delivery-queue';
import { nextStep } from './retry-schedule';
import { WebhookSender } from './webhook-sender';

/** An endpoint that fails gets so few attempts at once that its timeouts cannot take every slot from those that work. */
const FAILING_AT_ONCE = 2;
const POSTPONE_SECONDS = 15;

/**
 * Makes one attempt of a delivery and keeps what came of it. At least once: a process that dies between the answer and the
 * commit sends again, under the same `webhook-id`.
 */
@Injectable()
export class DeliverWebhook {
  private readonly underWay = new Map<EndpointId, number>();

  constructor(
    private readonly log: DeliveryLog,
    private readonly sender: WebhookSender,
  ) {}

  /** Rejects when the database is away, or `signal` ends an attempt, which then does not count. */
  async execute(job: DeliveryJob, signal: AbortSignal): Promise<void> {
    const due = await this.log.due(job);
    if (due === null) return;
    const { delivery, endpoint } = due;
    const running = this.underWay.get(endpoint.id) ?? 0;
    if (!endpoint.isEnabled) await this.log.giveUp(job.siteId, delivery);
    else if (endpoint.failingSince !== null && running >= FAILING_AT_ONCE) await this.log.postpone(job, POSTPONE_SECONDS);
    else await this.counted(endpoint.id, () => this.attempt(job, due, signal));
  }

  private async attempt({ siteId, deliveryId, attempt }: DeliveryJob, { delivery, endpoint }: DueDelivery, signal: AbortSignal): Promise<void> {
    const { status, retryAfter, error, tookMs } = await this.sender.send(endpoint, delivery, signal);
    const now = new Date();
    const step = nextStep({ status, retryAfter }, { attempt, failingSince: endpoint.failingSince, now, random: Math.random() });
    metrics.webhookAttempts.inc({ outcome: step.kind });
    await this.log.keep(siteId, { deliveryId, attempt, status, error, tookMs, createdAt: now }, endpoint, step);
  }

  private async counted(id: EndpointId, work: () => Promise<void>): Promise<void> {
    this.underWay.set(id, (this.underWay.get(id) ?? 0) + 1);
    try {
      await work();
    } finally {
      const left = (this.underWay.get(id) ?? 1) - 1;
      if (left === 0) this.underWay.delete(id);
      else this.underWay.set(id, left);
    }
  }
}
