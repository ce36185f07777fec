import { Injectable } from '@nestjs/common';
import { problem, invalidField } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { decodeCursor, isUuid, page, type Page } from '../platform/http/pages';
import { type ItemFilter, type ItemKey, ReviewListStore } from '../store/review-list.store';
import type { DeskLook } from './desk-call';
import { ItemPages } from './item-pages';
import type { ReviewItemView } from './item.view';
import type { ListItemsQuery } from './list-items.dto';
import type { Plain } from '../platform/http/plain';

/** PostgreSQL's integer; what a priority and a driver can hold. */
const INTEGER = 2_147_483_647;

@Injectable()
export class ListItems {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly list: ReviewListStore,
    private readonly pages: ItemPages,
  ) {}

  /** One page of items by keyset, so that the last page costs what the first does. */
  async execute(query: ListItemsQuery, look: DeskLook): Promise<Page<Plain<ReviewItemView>>> {
    const after = query.cursor === undefined ? null : keyIn(query.cursor);
    const found = await this.list.list(this.unitOfWork.reads, look.site.id, filterOf(query, look), { after, now: look.now, limit: query.limit });
    const listed = page(found, query.limit, ({ id }) => id, ({ priority, opened_us, id }) => [priority, Number(opened_us), id]);
    return { items: await this.pages.show(look, listed.items), nextCursor: listed.nextCursor };
  }
}

function filterOf(query: ListItemsQuery, { personId }: DeskLook): ItemFilter {
  if (query.claimed === 'me' && personId === null) throw problem('invalid', { errors: [{ pointer: '?claimed', detail: 'Only a person has claims.' }] });
  return {
    queueId: query.queue ?? null,
    state: query.state,
    articleId: query.article ?? null,
    authorId: query.author ?? null,
    claimed: query.claimed === undefined ? null : query.claimed !== 'false',
    claimedBy: query.claimed === 'me' ? personId : null,
    sort: sortOf(query),
  };
}

function sortOf({ state, sort }: ListItemsQuery): ItemFilter['sort'] {
  if (state === 'resolved' && sort === 'priority') throw invalidField('?sort', 'Resolved items are sorted by age: newest or oldest.');
  return sort ?? (state === 'open' ? 'priority' : 'newest');
}

function keyIn(cursor: string): ItemKey {
  const [priority, openedUs, id] = decodeCursor(cursor, 3);
  if (!isWhole(priority, INTEGER) || !isWhole(openedUs, Number.MAX_SAFE_INTEGER) || !isUuid(id)) throw invalidField('?cursor', 'This is not a cursor of this list.');
  return { priority, openedUs, id };
}

function isWhole(value: unknown, max: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= max;
}
