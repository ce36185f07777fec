import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { WebhookType } from '../domain/statuses';
import { type Queryable, changed, rows } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import { ADD, CHANGE, COUNT, DISABLE, FIND, LIST, LOCK, MARK_FAILING, MARK_WORKING, REMOVE, ROTATE } from './webhook-endpoint.sql';

declare const brand: unique symbol;
export type EndpointId = string & { readonly [brand]: 'EndpointId' };

export interface WebhookEndpoint {
  readonly id: EndpointId;
  readonly url: string;
  readonly types: readonly WebhookType[];
  readonly includeText: boolean;
  /** Encrypted with `Secrets.encrypt`. */
  readonly secret: Buffer;
  /** Signs beside the new one until `previousSecretUntil`. */
  readonly previousSecret: Buffer | null;
  readonly previousSecretUntil: Date | null;
  readonly isEnabled: boolean;
  readonly disabledReason: string | null;
  /** Since when nothing was delivered; null when the last attempt succeeded. */
  readonly failingSince: Date | null;
  readonly createdAt: Date;
}

export type NewEndpoint = Pick<WebhookEndpoint, 'id' | 'url' | 'types' | 'includeText' | 'secret' | 'createdAt'>;

/** What is absent stays as it is. */
export interface EndpointChange {
  readonly url?: string | undefined;
  readonly types?: readonly WebhookType[] | undefined;
  readonly includeText?: boolean | undefined;
  readonly isEnabled?: boolean | undefined;
}

interface EndpointRow {
  readonly id: EndpointId;
  readonly url: string;
  readonly types: WebhookType[];
  readonly include_text: boolean;
  readonly secret: Buffer;
  readonly previous_secret: Buffer | null;
  readonly previous_secret_until: Date | null;
  readonly is_enabled: boolean;
  readonly disabled_reason: string | null;
  readonly failing_since: Date | null;
  readonly created_at: Date;
}

/** Where a site wants its messages. */
@Injectable()
export class WebhookEndpointStore {
  async list(on: Queryable, siteId: SiteId): Promise<WebhookEndpoint[]> {
    return (await rows<EndpointRow>(on, LIST, [siteId])).map(toEndpoint);
  }

  async find(on: Queryable, siteId: SiteId, id: EndpointId): Promise<WebhookEndpoint | null> {
    return only(await rows<EndpointRow>(on, FIND, [siteId, id]));
  }

  /** Locks the endpoint until the end of the transaction. */
  async lock(tx: Tx, siteId: SiteId, id: EndpointId): Promise<WebhookEndpoint | null> {
    return only(await rows<EndpointRow>(tx, LOCK, [siteId, id]));
  }

  async count(on: Queryable, siteId: SiteId): Promise<number> {
    return (await rows<{ endpoints: number }>(on, COUNT, [siteId]))[0]?.endpoints ?? 0;
  }

  async add(tx: Tx, siteId: SiteId, { id, url, types, includeText, secret, createdAt }: NewEndpoint): Promise<WebhookEndpoint> {
    const [row] = await rows<EndpointRow>(tx, ADD, [siteId, id, url, types, includeText, secret, createdAt]);
    if (!row) throw new Error('An insert returned no row');
    return toEndpoint(row);
  }

  /** Null when the endpoint is not there. */
  async change(tx: Tx, siteId: SiteId, id: EndpointId, change: EndpointChange): Promise<WebhookEndpoint | null> {
    const { url = null, types = null, includeText = null, isEnabled = null } = change;
    return only(await rows<EndpointRow>(tx, CHANGE, [siteId, id, url, types, includeText, isEnabled, 'Switched off by an admin.']));
  }

  /** Null when the endpoint is not there. Of older secrets only the last is kept. */
  async rotate(tx: Tx, siteId: SiteId, id: EndpointId, next: { readonly secret: Buffer; readonly previousUntil: Date }): Promise<WebhookEndpoint | null> {
    return only(await rows<EndpointRow>(tx, ROTATE, [siteId, id, next.secret, next.previousUntil]));
  }

  /** With its deliveries. False when it is not there. */
  async remove(tx: Tx, siteId: SiteId, id: EndpointId): Promise<boolean> {
    return (await changed(tx, REMOVE, [siteId, id])) > 0;
  }

  async markFailing(tx: Tx, siteId: SiteId, id: EndpointId, since: Date): Promise<void> {
    await changed(tx, MARK_FAILING, [siteId, id, since]);
  }

  async markWorking(tx: Tx, siteId: SiteId, id: EndpointId): Promise<void> {
    await changed(tx, MARK_WORKING, [siteId, id]);
  }

  /** False when it was off already. */
  async disable(tx: Tx, siteId: SiteId, id: EndpointId, reason: string): Promise<boolean> {
    return (await changed(tx, DISABLE, [siteId, id, reason])) > 0;
  }
}

function only(found: readonly EndpointRow[]): WebhookEndpoint | null {
  const [row] = found;
  return row ? toEndpoint(row) : null;
}

function toEndpoint(row: EndpointRow): WebhookEndpoint {
  return {
    id: row.id,
    url: row.url,
    types: row.types,
    includeText: row.include_text,
    secret: row.secret,
    previousSecret: row.previous_secret,
    previousSecretUntil: row.previous_secret_until,
    isEnabled: row.is_enabled,
    disabledReason: row.disabled_reason,
    failingSince: row.failing_since,
    createdAt: row.created_at,
  };
}
