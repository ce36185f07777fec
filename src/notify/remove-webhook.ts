import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type EndpointId, WebhookEndpointStore } from '../store/webhook-endpoint.store';

/** Removes an endpoint with its log; attempts still planned find nothing to do. */
@Injectable()
export class RemoveWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointStore,
  ) {}

  async execute({ id: siteId }: Site, id: EndpointId): Promise<void> {
    const isRemoved = await this.unitOfWork.run((tx) => this.endpoints.remove(tx, siteId, id));
    if (!isRemoved) throw problem('not_found');
  }
}
