import { Injectable } from '@nestjs/common';
import type { PersonId, SiteId } from '../domain/ids';
import type { AuthorKind, ItemKind } from '../domain/statuses';
import { changed, type Queryable, rows } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import * as sql from './queue.sql';

export interface NewQueue {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly slaMinutes: number | null;
}

/**
 * What an item must be for a queue to take it; all that are named must be met, each list by one of its entries. Without any the
 * queue takes only what a rule or a person puts there. Kinds left out means comments.
 */
export interface QueueConditions {
  readonly rules?: readonly string[];
  readonly policies?: readonly string[];
  readonly sections?: readonly string[];
  readonly langs?: readonly string[];
  readonly kinds?: readonly ItemKind[];
  readonly authorKinds?: readonly AuthorKind[];
  /** Points. */
  readonly minScore?: number;
  readonly reported?: boolean;
}

/** A queue as it is set up. */
export interface QueueSettings {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly slaMinutes: number | null;
  readonly conditions: QueueConditions;
  /** Who alone may see it; empty: everybody. */
  readonly members: readonly PersonId[];
  readonly hiddenActions: readonly string[];
}

interface SettingsRow {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly sla_minutes: number | null;
  readonly conditions: QueueConditions;
  readonly members: PersonId[];
  readonly hidden_actions: string[];
}

/** A queue with what waits in it, counted to the last item. */
export interface QueueRow extends SettingsRow {
  /** Without what is put off. */
  readonly open: number;
  readonly unclaimed: number;
  readonly overdue: number;
  readonly oldest_at: Date | null;
  readonly snoozed: number;
  readonly mine: number;
}

export interface QueueRestriction {
  readonly id: string;
  readonly members: readonly PersonId[];
  readonly hidden_actions: readonly string[];
}

@Injectable()
export class QueueStore {
  /** Makes those of the queues that are not there. */
  async seed(tx: Tx, siteId: SiteId, queues: readonly NewQueue[], now: Date): Promise<void> {
    await changed(tx, sql.SEED, [siteId, queues.map(({ id }) => id), queues.map(({ name }) => name), queues.map(({ position }) => position), queues.map(({ slaMinutes }) => slaMinutes), now]);
  }

  list(on: Queryable, siteId: SiteId, { personId, now }: { readonly personId: PersonId | null; readonly now: Date }): Promise<QueueRow[]> {
    return rows<QueueRow>(on, sql.LIST, [siteId, personId, now]);
  }

  async exists(on: Queryable, siteId: SiteId, id: string): Promise<boolean> {
    return (await rows(on, sql.EXISTS, [siteId, id])).length > 0;
  }

  /** Queues that are not everybody's, or where something is hidden. */
  restrictions(on: Queryable, siteId: SiteId): Promise<QueueRestriction[]> {
    return rows<QueueRestriction>(on, sql.RESTRICTIONS, [siteId]);
  }

  /** All queues in their order, locked: the order and the set of queues stay as they are until the transaction ends. */
  async lockAll(tx: Tx, siteId: SiteId): Promise<QueueSettings[]> {
    const found = await rows<SettingsRow>(tx, sql.LOCK_ALL, [siteId]);
    return found.map(toSettings).sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  }

  /** False when there is a queue of that id. */
  async insert(tx: Tx, siteId: SiteId, { id, name, position, slaMinutes, conditions, members, hiddenActions }: QueueSettings, now: Date): Promise<boolean> {
    return (await rows(tx, sql.INSERT, [siteId, id, name, position, slaMinutes, JSON.stringify(conditions), members, hiddenActions, now])).length > 0;
  }

  async update(tx: Tx, siteId: SiteId, { id, name, slaMinutes, conditions, members, hiddenActions }: QueueSettings): Promise<void> {
    await changed(tx, sql.UPDATE, [siteId, id, name, slaMinutes, JSON.stringify(conditions), members, hiddenActions]);
  }

  /** Numbers the queues from 1 in the order of the ids. */
  async arrange(tx: Tx, siteId: SiteId, ids: readonly string[]): Promise<void> {
    await changed(tx, sql.ARRANGE, [siteId, ids]);
  }

  async remove(tx: Tx, siteId: SiteId, id: string, { movedTo, now }: { readonly movedTo: string; readonly now: Date }): Promise<void> {
    await changed(tx, sql.REMOVE, [siteId, id, movedTo, now]);
  }

  /** Whether anything waits there, put off or not. */
  async hasWaiting(on: Queryable, siteId: SiteId, id: string): Promise<boolean> {
    return (await rows<{ has_waiting: boolean }>(on, sql.HAS_WAITING, [siteId, id]))[0]?.has_waiting ?? false;
  }
}

function toSettings({ id, name, position, sla_minutes, conditions, members, hidden_actions }: SettingsRow): QueueSettings {
  return { id, name, position, slaMinutes: sla_minutes, conditions, members, hiddenActions: hidden_actions };
}
