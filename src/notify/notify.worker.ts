import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../platform/jobs/jobs';
import { CALLBACK_QUEUE, type CallbackJob } from './callback-queue';
import { DELIVERY_QUEUE, type DeliveryJob } from './delivery-queue';
import { CallBack } from './call-back';
import { DeliverWebhook } from './deliver-webhook';
import { PruneDeliveries } from './prune-deliveries';
import { RelayOutbox } from './relay-outbox';

/** Of the relay and of the queue: together, a message is on its way within half a second. */
const POLL_SECONDS = 0.25;
const PRUNE_SECONDS = 60 * 60;
/** Attempts mostly wait for the network. */
const DELIVERIES_AT_ONCE = 20;
const CALLBACKS_AT_ONCE = 5;
const CALLBACK_POLL_SECONDS = 1;

/** What the worker does for this station. */
@Injectable()
export class NotifyWorker implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly relay: RelayOutbox,
    private readonly deliver: DeliverWebhook,
    private readonly prune: PruneDeliveries,
    private readonly callBack: CallBack,
  ) {}

  onModuleInit(): void {
    this.jobs.work<DeliveryJob>(DELIVERY_QUEUE, (job, signal) => this.deliver.execute(job, signal), { slots: DELIVERIES_AT_ONCE, pollSeconds: POLL_SECONDS });
    this.jobs.work<CallbackJob>(CALLBACK_QUEUE, (job, signal) => this.callBack.execute(job, signal), { slots: CALLBACKS_AT_ONCE, pollSeconds: CALLBACK_POLL_SECONDS });
    this.jobs.every(POLL_SECONDS, 'relay-outbox', async (signal) => {
      const relayed = await this.relay.execute(new Date(), signal);
      if (relayed > 0) this.jobs.wake(DELIVERY_QUEUE);
    });
    this.jobs.every(PRUNE_SECONDS, 'prune-webhook-deliveries', async (signal) => {
      await this.prune.execute(new Date(), signal);
    });
  }
}
