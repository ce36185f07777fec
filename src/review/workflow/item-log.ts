import { Injectable } from '@nestjs/common';
import type { EventType } from '../../domain/events';
import type { CommentId, ItemId, SiteId } from '../../domain/ids';
import type { Tx } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import { EventStore } from '../../store/event.store';
import type { DeskCall } from '../desk-call';

type ItemEvent = Extract<EventType, 'item.escalated' | 'item.moved' | 'item.snoozed' | 'item.woken' | 'item.noted' | 'item.tagged' | 'item.untagged'>;

export interface ItemLine {
  readonly type: ItemEvent;
  readonly item: { readonly id: ItemId; readonly comment_id: CommentId };
  /** Ids, times and tags; never what somebody wrote. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The log's lines about items that were moved, put off, noted or tagged. */
@Injectable()
export class ItemLog {
  constructor(private readonly events: EventStore) {}

  /** By a person. */
  async write(tx: Tx, call: Pick<DeskCall, 'site' | 'personId' | 'requestId' | 'now'>, lines: readonly ItemLine[]): Promise<void> {
    await this.append(tx, call.site.id, lines, { actor: `person:${call.personId}`, requestId: call.requestId, now: call.now });
  }

  /** By the service itself, because a time has come or a queue has gone. */
  async writeOwn(tx: Tx, siteId: SiteId, lines: readonly ItemLine[], now: Date): Promise<void> {
    await this.append(tx, siteId, lines, { actor: 'system', requestId: null, now });
  }

  private async append(tx: Tx, siteId: SiteId, lines: readonly ItemLine[], { actor, requestId, now }: { readonly actor: string; readonly requestId: string | null; readonly now: Date }): Promise<void> {
    await this.events.append(tx, siteId, lines.map(({ type, item, payload }) => ({ id: newId<string>(), type, actor, commentId: item.comment_id, itemId: item.id, decisionId: null, payload, requestId, createdAt: now })));
  }
}
