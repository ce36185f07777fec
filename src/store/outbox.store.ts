import { Injectable } from '@nestjs/common';
import type { NewMessage } from '../domain/events';
import type { WebhookType } from '../domain/statuses';
import type { SiteId } from '../domain/ids';
import { instants, jsonbs, texts, uuids } from '../platform/database/columns';
import { type Queryable, changed, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** Only sites that listen get rows: without an endpoint for the type, or a client of another filter's protocol that may be called back, there is nobody to tell. */
export const ADD_MESSAGES = statement(
  'outbox_add',
  `INSERT INTO outbox (site_id, id, type, comment_id, decision_id, payload, send_after, created_at)
   SELECT $1, m.* FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::jsonb[], $7::timestamptz[], $8::timestamptz[])
     AS m (id, type, comment_id, decision_id, payload, send_after, created_at)
   WHERE EXISTS (SELECT FROM webhook_endpoint e WHERE e.site_id = $1 AND e.is_enabled AND m.type = ANY (e.types))
     OR (m.type IN ('comment.decided', 'comment.status_changed', 'decision.reversed')
       AND EXISTS (SELECT FROM connection c WHERE c.site_id = $1 AND c.is_enabled AND c.settings->'callbackHosts' <> '[]'))`,
);

/** The sites whose messages have waited longest come first; outbox_due_idx walks from the oldest and stops early. */
const DUE_SITES = statement(
  'outbox_due_sites',
  `SELECT site_id, min(send_after) AS oldest
   FROM (SELECT site_id, send_after FROM outbox WHERE send_after <= $1 ORDER BY send_after LIMIT $2) due
   GROUP BY site_id ORDER BY 2`,
);

/** Two relays never take the same row, nor one that an undo is about to delete. */
const TAKE_DUE = statement(
  'outbox_take_due',
  `DELETE FROM outbox o
   USING (SELECT id FROM outbox WHERE site_id = $1 AND send_after <= $2 ORDER BY send_after, id LIMIT $3 FOR UPDATE SKIP LOCKED) due
   WHERE o.site_id = $1 AND o.id = due.id
   RETURNING o.id, o.type, o.comment_id, o.payload, o.created_at`,
);

/** The text a comment has when its message leaves. */
const TEXTS = statement(
  'outbox_comment_texts',
  `SELECT c.id, r.body FROM comment c JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])`,
);

/** outbox_decision_idx: what the follower of the log tells of a decision. */
const WITHDRAW_STATEMENTS = statement('outbox_withdraw_statements', `DELETE FROM outbox WHERE site_id = $1 AND decision_id = $2 AND type IN ('statement.created', 'notice.decided')`);

/** A message that the relay has taken: gone from the outbox exactly if the relay's transaction commits. */
export interface DueMessage {
  readonly id: string;
  readonly type: WebhookType;
  readonly commentId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

export interface DueSite {
  readonly siteId: SiteId;
  /** When its oldest due message should have left. */
  readonly oldest: Date;
}

/** Messages on their way out, written with the change they tell of, so that neither can exist without the other. */
@Injectable()
export class OutboxStore {
  async add(tx: Tx, siteId: SiteId, messages: readonly NewMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await changed(tx, ADD_MESSAGES, messageParams(siteId, messages));
  }

  /** What a decision's statement of reasons, and its answers to notices, would have told, where the decision was taken back in time. */
  async withdrawStatements(tx: Tx, siteId: SiteId, decisionId: string): Promise<void> {
    await changed(tx, WITHDRAW_STATEMENTS, [siteId, decisionId]);
  }

  /** Sites that have messages due, the longest waiting first; looks at no more than `limit` messages. */
  async dueSites(on: Queryable, now: Date, limit: number): Promise<DueSite[]> {
    const found = await rows<{ site_id: SiteId; oldest: Date }>(on, DUE_SITES, [now, limit]);
    return found.map(({ site_id, oldest }) => ({ siteId: site_id, oldest }));
  }

  /** Takes due messages out of the outbox, oldest first. */
  async takeDue(tx: Tx, siteId: SiteId, now: Date, limit: number): Promise<DueMessage[]> {
    const taken = await rows<{ id: string; type: WebhookType; comment_id: string | null; payload: Record<string, unknown>; created_at: Date }>(tx, TAKE_DUE, [siteId, now, limit]);
    return taken
      .map(({ id, type, comment_id, payload, created_at }) => ({ id, type, commentId: comment_id, payload, createdAt: created_at }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The present texts of comments, for endpoints that want them in the message. */
  async texts(on: Queryable, siteId: SiteId, commentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (commentIds.length === 0) return new Map();
    const found = await rows<{ id: string; body: string }>(on, TEXTS, [siteId, commentIds]);
    return new Map(found.map(({ id, body }) => [id, body]));
  }
}

/** The parameters of ADD_MESSAGES. */
export function messageParams(siteId: SiteId, messages: readonly NewMessage[]): unknown[] {
  return [
    siteId,
    uuids(messages.map(({ id }) => id)),
    texts(messages.map(({ type }) => type)),
    uuids(messages.map(({ commentId }) => commentId)),
    uuids(messages.map(({ decisionId }) => decisionId)),
    jsonbs(messages.map(({ payload }) => JSON.stringify(payload))),
    instants(messages.map(({ sendAfter }) => sendAfter)),
    instants(messages.map(({ createdAt }) => createdAt)),
  ];
}
