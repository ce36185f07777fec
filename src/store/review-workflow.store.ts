import { Injectable } from '@nestjs/common';
import type { CommentId, ItemId, SiteId } from '../domain/ids';
import { type Queryable, rows, type Statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import * as sql from './review-workflow.sql';

/** An open item after a change of where and when it waits. */
export interface ChangedItem {
  readonly id: ItemId;
  readonly comment_id: CommentId;
  readonly version: number;
  readonly queue_id: string;
  readonly priority: number;
  readonly due_at: Date | null;
  readonly escalated_at: Date | null;
  readonly snoozed_until: Date | null;
}

export interface WokenItem {
  readonly site_id: SiteId;
  readonly id: ItemId;
  readonly comment_id: CommentId;
}

/** A queue that was removed and still has items, and where they go. */
export interface StrayedQueue {
  readonly site_id: SiteId;
  readonly id: string;
  readonly moved_to: string;
}

/** Where and when open items wait. The caller holds the lock of the item it names and knows it to be open. */
@Injectable()
export class ReviewWorkflowStore {
  /** To another queue, under its time limit; the claim ends and the version moves. */
  move(tx: Tx, siteId: SiteId, itemId: ItemId, queueId: string): Promise<ChangedItem> {
    return one(tx, sql.MOVE, [siteId, itemId, queueId]);
  }

  /** To the top; the claim ends, and the version moves unless it is there already. */
  escalate(tx: Tx, siteId: SiteId, itemId: ItemId, { now, priority }: { readonly now: Date; readonly priority: number }): Promise<ChangedItem> {
    return one(tx, sql.ESCALATE, [siteId, itemId, now, priority]);
  }

  /** Out of what is offered until then; null: back. The claim ends. */
  snooze(tx: Tx, siteId: SiteId, itemId: ItemId, until: Date | null): Promise<ChangedItem> {
    return one(tx, sql.SNOOZE, [siteId, itemId, until]);
  }

  /** Up to `limit` items of all sites that have slept long enough are offered again. */
  wake(tx: Tx, now: Date, limit: number): Promise<WokenItem[]> {
    return rows<WokenItem>(tx, sql.WAKE, [now, limit]);
  }

  wakeSite(tx: Tx, siteId: SiteId, now: Date, limit: number): Promise<WokenItem[]> {
    return rows<WokenItem>(tx, sql.WAKE_SITE, [now, limit, siteId]);
  }

  /** Removed queues of all sites in which something waits. */
  strayed(on: Queryable): Promise<StrayedQueue[]> {
    return rows<StrayedQueue>(on, sql.STRAYED, []);
  }

  /** Moves up to `limit` open items from one queue to another; claims go on. */
  moveSome(tx: Tx, siteId: SiteId, { from, to, limit }: { readonly from: string; readonly to: string; readonly limit: number }): Promise<ChangedItem[]> {
    return rows<ChangedItem>(tx, sql.MOVE_PORTION, [siteId, from, to, limit]);
  }

  /** Gives up to `limit` open items of a queue its time limit; returns how many had another. */
  async timeSome(tx: Tx, siteId: SiteId, queueId: string, { slaMinutes, limit }: { readonly slaMinutes: number | null; readonly limit: number }): Promise<number> {
    return (await rows(tx, sql.TIME_PORTION, [siteId, queueId, slaMinutes, limit])).length;
  }
}

async function one(tx: Tx, statement: Statement, params: readonly unknown[]): Promise<ChangedItem> {
  const [row] = await rows<ChangedItem>(tx, statement, params);
  if (row === undefined) throw new Error('The item was locked open and is not');
  return row;
}
