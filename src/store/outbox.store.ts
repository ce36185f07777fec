import { Injectable } from '@nestjs/common';
import type { NewMessage } from '../domain/events';
import type { SiteId } from '../domain/ids';
import { changed, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** Only sites that listen get rows: without an endpoint for the type there is nobody to tell. */
const ADD = statement(
  'outbox_add',
  `INSERT INTO outbox (site_id, id, type, comment_id, decision_id, payload, send_after, created_at)
   SELECT $1, m.* FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::jsonb[], $7::timestamptz[], $8::timestamptz[])
     AS m (id, type, comment_id, decision_id, payload, send_after, created_at)
   WHERE EXISTS (SELECT FROM webhook_endpoint e WHERE e.site_id = $1 AND e.is_enabled AND m.type = ANY (e.types))`,
);

/** Messages on their way out, written with the change they tell of, so that neither can exist without the other. */
@Injectable()
export class OutboxStore {
  async add(tx: Tx, siteId: SiteId, messages: readonly NewMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await changed(tx, ADD, [
      siteId,
      messages.map(({ id }) => id),
      messages.map(({ type }) => type),
      messages.map(({ commentId }) => commentId),
      messages.map(({ decisionId }) => decisionId),
      messages.map(({ payload }) => JSON.stringify(payload)),
      messages.map(({ sendAfter }) => sendAfter),
      messages.map(({ createdAt }) => createdAt),
    ]);
  }
}
