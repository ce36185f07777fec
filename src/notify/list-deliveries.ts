import { Injectable } from '@nestjs/common';
import type { PageQuery } from '../access/page-query';
import type { Plain } from '../platform/http/plain';
import type { Site } from '../domain/actor';
import { invalidField, problem } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { decodeCursor, isUuid, type Page, page } from '../platform/http/pages';
import { WebhookDeliveryStore } from '../store/webhook-delivery.store';
import { type EndpointId, WebhookEndpointStore } from '../store/webhook-endpoint.store';
import { type DeliveryView, toDeliveryView } from './delivery.dto';

/** The log of an endpoint, newest first, each delivery with its attempts. Kept as long as the site's retention says. */
@Injectable()
export class ListDeliveries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointStore,
    private readonly deliveries: WebhookDeliveryStore,
  ) {}

  async execute({ id: siteId }: Site, endpointId: EndpointId, { cursor, limit }: Plain<PageQuery>): Promise<Page<Plain<DeliveryView>>> {
    const on = this.unitOfWork.reads;
    const before = cursor === undefined ? null : idOf(cursor);
    if ((await this.endpoints.find(on, siteId, endpointId)) === null) throw problem('not_found');
    const found = await this.deliveries.page(on, siteId, endpointId, { before, limit: limit + 1 });
    const attempts = await this.deliveries.attempts(on, siteId, found.map(({ id }) => id));
    return page(found, limit, (delivery) => toDeliveryView(delivery, attempts.filter(({ deliveryId }) => deliveryId === delivery.id)), ({ id }) => [id]);
  }
}

function idOf(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isUuid(id)) throw invalidField('?cursor', 'This is not a cursor of this list.');
  return id;
}
