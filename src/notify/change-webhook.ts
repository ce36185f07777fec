import { Injectable } from '@nestjs/common';
import type { Plain } from '../platform/http/plain';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type EndpointId, WebhookEndpointStore } from '../store/webhook-endpoint.store';
import { CallableUrl } from './callable-url';
import { type ChangeWebhookDto, toWebhookView, type WebhookView } from './webhook.dto';

/** Changes what is named and leaves the rest. Deliveries under way follow to a new address. */
@Injectable()
export class ChangeWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointStore,
    private readonly urls: CallableUrl,
  ) {}

  async execute({ id: siteId }: Site, id: EndpointId, { url, types, includeText, isEnabled }: Plain<ChangeWebhookDto>): Promise<Plain<WebhookView>> {
    const change = { url: url === undefined ? undefined : this.urls.check(url), types, includeText, isEnabled };
    const changed = await this.unitOfWork.run((tx) => this.endpoints.change(tx, siteId, id, change));
    if (changed === null) throw problem('not_found');
    return toWebhookView(changed);
  }
}
