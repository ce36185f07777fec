import { Injectable } from '@nestjs/common';
import type { Plain } from '../platform/http/plain';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type EndpointId, WebhookEndpointStore } from '../store/webhook-endpoint.store';
import { toWebhookView, type WebhookView } from './webhook.dto';

@Injectable()
export class ShowWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointStore,
  ) {}

  async execute({ id: siteId }: Site, id: EndpointId): Promise<Plain<WebhookView>> {
    const endpoint = await this.endpoints.find(this.unitOfWork.reads, siteId, id);
    if (endpoint === null) throw problem('not_found');
    return toWebhookView(endpoint);
  }
}
