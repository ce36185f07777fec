import { Injectable } from '@nestjs/common';
import type { ArticleId, AuthorId, ClaimId, CommentId, ItemId, PersonId, SiteId } from '../domain/ids';
import type { BodyFormat, ItemState } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { arrayText } from './item-traits';
import { searchWords } from './search-words';
import { FOLLOW_ITEM, LIST_ITEM } from './waiting-item.sql';

/** A review item as a decision must know it, read under the row's lock. */
export interface LockedItem {
  readonly id: ItemId;
  readonly comment_id: CommentId;
  readonly state: ItemState;
  readonly queue_id: string;
  readonly version: number;
  readonly content_revision: number;
  readonly priority: number;
  readonly claimed: boolean;
  readonly claim_id: ClaimId | null;
  readonly claimed_by: PersonId | null;
  readonly claimed_by_name: string | null;
  readonly claim_expires_at: Date | null;
}

/** An item that is made for a decision nobody had to wait for. */
export interface ResolvedItem {
  readonly id: ItemId;
  readonly commentId: CommentId;
  readonly articleId: ArticleId;
  readonly authorId: AuthorId | null;
  readonly reason: string;
  readonly contentRevision: number;
  readonly now: Date;
}

const COLUMNS = `i.id, i.comment_id, i.state, i.queue_id, i.version, i.content_revision, i.priority, i.claimed, i.claim_id, i.claimed_by, i.claim_expires_at,
  (SELECT p.name FROM person p WHERE p.id = i.claimed_by) AS claimed_by_name`;

const FIND = statement('review_item_find', `SELECT ${COLUMNS} FROM review_item i WHERE i.site_id = $1 AND i.id = $2`);
const LOCK = statement('review_item_lock', `SELECT ${COLUMNS} FROM review_item i WHERE i.site_id = $1 AND i.id = $2 FOR NO KEY UPDATE`);
/** review_item_open_key. */
const LOCK_OPEN = statement('review_item_lock_open', `SELECT ${COLUMNS} FROM review_item i WHERE i.site_id = $1 AND i.comment_id = $2 AND i.state = 'open' FOR NO KEY UPDATE`);

const FREE = 'claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL';
const RESOLVE = statement(
  'review_item_resolve',
  `WITH gone AS (DELETE FROM waiting_item WHERE site_id = $1 AND item_id = $2)
   UPDATE review_item SET state = 'resolved', resolved_at = $3, version = version + 1, snoozed_until = NULL, ${FREE} WHERE site_id = $1 AND id = $2`,
);

/** By primary keys: the text that an item is about, as it is now. */
const TEXT_OF = statement(
  'review_item_text_of',
  `SELECT r.body, r.format FROM review_item i
   JOIN comment c ON c.site_id = i.site_id AND c.id = i.comment_id
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   WHERE i.site_id = $1 AND i.id = $2`,
);

const REOPEN = statement(
  'review_item_reopen',
  `WITH item AS (UPDATE review_item SET state = 'open', resolved_at = NULL, version = version + 1 WHERE site_id = $1 AND id = $2 RETURNING *),
     listed AS (${LIST_ITEM('$3')})
   SELECT version FROM item`,
);

const MAKE_RESOLVED = statement(
  'review_item_make_resolved',
  `INSERT INTO review_item (site_id, id, comment_id, article_id, author_id, state, queue_id, priority, reason, content_revision, opened_at, resolved_at)
   VALUES ($1, $2, $3, $4, $5, 'resolved', 'default', 0, $6, $7, $8, $8)`,
);

/** The older reasons come along: the open item is raised to the worse priority, and its version moves because a decision was taken back. */
const JOIN = statement(
  'review_item_join',
  `WITH item AS (
     UPDATE review_item o SET priority = greatest(o.priority, r.priority), kind = CASE WHEN r.kind = 'appeal' THEN r.kind ELSE o.kind END, version = o.version + 1
     FROM review_item r WHERE o.site_id = $1 AND o.id = $2 AND r.site_id = $1 AND r.id = $3 RETURNING o.*
   ), followed AS (${FOLLOW_ITEM})
   SELECT version FROM item`,
);

const COUNT_SIGNALS = statement('review_signal_count', 'SELECT count(*)::integer AS n FROM review_signal WHERE site_id = $1 AND item_id = $2');

/** The signals of one item, told again at another under new ids ($4, as many as there are). */
const COPY_SIGNALS = statement(
  'review_signal_copy',
  `INSERT INTO review_signal (site_id, id, item_id, kind, evaluation_id, judged_at, report_id, appeal_id, notice_id, created_at)
   SELECT $1, ($4::uuid[])[n], $3, kind, evaluation_id, judged_at, report_id, appeal_id, notice_id, created_at
   FROM (SELECT s.*, row_number() OVER (ORDER BY s.id) AS n FROM review_signal s WHERE s.site_id = $1 AND s.item_id = $2) s
   WHERE n <= cardinality($4::uuid[])`,
);

/** Items under the lock of a decision: always after the author's and the comment's (decisions.md 1). */
@Injectable()
export class ItemLockStore {
  async find(on: Queryable, siteId: SiteId, id: ItemId): Promise<LockedItem | null> {
    return (await rows<LockedItem>(on, FIND, [siteId, id]))[0] ?? null;
  }

  async lock(tx: Tx, siteId: SiteId, id: ItemId): Promise<LockedItem | null> {
    return (await rows<LockedItem>(tx, LOCK, [siteId, id]))[0] ?? null;
  }

  /** The comment's open item, locked; null when nothing waits. */
  async lockOpen(tx: Tx, siteId: SiteId, commentId: CommentId): Promise<LockedItem | null> {
    return (await rows<LockedItem>(tx, LOCK_OPEN, [siteId, commentId]))[0] ?? null;
  }

  /** Ends the item and its claim; its version moves by one. */
  async resolve(tx: Tx, siteId: SiteId, id: ItemId, now: Date): Promise<void> {
    await changed(tx, RESOLVE, [siteId, id, now]);
  }

  async reopen(tx: Tx, siteId: SiteId, id: ItemId): Promise<number> {
    const [text] = await rows<{ body: string; format: BodyFormat }>(tx, TEXT_OF, [siteId, id]);
    if (text === undefined) throw new Error('The item was locked and is not there');
    return versionOf(await rows<{ version: number }>(tx, REOPEN, [siteId, id, arrayText(searchWords(text.body, text.format))]));
  }

  async makeResolved(tx: Tx, siteId: SiteId, item: ResolvedItem): Promise<void> {
    await changed(tx, MAKE_RESOLVED, [siteId, item.id, item.commentId, item.articleId, item.authorId, item.reason, item.contentRevision, item.now]);
  }

  /** Joins a resolved item's reasons to the open one; returns the open one's new version. The caller holds the comment's lock. */
  async join(tx: Tx, siteId: SiteId, from: ItemId, to: ItemId): Promise<number> {
    const [signals] = await rows<{ n: number }>(tx, COUNT_SIGNALS, [siteId, from]);
    await changed(tx, COPY_SIGNALS, [siteId, from, to, Array.from({ length: signals?.n ?? 0 }, () => newId<string>())]);
    return versionOf(await rows<{ version: number }>(tx, JOIN, [siteId, to, from]));
  }
}

function versionOf(updated: readonly { version: number }[]): number {
  const [row] = updated;
  if (row === undefined) throw new Error('The item was locked and is not there');
  return row.version;
}
