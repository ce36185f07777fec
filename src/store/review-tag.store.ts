import { Injectable } from '@nestjs/common';
import type { ItemId, PersonId, SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface NewTag {
  readonly tag: string;
  readonly addedBy: PersonId;
  readonly addedAt: Date;
  readonly expiresAt: Date | null;
}

export interface TagRow {
  readonly item_id: ItemId;
  readonly tag: string;
  readonly expires_at: Date | null;
}

const PUT = statement(
  'review_tag_put',
  `INSERT INTO review_tag (site_id, item_id, tag, added_by, added_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (site_id, item_id, tag) DO UPDATE SET expires_at = excluded.expires_at, added_by = excluded.added_by, added_at = excluded.added_at`,
);
const REMOVE = statement('review_tag_remove', 'DELETE FROM review_tag WHERE site_id = $1 AND item_id = $2 AND tag = $3');
/** review_tag_pkey. */
const OF_ITEMS = statement('review_tag_of_items', 'SELECT item_id, tag, expires_at FROM review_tag WHERE site_id = $1 AND item_id = ANY ($2::uuid[]) AND (expires_at IS NULL OR expires_at > $3) ORDER BY item_id, tag');
/** review_tag_expires_idx. */
const EXPIRE = statement('review_tag_expire', 'DELETE FROM review_tag WHERE ctid IN (SELECT ctid FROM review_tag WHERE expires_at <= $1 LIMIT 1000)');

/** Words that moderators put on items to find them again. One that has ended is not there, deleted or not. */
@Injectable()
export class ReviewTagStore {
  /** The same tag again only moves its end. */
  async put(tx: Tx, siteId: SiteId, itemId: ItemId, { tag, addedBy, addedAt, expiresAt }: NewTag): Promise<void> {
    await changed(tx, PUT, [siteId, itemId, tag, addedBy, addedAt, expiresAt]);
  }

  /** False when the item had no such tag. */
  async remove(tx: Tx, siteId: SiteId, itemId: ItemId, tag: string): Promise<boolean> {
    return (await changed(tx, REMOVE, [siteId, itemId, tag])) > 0;
  }

  ofItems(on: Queryable, siteId: SiteId, itemIds: readonly ItemId[], now: Date): Promise<TagRow[]> {
    return rows<TagRow>(on, OF_ITEMS, [siteId, itemIds, now]);
  }

  /** Deletes a portion of those that have ended, of all sites. */
  expire(tx: Tx, now: Date): Promise<number> {
    return changed(tx, EXPIRE, [now]);
  }
}
