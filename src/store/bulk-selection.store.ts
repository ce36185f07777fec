import { Injectable } from '@nestjs/common';
import type { BulkOperationId, CommentId, ItemId, SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** Which open items; null does not narrow. */
export interface BulkFilter {
  readonly queue: string | null;
  readonly author: string | null;
  readonly rule: string | null;
}

/** How many of a list share something: an author, a rule. */
export interface SharedBy {
  readonly key: string | null;
  readonly name: string | null;
  readonly n: number;
}

const COMMENTS_OF = statement('bulk_selection_comments_of', 'SELECT id, comment_id FROM review_item WHERE site_id = $1 AND id = ANY ($2::uuid[])');

/** By comment_author_idx and review_item_open_key for an author, review_item_open_idx for a queue. */
const FREEZE = statement(
  'bulk_selection_freeze',
  `INSERT INTO bulk_line (site_id, operation_id, place, comment_id, item_id, version)
   SELECT $1, $2, row_number() OVER (ORDER BY f.priority DESC, f.opened_at, f.id), f.comment_id, f.id, f.version
   FROM (SELECT i.id, i.comment_id, i.version, i.priority, i.opened_at FROM review_item i
     WHERE i.site_id = $1 AND i.state = 'open' AND ($3::text IS NULL OR i.queue_id = $3) AND ($5::text IS NULL OR i.rule = $5)
       AND ($4::text IS NULL OR i.comment_id IN (SELECT c.id FROM comment c WHERE c.site_id = $1 AND c.author_id = $4)) LIMIT $6) f`,
);

const SAMPLE = statement('bulk_selection_sample', 'SELECT item_id AS id FROM bulk_line WHERE site_id = $1 AND operation_id = $2 AND item_id IS NOT NULL ORDER BY place LIMIT $3');
const BY_AUTHOR = statement(
  'bulk_selection_by_author',
  `SELECT g.author_id AS key, (SELECT a.name FROM author a WHERE a.site_id = $1 AND a.id = g.author_id) AS name, g.n
   FROM (SELECT c.author_id, count(*)::integer AS n FROM bulk_line l JOIN comment c ON c.site_id = $1 AND c.id = l.comment_id
     WHERE l.site_id = $1 AND l.operation_id = $2 GROUP BY c.author_id ORDER BY n DESC, c.author_id LIMIT $3) g`,
);
const BY_RULE = statement(
  'bulk_selection_by_rule',
  `SELECT i.rule AS key, NULL AS name, count(*)::integer AS n FROM bulk_line l JOIN review_item i ON i.site_id = $1 AND i.id = l.item_id
   WHERE l.site_id = $1 AND l.operation_id = $2 GROUP BY i.rule ORDER BY n DESC, i.rule LIMIT $3`,
);
const CLAIMED = statement(
  'bulk_selection_claimed',
  `SELECT count(*)::integer AS n FROM bulk_line l JOIN review_item i ON i.site_id = $1 AND i.id = l.item_id
   WHERE l.site_id = $1 AND l.operation_id = $2 AND i.claimed AND i.claim_expires_at > $3 AND i.claimed_by <> $4`,
);

/** Makes the lists of bulk operations, and says what is on them. */
@Injectable()
export class BulkSelectionStore {
  async commentsOf(on: Queryable, siteId: SiteId, itemIds: readonly ItemId[]): Promise<ReadonlyMap<ItemId, CommentId>> {
    const found = await rows<{ id: ItemId; comment_id: CommentId }>(on, COMMENTS_OF, [siteId, itemIds]);
    return new Map(found.map(({ id, comment_id }) => [id, comment_id]));
  }

  /** Writes the lines of an operation, the worst first, at most `limit`; returns how many. */
  freeze(tx: Tx, siteId: SiteId, operationId: BulkOperationId, { filter: { queue, author, rule }, limit }: { readonly filter: BulkFilter; readonly limit: number }): Promise<number> {
    return changed(tx, FREEZE, [siteId, operationId, queue, author, rule, limit]);
  }

  async sample(on: Queryable, siteId: SiteId, operationId: BulkOperationId, limit: number): Promise<ItemId[]> {
    return (await rows<{ id: ItemId }>(on, SAMPLE, [siteId, operationId, limit])).map(({ id }) => id);
  }

  /** The most frequent first; the key is null for anonymous readers. */
  byAuthor(on: Queryable, siteId: SiteId, operationId: BulkOperationId, limit: number): Promise<SharedBy[]> {
    return rows<SharedBy>(on, BY_AUTHOR, [siteId, operationId, limit]);
  }

  /** By the rule that is the reason; the key is null where it is none. */
  byRule(on: Queryable, siteId: SiteId, operationId: BulkOperationId, limit: number): Promise<SharedBy[]> {
    return rows<SharedBy>(on, BY_RULE, [siteId, operationId, limit]);
  }

  /** How many others hold now. */
  async claimed(on: Queryable, siteId: SiteId, operationId: BulkOperationId, { now, personId }: { readonly now: Date; readonly personId: string }): Promise<number> {
    return (await rows<{ n: number }>(on, CLAIMED, [siteId, operationId, now, personId]))[0]?.n ?? 0;
  }
}
