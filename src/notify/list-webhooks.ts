import { Injectable } from '@nestjs/common';
import type { Plain } from '../platform/http/plain';
import type { Site } from '../domain/actor';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Page } from '../platform/http/pages';
import { WebhookEndpointStore } from '../store/webhook-endpoint.store';
import { toWebhookView, type WebhookView } from './webhook.dto';

/** All of a site's endpoints, oldest first. */
@Injectable()
export class ListWebhooks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointStore,
  ) {}

  async execute({ id: siteId }: Site): Promise<Page<Plain<WebhookView>>> {
    const endpoints = await this.endpoints.list(this.unitOfWork.reads, siteId);
    return { items: endpoints.map(toWebhookView), nextCursor: null };
  }
}
