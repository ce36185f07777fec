import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { type Queryable, changed, rows } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import { ADD, ADD_ATTEMPT, ATTEMPTS, FIND, GIVE_UP, PAGE, PRUNE, RECORD } from './webhook-delivery.sql';
import type { EndpointId } from './webhook-endpoint.store';

declare const brand: unique symbol;
export type DeliveryId = string & { readonly [brand]: 'DeliveryId' };

export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

export interface NewDelivery {
  readonly id: DeliveryId;
  readonly endpointId: EndpointId;
  /** The same for every endpoint, attempt and replay: receivers recognise a repeated message by it. */
  readonly messageId: string;
  readonly type: string;
  /** The request's body, byte for byte. */
  readonly payload: string;
}

export interface Delivery extends NewDelivery {
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly deliveredAt: Date | null;
}

export interface Attempt {
  readonly deliveryId: DeliveryId;
  /** From 1. */
  readonly attempt: number;
  /** Null without an answer; then `error` says why. */
  readonly status: number | null;
  readonly error: string | null;
  readonly tookMs: number;
  readonly createdAt: Date;
}

interface DeliveryRow {
  readonly id: DeliveryId;
  readonly endpoint_id: EndpointId;
  readonly message_id: string;
  readonly type: string;
  readonly payload: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly created_at: Date;
  readonly delivered_at: Date | null;
}

interface AttemptRow {
  readonly delivery_id: DeliveryId;
  readonly attempt: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly took_ms: number;
  readonly created_at: Date;
}

/** What was sent where: a delivery is one series of attempts to bring one message to one endpoint. */
@Injectable()
export class WebhookDeliveryStore {
  async add(tx: Tx, siteId: SiteId, deliveries: readonly NewDelivery[], createdAt: Date): Promise<void> {
    if (deliveries.length === 0) return;
    await changed(tx, ADD, [
      siteId,
      deliveries.map(({ id }) => id),
      deliveries.map(({ endpointId }) => endpointId),
      deliveries.map(({ messageId }) => messageId),
      deliveries.map(({ type }) => type),
      deliveries.map(({ payload }) => payload),
      createdAt,
    ]);
  }

  async find(on: Queryable, siteId: SiteId, id: DeliveryId): Promise<Delivery | null> {
    const [row] = await rows<DeliveryRow>(on, FIND, [siteId, id]);
    return row ? toDelivery(row) : null;
  }

  /** Newest first, those older than `before`. */
  async page(on: Queryable, siteId: SiteId, endpointId: EndpointId, { before, limit }: { readonly before: string | null; readonly limit: number }): Promise<Delivery[]> {
    return (await rows<DeliveryRow>(on, PAGE, [siteId, endpointId, before, limit])).map(toDelivery);
  }

  async attempts(on: Queryable, siteId: SiteId, ids: readonly DeliveryId[]): Promise<Attempt[]> {
    const found = await rows<AttemptRow>(on, ATTEMPTS, [siteId, ids]);
    return found.map((row) => ({ deliveryId: row.delivery_id, attempt: row.attempt, status: row.status, error: row.error, tookMs: row.took_ms, createdAt: row.created_at }));
  }

  /** Keeps an attempt and what became of the delivery; false, and nothing is written, when that attempt was kept before. */
  async record(tx: Tx, siteId: SiteId, attempt: Attempt, status: DeliveryStatus): Promise<boolean> {
    const deliveredAt = status === 'delivered' ? attempt.createdAt : null;
    const isNext = await changed(tx, RECORD, [siteId, attempt.deliveryId, attempt.attempt, status, attempt.status, attempt.error, deliveredAt]);
    if (isNext === 0) return false;
    await changed(tx, ADD_ATTEMPT, [siteId, attempt.deliveryId, attempt.attempt, attempt.status, attempt.error, attempt.tookMs, attempt.createdAt]);
    return true;
  }

  /** Ends a delivery without an attempt. */
  async giveUp(tx: Tx, siteId: SiteId, id: DeliveryId, reason: string): Promise<void> {
    await changed(tx, GIVE_UP, [siteId, id, reason]);
  }

  /** Deletes ended deliveries with an id below `before`, at most `limit`; how many it were. */
  async prune(tx: Tx, siteId: SiteId, before: string, limit: number): Promise<number> {
    return changed(tx, PRUNE, [siteId, before, limit]);
  }
}

function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    endpointId: row.endpoint_id,
    messageId: row.message_id,
    type: row.type,
    payload: row.payload,
    status: row.status,
    attempts: row.attempts,
    lastError: row.last_error,
    createdAt: row.created_at,
    deliveredAt: row.delivered_at,
  };
}
