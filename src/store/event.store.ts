import { Injectable } from '@nestjs/common';
import type { NewEvent } from '../domain/events';
import type { SiteId } from '../domain/ids';
import { instants, jsonbs, texts, uuids } from '../platform/database/columns';
import { changed, statement, together } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export const APPEND_EVENTS = statement(
  'event_append',
  `INSERT INTO event (site_id, id, type, actor, comment_id, item_id, decision_id, payload, request_id, created_at)
   SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::jsonb[], $9::text[], $10::timestamptz[])`,
);

/** The lines of one transaction wait together for their place in the log ({@link EventLogStore}). */
export const AWAIT_PLACES = statement(
  'event_await_places',
  'INSERT INTO event_waiting (site_id, id, event_ids) SELECT $1, ($2::uuid[])[1], $2::uuid[] WHERE cardinality($2::uuid[]) > 0',
);

const APPEND = together('event_append_and_await', [APPEND_EVENTS, AWAIT_PLACES]);

/** The append-only log. Nothing deletes a line; only erasing a person changes one, and then only whom it names. */
@Injectable()
export class EventStore {
  async append(tx: Tx, siteId: SiteId, events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    await changed(tx, APPEND, [...eventParams(siteId, events), ...placeParams(siteId, events)]);
  }

  /** The same as the last thing that its transaction does. */
  appendLast(tx: Tx, siteId: SiteId, events: readonly NewEvent[]): void {
    if (events.length > 0) tx.finish(APPEND, [...eventParams(siteId, events), ...placeParams(siteId, events)]);
  }
}

/** The parameters of APPEND_EVENTS. */
export function eventParams(siteId: SiteId, events: readonly NewEvent[]): unknown[] {
  return [
    siteId,
    uuids(events.map(({ id }) => id)),
    texts(events.map(({ type }) => type)),
    texts(events.map(({ actor }) => actor)),
    uuids(events.map(({ commentId }) => commentId)),
    uuids(events.map(({ itemId }) => itemId)),
    uuids(events.map(({ decisionId }) => decisionId)),
    jsonbs(events.map(({ payload }) => JSON.stringify(payload))),
    texts(events.map(({ requestId }) => requestId)),
    instants(events.map(({ createdAt }) => createdAt)),
  ];
}

/** The parameters of AWAIT_PLACES. */
export function placeParams(siteId: SiteId, events: readonly NewEvent[]): unknown[] {
  return [siteId, uuids(events.map(({ id }) => id))];
}
