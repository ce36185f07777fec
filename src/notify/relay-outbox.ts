import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { metrics } from '../platform/metrics/metrics';
import { type DueMessage, OutboxStore } from '../store/outbox.store';
import type { NewDelivery } from '../store/webhook-delivery.store';
import { type WebhookEndpoint, WebhookEndpointStore } from '../store/webhook-endpoint.store';
import { StartCallbacks } from './start-callbacks';
import { StartDeliveries } from './start-deliveries';
import { messageBody, messageId } from './webhook-message';

/** Messages per transaction, which bounds its length and its memory: texts travel with them. */
const CHUNK = 100;
/** A round looks at so many messages to find the sites that wait. */
const LOOK_AHEAD = 1_000;

/**
 * Brings due messages on their way: takes them out of the outbox and begins a delivery to each endpoint that listens, in
 * one transaction, so that a crash neither loses nor doubles one. Any number of relays may run.
 */
@Injectable()
export class RelayOutbox {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: OutboxStore,
    private readonly endpoints: WebhookEndpointStore,
    private readonly start: StartDeliveries,
    private readonly callbacks: StartCallbacks,
  ) {}

  /**
   * Relays what is due at `now`, until nothing is or the process stops; how many messages it were. What goes wrong with
   * one site keeps no other waiting: it is thrown when the others have been served.
   */
  async execute(now: Date, signal?: AbortSignal): Promise<number> {
    for (let relayed = 0; ; ) {
      const failures: unknown[] = [];
      const round = await this.round(now, failures, signal);
      relayed += round;
      if (round > 0 && signal?.aborted !== true) continue;
      // Nothing is left, or what is left is in another relay's hands.
      if (failures.length > 0) throw failures[0];
      return relayed;
    }
  }

  /** A chunk of each waiting site. */
  private async round(now: Date, failures: unknown[], signal?: AbortSignal): Promise<number> {
    const sites = await this.outbox.dueSites(this.unitOfWork.reads, now, LOOK_AHEAD);
    metrics.outboxAge.set(Math.max(0, ...sites.map(({ oldest }) => (now.getTime() - oldest.getTime()) / 1_000)));
    let relayed = 0;
    for (const { siteId } of sites) {
      if (signal?.aborted === true) break;
      try {
        relayed += await this.relaySite(siteId, now);
      } catch (error) {
        failures.push(error);
      }
    }
    return relayed;
  }

  private async relaySite(siteId: SiteId, now: Date): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const messages = await this.outbox.takeDue(tx, siteId, now, CHUNK);
      if (messages.length > 0) await this.start.execute(tx, siteId, await this.deliveriesOf(tx, siteId, messages), now);
      await this.callbacks.execute(tx, siteId, messages);
      return messages.length;
    });
  }

  private async deliveriesOf(tx: Tx, siteId: SiteId, messages: readonly DueMessage[]): Promise<NewDelivery[]> {
    const endpoints = (await this.endpoints.list(tx, siteId)).filter(({ isEnabled }) => isEnabled);
    const pairs = messages.flatMap((message) => endpoints.filter(({ types }) => types.includes(message.type)).map((endpoint) => ({ message, endpoint })));
    const wanted = pairs.flatMap(({ message, endpoint }) => (endpoint.includeText && message.commentId !== null ? [message.commentId] : []));
    const texts = await this.outbox.texts(tx, siteId, [...new Set(wanted)]);
    return pairs.map(({ message, endpoint }) => newDelivery(message, endpoint, texts));
  }
}

function newDelivery(message: DueMessage, { id: endpointId, includeText }: WebhookEndpoint, texts: ReadonlyMap<string, string>): NewDelivery {
  const text = includeText && message.commentId !== null ? (texts.get(message.commentId) ?? null) : null;
  return { id: newId(), endpointId, messageId: messageId(message.id), type: message.type, payload: messageBody(message, text) };
}
