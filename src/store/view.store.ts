import { Injectable } from '@nestjs/common';
import type { PersonId, SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import type { ItemSort } from './review-filter';

/** A list that somebody looks at again and again. `filter` is what they asked for, as they asked for it. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly sort: ItemSort;
  readonly isShared: boolean;
  readonly ownerId: PersonId;
}

interface ViewRow {
  readonly id: string;
  readonly name: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly sort: ItemSort;
  readonly is_shared: boolean;
  readonly owner_id: PersonId;
  readonly owner_name: string | null;
}

export interface NamedView extends SavedView {
  /** Null once the person has been removed. */
  readonly ownerName: string | null;
}

const COLUMNS = 'v.id, v.name, v.filter, v.sort, v.is_shared, v.owner_id, (SELECT p.name FROM person p WHERE p.id = v.owner_id) AS owner_name';

/** review_view_owner_idx, review_view_shared_idx. */
const SEEN_BY = statement(
  'view_seen_by',
  `SELECT ${COLUMNS} FROM review_view v WHERE v.site_id = $1 AND v.owner_id = $2
   UNION ALL SELECT ${COLUMNS} FROM review_view v WHERE v.site_id = $1 AND v.is_shared AND v.owner_id IS DISTINCT FROM $2 ORDER BY is_shared, name, id`,
);
const FIND = statement('view_find', `SELECT ${COLUMNS} FROM review_view v WHERE v.site_id = $1 AND v.id = $2`);
const LOCK = statement('view_lock', `SELECT ${COLUMNS} FROM review_view v WHERE v.site_id = $1 AND v.id = $2 FOR UPDATE OF v`);
const COUNT = statement('view_count', 'SELECT count(*)::integer AS n FROM review_view WHERE site_id = $1 AND owner_id = $2');
const INSERT = statement('view_insert', 'INSERT INTO review_view (site_id, id, name, filter, sort, is_shared, owner_id, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)');
const UPDATE = statement('view_update', 'UPDATE review_view SET name = $3, filter = $4, sort = $5, is_shared = $6, updated_at = $7 WHERE site_id = $1 AND id = $2');
const REMOVE = statement('view_remove', 'DELETE FROM review_view WHERE site_id = $1 AND id = $2');

@Injectable()
export class ViewStore {
  /** One's own, then those that colleagues share; by name. */
  async seenBy(on: Queryable, siteId: SiteId, personId: PersonId | null): Promise<NamedView[]> {
    return (await rows<ViewRow>(on, SEEN_BY, [siteId, personId])).map(toView);
  }

  async find(on: Queryable, siteId: SiteId, id: string): Promise<NamedView | null> {
    const [row] = await rows<ViewRow>(on, FIND, [siteId, id]);
    return row ? toView(row) : null;
  }

  async lock(tx: Tx, siteId: SiteId, id: string): Promise<NamedView | null> {
    const [row] = await rows<ViewRow>(tx, LOCK, [siteId, id]);
    return row ? toView(row) : null;
  }

  async countOf(on: Queryable, siteId: SiteId, ownerId: PersonId): Promise<number> {
    return (await rows<{ n: number }>(on, COUNT, [siteId, ownerId]))[0]?.n ?? 0;
  }

  async insert(tx: Tx, siteId: SiteId, { id, name, filter, sort, isShared, ownerId }: SavedView, now: Date): Promise<void> {
    await changed(tx, INSERT, [siteId, id, name, JSON.stringify(filter), sort, isShared, ownerId, now]);
  }

  async update(tx: Tx, siteId: SiteId, { id, name, filter, sort, isShared }: SavedView, now: Date): Promise<void> {
    await changed(tx, UPDATE, [siteId, id, name, JSON.stringify(filter), sort, isShared, now]);
  }

  async remove(tx: Tx, siteId: SiteId, id: string): Promise<void> {
    await changed(tx, REMOVE, [siteId, id]);
  }
}

function toView({ id, name, filter, sort, is_shared, owner_id, owner_name }: ViewRow): NamedView {
  return { id, name, filter, sort, isShared: is_shared, ownerId: owner_id, ownerName: owner_name };
}
