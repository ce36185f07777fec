import { Injectable } from '@nestjs/common';
import type { CommentId, ItemId, SiteId } from '../domain/ids';
import type { Tx } from '../platform/database/unit-of-work';
import { CommentStatusStore, type LockedComment } from '../store/comment-status.store';
import { ItemLockStore, type LockedItem } from '../store/item-lock.store';

export interface LockedPair {
  readonly comment: LockedComment;
  /** Null: nothing waits for a decision on this comment. */
  readonly item: LockedItem | null;
}

/** Author, comment, item: locked in that order by everything that decides (decisions.md 1), so that no two wait for each other. */
@Injectable()
export class DecisionLocks {
  constructor(
    private readonly comments: CommentStatusStore,
    private readonly items: ItemLockStore,
  ) {}

  /** Null when the site has no such item. */
  async ofItem(tx: Tx, siteId: SiteId, itemId: ItemId): Promise<(LockedPair & { readonly item: LockedItem }) | null> {
    const seen = await this.items.find(tx, siteId, itemId);
    const comment = seen && (await this.comments.lock(tx, siteId, seen.comment_id));
    const item = comment && (await this.items.lock(tx, siteId, itemId));
    return item && { comment, item };
  }

  /** The comment with its open item, if one waits; null when the site has no such comment. */
  async ofComment(tx: Tx, siteId: SiteId, commentId: CommentId): Promise<LockedPair | null> {
    const comment = await this.comments.lock(tx, siteId, commentId);
    return comment && { comment, item: await this.items.lockOpen(tx, siteId, commentId) };
  }
}
