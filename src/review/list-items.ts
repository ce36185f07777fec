import { Injectable } from '@nestjs/common';
import { invalidField } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { decodeCursor, encodeCursor, isUuid, type Page } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import type { ItemSort } from '../store/review-filter';
import { type ItemKey, ReviewListStore } from '../store/review-list.store';
import type { DeskLook } from './desk-call';
import type { AskedFilter } from './item-filter.dto';
import { ItemFilters, sortOf } from './item-filters';
import { ItemPages } from './item-pages';
import type { ReviewItemView } from './item.view';
import type { ListItemsQuery } from './list-items.dto';
import { askedIn, SavedViews, storable } from './views/saved-views';

/** PostgreSQL's integer; what a priority and a driver can hold. */
const INTEGER = 2_147_483_647;

@Injectable()
export class ListItems {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly list: ReviewListStore,
    private readonly filters: ItemFilters,
    private readonly views: SavedViews,
    private readonly pages: ItemPages,
  ) {}

  /** One page of items by keyset, so that the last page costs what the first does. */
  async execute(query: ListItemsQuery, look: DeskLook): Promise<Page<Plain<ReviewItemView>>> {
    const { asked, sort } = await this.asked(query, look);
    const filtered = await this.filters.of(asked, look, (member) => `?${member}`);
    const after = query.cursor === undefined ? null : keyIn(query.cursor);
    const { items, next } = await this.list.list(this.unitOfWork.reads, look.site.id, filtered, { sort: sortOf(filtered.filter.state, sort, '?sort'), after, limit: query.limit });
    return { items: await this.pages.show(look, items.map(({ id }) => id)), nextCursor: next && encodeCursor([next.priority, next.openedUs, next.id]) };
  }

  /** What the saved view says, unless the address says otherwise. */
  private async asked(query: ListItemsQuery, look: DeskLook): Promise<{ readonly asked: AskedFilter; readonly sort: ItemSort | undefined }> {
    if (query.view === undefined) return { asked: query, sort: query.sort };
    const view = await this.views.seek(look, query.view);
    if (view === null) throw invalidField('?view', 'There is no such view.');
    const asked: AskedFilter = { ...askedIn(view.filter), ...askedIn(storable(query)) };
    const kept = asked.state === 'resolved' && view.sort === 'priority' ? undefined : view.sort;
    return { asked, sort: query.sort ?? kept };
  }
}

function keyIn(cursor: string): ItemKey {
  const [priority, openedUs, id] = decodeCursor(cursor, 3);
  if (!isWhole(priority, INTEGER) || !isWhole(openedUs, Number.MAX_SAFE_INTEGER) || !isUuid(id)) throw invalidField('?cursor', 'This is not a cursor of this list.');
  return { priority, openedUs, id };
}

function isWhole(value: unknown, max: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= max;
}
