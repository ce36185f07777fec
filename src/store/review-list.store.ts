import { Injectable } from '@nestjs/common';
import type { ItemId, PersonId, SiteId } from '../domain/ids';
import type { ItemState } from '../domain/statuses';
import { type Queryable, rows, statement, type Statement } from '../platform/database/statement';

export const ITEM_SORTS = ['priority', 'oldest', 'newest'] as const;
export type ItemSort = (typeof ITEM_SORTS)[number];

/** Which items; null does not narrow. */
export interface ItemFilter {
  readonly queueId: string | null;
  readonly state: ItemState;
  readonly articleId: string | null;
  readonly authorId: string | null;
  /** True: somebody's lease runs; false: nobody's. */
  readonly claimed: boolean | null;
  readonly claimedBy: PersonId | null;
  readonly sort: ItemSort;
}

/** Where a page ended: the sort key of its last item. Times in microseconds, as exact as PostgreSQL keeps them. */
export interface ItemKey {
  readonly priority: number;
  readonly openedUs: number;
  readonly id: string;
}

export interface ListedItem {
  readonly id: ItemId;
  readonly priority: number;
  /** Microseconds since 1970 as the driver's text. */
  readonly opened_us: string;
}

export interface ItemPage {
  readonly after: ItemKey | null;
  readonly now: Date;
  readonly limit: number;
}

const ORDER: Readonly<Record<ItemSort, string>> = {
  priority: 'i.priority DESC, i.opened_at, i.id',
  oldest: 'i.opened_at, i.id',
  newest: 'i.opened_at DESC, i.id DESC',
};

/** The page's beginning as an index condition: what comes after the key, in the order of the sort. */
const AFTER: Readonly<Record<ItemSort, (key: { priority: string; opened: string; id: string }) => string>> = {
  priority: ({ priority, opened, id }) => `i.priority <= ${priority} AND (i.priority < ${priority} OR (i.opened_at, i.id) > (${opened}, ${id}))`,
  oldest: ({ opened, id }) => `(i.opened_at, i.id) > (${opened}, ${id})`,
  newest: ({ opened, id }) => `(i.opened_at, i.id) < (${opened}, ${id})`,
};

/** Ids in order; one row more than `limit` when there is a next page. */
@Injectable()
export class ReviewListStore {
  /** One statement per combination of filters, so that each has its own plan and index; there are few dozen. */
  private readonly statements = new Map<string, Statement>();

  list(on: Queryable, siteId: SiteId, filter: ItemFilter, page: ItemPage): Promise<ListedItem[]> {
    const params: unknown[] = [siteId];
    const add = (value: unknown): string => `$${String(params.push(value))}`;
    const conditions = [...narrowing(filter, page.now, add), ...beginning(filter.sort, page.after, add)].join(' AND ');
    const end = `ORDER BY ${ORDER[filter.sort]} LIMIT ${add(page.limit + 1)}`;
    const from = isOfAnyQueue(filter)
      ? `(SELECT n.* FROM queue q CROSS JOIN LATERAL (SELECT i.* FROM review_item i WHERE i.site_id = $1 AND i.queue_id = q.id AND ${conditions} ${end}) n WHERE q.site_id = $1) i`
      : `review_item i WHERE i.site_id = $1 AND ${conditions}`;
    return rows<ListedItem>(on, this.named(`SELECT i.id, i.priority, (extract(epoch FROM i.opened_at) * 1000000)::bigint AS opened_us FROM ${from} ${end}`), params);
  }

  private named(text: string): Statement {
    let known = this.statements.get(text);
    if (known === undefined) {
      known = statement(`review_list_${String(listed++)}`, text);
      this.statements.set(text, known);
    }
    return known;
  }
}

/** Names stay unique when a process holds more than one store, as tests do. */
let listed = 0;

/**
 * Everything that waits, in any order: the indexes of open items begin with the queue, so each queue gives its first page
 * and the best of those are the page.
 */
function isOfAnyQueue({ state, queueId, articleId, authorId, claimed, claimedBy }: ItemFilter): boolean {
  return state === 'open' && queueId === null && articleId === null && authorId === null && claimed !== true && claimedBy === null;
}

function narrowing(filter: ItemFilter, now: Date, add: (value: unknown) => string): string[] {
  // The state is spelt out: a parameter would hide the partial indexes from the planner.
  const conditions = [filter.state === 'open' ? `i.state = 'open'` : `i.state = 'resolved'`];
  if (filter.queueId !== null) conditions.push(`i.queue_id = ${add(filter.queueId)}`);
  if (filter.articleId !== null) conditions.push(`i.article_id = ${add(filter.articleId)}`);
  // By comment_author_idx, then review_item_comment_idx.
  if (filter.authorId !== null) conditions.push(`i.comment_id IN (SELECT c.id FROM comment c WHERE c.site_id = $1 AND c.author_id = ${add(filter.authorId)})`);
  if (filter.claimed === true) conditions.push(`i.claimed AND i.claim_expires_at > ${add(now)}`);
  if (filter.claimed === false) conditions.push(`(NOT i.claimed OR i.claim_expires_at <= ${add(now)})`);
  if (filter.claimedBy !== null) conditions.push(`i.claimed AND i.claimed_by = ${add(filter.claimedBy)}`);
  return conditions;
}

function beginning(sort: ItemSort, after: ItemKey | null, add: (value: unknown) => string): string[] {
  if (after === null) return [];
  const priority = sort === 'priority' ? `${add(after.priority)}::integer` : '';
  const opened = `(timestamptz 'epoch' + ${add(after.openedUs)}::bigint * interval '1 microsecond')`;
  return [AFTER[sort]({ priority, opened, id: `${add(after.id)}::uuid` })];
}
