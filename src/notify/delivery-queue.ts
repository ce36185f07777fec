import type { SiteId } from '../domain/ids';
import type { DeliveryId } from '../store/webhook-delivery.store';

export const DELIVERY_QUEUE = 'webhook-delivery';

/** One attempt to be made. A job whose attempt was made before (its process died before it could say so) does nothing. */
export interface DeliveryJob {
  readonly siteId: SiteId;
  readonly deliveryId: DeliveryId;
  /** From 1. */
  readonly attempt: number;
}
