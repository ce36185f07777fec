import { Injectable } from '@nestjs/common';
import { invalidField } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { decodeCursor, encodeCursor, isUuid, type Page } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import { type ItemKey, ReviewListStore } from '../store/review-list.store';
import type { DeskLook } from './desk-call';
import { ItemFilters, sortOf } from './item-filters';
import { ItemPages } from './item-pages';
import type { ReviewItemView } from './item.view';
import type { ListItemsQuery } from './list-items.dto';

/** PostgreSQL's integer; what a priority and a driver can hold. */
const INTEGER = 2_147_483_647;

@Injectable()
export class ListItems {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly list: ReviewListStore,
    private readonly filters: ItemFilters,
    private readonly pages: ItemPages,
  ) {}

  /** One page of items by keyset, so that the last page costs what the first does. */
  async execute(query: ListItemsQuery, look: DeskLook): Promise<Page<Plain<ReviewItemView>>> {
    const filtered = await this.filters.of(query, look, (member) => `?${member}`);
    const after = query.cursor === undefined ? null : keyIn(query.cursor);
    const { items, next } = await this.list.list(this.unitOfWork.reads, look.site.id, filtered, { sort: sortOf(filtered.filter.state, query.sort, '?sort'), after, limit: query.limit });
    return { items: await this.pages.show(look, items.map(({ id }) => id)), nextCursor: next && encodeCursor([next.priority, next.openedUs, next.id]) };
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
