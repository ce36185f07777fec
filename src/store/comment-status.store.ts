import { Injectable } from '@nestjs/common';
import type { ArticleId, AuthorId, CommentId, SiteId } from '../domain/ids';
import type { CommentStatus } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** What a change of status must know of its comment, read under the row's lock. */
export interface LockedComment {
  readonly id: CommentId;
  readonly external_id: string | null;
  readonly article_id: ArticleId;
  readonly author_id: AuthorId | null;
  readonly parent_id: CommentId | null;
  readonly status: CommentStatus;
  readonly version: number;
  readonly revision: number;
}

const AUTHOR_OF = statement('comment_author_of', 'SELECT author_id FROM comment WHERE site_id = $1 AND id = $2');

/** NO KEY: a submission that only refers to the row need not wait. */
const LOCK_AUTHOR = statement('author_lock', 'SELECT FROM author WHERE site_id = $1 AND id = $2 FOR NO KEY UPDATE');

const LOCK = statement(
  'comment_lock',
  'SELECT id, external_id, article_id, author_id, parent_id, status, version, revision FROM comment WHERE site_id = $1 AND id = $2 FOR NO KEY UPDATE',
);

const SET = statement(
  'comment_set_status',
  `UPDATE comment SET status = $3, version = version + 1, status_changed_at = CASE WHEN status = $3 THEN status_changed_at ELSE $4 END
   WHERE site_id = $1 AND id = $2 RETURNING version`,
);

const COUNT = statement(
  'author_count_decision',
  `UPDATE author SET approved = approved + $3, rejected = rejected + $4, last_rejected_at = greatest(last_rejected_at, $5)
   WHERE site_id = $1 AND id = $2`,
);

/** By comment_author_idx and decision_comment_idx: the latest rejection that no undo and no later decision took back. */
const RECOUNT_LAST = statement(
  'author_recount_last_rejected',
  `UPDATE author a SET last_rejected_at = (
     SELECT max(d.created_at) FROM comment c JOIN decision d ON d.site_id = c.site_id AND d.comment_id = c.id
     WHERE c.site_id = $1 AND c.author_id = $2 AND d.action = 'reject' AND d.reversed_by IS NULL AND NOT EXISTS (
       SELECT FROM decision l WHERE l.site_id = d.site_id AND l.comment_id = d.comment_id AND l.reversed_by IS NULL AND (l.created_at, l.id) > (d.created_at, d.id)))
   WHERE a.site_id = $1 AND a.id = $2`,
);

/** Changes of a comment's status, and of the author's record that follows from them. */
@Injectable()
export class CommentStatusStore {
  /** Locks the author, then the comment (the house's lock order); the caller locks its item after. Null: no such comment. */
  async lock(tx: Tx, siteId: SiteId, id: CommentId): Promise<LockedComment | null> {
    const [known] = await rows<{ author_id: AuthorId | null }>(tx, AUTHOR_OF, [siteId, id]);
    if (known === undefined) return null;
    if (known.author_id !== null) await rows(tx, LOCK_AUTHOR, [siteId, known.author_id]);
    return (await rows<LockedComment>(tx, LOCK, [siteId, id]))[0] ?? null;
  }

  /** Null for an anonymous reader, and when there is no such comment. */
  async authorOf(on: Queryable, siteId: SiteId, id: CommentId): Promise<AuthorId | null> {
    return (await rows<{ author_id: AuthorId | null }>(on, AUTHOR_OF, [siteId, id]))[0]?.author_id ?? null;
  }

  /** Writes the status and moves the version, also when the status stays: a decision was made, and who read before must read again. */
  async set(tx: Tx, siteId: SiteId, id: CommentId, { status, now }: { readonly status: CommentStatus; readonly now: Date }): Promise<number> {
    const [row] = await rows<{ version: number }>(tx, SET, [siteId, id, status, now]);
    if (row === undefined) throw new Error('The comment was locked and is not there');
    return row.version;
  }

  /** Moves the author's counts by a decision. The caller holds the author's lock. */
  async count(tx: Tx, siteId: SiteId, authorId: AuthorId, by: { readonly approved: number; readonly rejected: number; readonly rejectedAt: Date | null }): Promise<void> {
    if (by.approved === 0 && by.rejected === 0 && by.rejectedAt === null) return;
    await changed(tx, COUNT, [siteId, authorId, by.approved, by.rejected, by.rejectedAt]);
  }

  /** After a rejection was taken back or overruled: when this author was last rejected. */
  async recountLastRejected(tx: Tx, siteId: SiteId, authorId: AuthorId): Promise<void> {
    await changed(tx, RECOUNT_LAST, [siteId, authorId]);
  }
}
