import { Injectable } from '@nestjs/common';
import type { CommentId, ItemId, SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import type { NewReviewItem } from './review-item.store';
import { FOLLOW_ITEM } from './waiting-item.sql';

/** A comment that is held because judging it failed. */
export interface FailedJudgement {
  readonly site_id: SiteId;
  readonly slug: string;
  readonly item_id: ItemId;
  readonly comment_id: CommentId;
}

/** How often, and how long after the item was opened: the first wait, four times as long before each further try. */
export interface Tries {
  readonly most: number;
  readonly firstWaitMs: number;
  readonly now: Date;
}

/**
 * review_item_failed_idx: small, as judging hardly ever fails. What is not due is left out before the limit is counted: items that were
 * left to people stay open for days, on any site, and must not stand in the way of the others.
 */
const FIND = statement(
  'failed_judgement_find',
  `SELECT i.site_id, s.slug, i.id AS item_id, i.comment_id
   FROM review_item i JOIN site s ON s.id = i.site_id
   CROSS JOIN LATERAL (SELECT count(*)::integer AS n FROM review_signal g WHERE g.site_id = i.site_id AND g.item_id = i.id AND g.kind = 'verdict') tried
   WHERE i.state = 'open' AND i.rule = 'engine_error' AND NOT i.claimed
     AND tried.n < $1 AND i.opened_at <= $2::timestamptz - $3 * interval '1 millisecond' * 4 ^ greatest(tried.n - 1, 0)
   ORDER BY i.opened_at LIMIT 100`,
);

/** The item tells what the new verdict says; whoever has read the old one must read again, so its version moves. */
const RETELL = statement(
  'review_item_retell',
  `WITH item AS (
     UPDATE review_item i SET rule = $3, reason = $4, policy = $5, priority = $6, version = version + 1, score = $8, rules = $9::text[],
       queue_id = coalesce((SELECT q.id FROM queue q WHERE q.site_id = $1 AND q.id = $7 AND q.removed_at IS NULL), 'default')
     WHERE i.site_id = $1 AND i.id = $2 RETURNING i.*
   ), followed AS (${FOLLOW_ITEM})
   SELECT id FROM item`,
);

/** Comments that wait because the engine failed, and not because a rule wants a person to look. */
@Injectable()
export class FailedJudgementStore {
  /** Those that may be judged again now, the longest waiting first. */
  due(on: Queryable, { most, now, firstWaitMs }: Tries): Promise<FailedJudgement[]> {
    return rows<FailedJudgement>(on, FIND, [most, now, firstWaitMs]);
  }

  async retell(tx: Tx, siteId: SiteId, itemId: ItemId, item: NewReviewItem): Promise<void> {
    await changed(tx, RETELL, [siteId, itemId, item.rule, item.reason, item.policy, item.priority, item.queueId, item.traits?.score ?? 0, item.traits?.rules ?? []]);
  }
}
