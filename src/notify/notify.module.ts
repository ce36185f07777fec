import { Module } from '@nestjs/common';
import { JobsModule } from '../platform/jobs/jobs.module';
import { AddWebhook } from './add-webhook';
import { CallBack } from './call-back';
import { CallableUrl } from './callable-url';
import { ChangeWebhook } from './change-webhook';
import { DeliverWebhook } from './deliver-webhook';
import { DeliveriesController } from './deliveries.controller';
import { DeliveryLog } from './delivery-log';
import { ListDeliveries } from './list-deliveries';
import { ListWebhooks } from './list-webhooks';
import { NotifyWorker } from './notify.worker';
import { PruneDeliveries } from './prune-deliveries';
import { RelayOutbox } from './relay-outbox';
import { RemoveWebhook } from './remove-webhook';
import { ReplayDelivery } from './replay-delivery';
import { RotateSecret } from './rotate-secret';
import { ShowWebhook } from './show-webhook';
import { StartCallbacks } from './start-callbacks';
import { StartDeliveries } from './start-deliveries';
import { TestWebhook } from './test-webhook';
import { WEBHOOK_TIMEOUT_MS, WebhookSender } from './webhook-sender';
import { WebhookController } from './webhook.controller';
import { WebhooksController } from './webhooks.controller';

const worker = [CallBack, StartCallbacks, RelayOutbox, StartDeliveries, DeliverWebhook, DeliveryLog, WebhookSender, PruneDeliveries, NotifyWorker];
const administration = [ListWebhooks, ShowWebhook, AddWebhook, ChangeWebhook, RemoveWebhook, RotateSecret, TestWebhook, ListDeliveries, ReplayDelivery, CallableUrl];

/** ⑤ TELLS the site what became of its comments: outbox → deliveries → signed requests, retried and replayable. */
@Module({
  imports: [JobsModule],
  controllers: [WebhooksController, WebhookController, DeliveriesController],
  providers: [{ provide: WEBHOOK_TIMEOUT_MS, useValue: 15_000 }, ...worker, ...administration],
})
export class NotifyModule {}
