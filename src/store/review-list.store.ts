import { Injectable } from '@nestjs/common';
import type { ItemId, SiteId } from '../domain/ids';
import { type Queryable, rows, statement, type Statement } from '../platform/database/statement';
import { type AddParameter, ALL_OPEN, type FilterLook, type ItemFilter, type ItemSort, resolvedConditions, waitingConditions } from './review-filter';

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
  readonly sort: ItemSort;
  readonly after: ItemKey | null;
  readonly limit: number;
}

export interface ListedPage {
  readonly items: readonly ListedItem[];
  /** Where the next page begins; null at the end. A page may be short and still have one, where only a window was looked through. */
  readonly next: ItemKey | null;
}

/** Decided items that one page of a narrowed list looks through: an old and rare one is found by going on, not by waiting. */
const WINDOW = 10_000;

export const ITEM_ORDER = {
  priority: (i: string, id: string) => `${i}.priority DESC, ${i}.opened_at, ${i}.${id}`,
  oldest: (i: string, id: string) => `${i}.opened_at, ${i}.${id}`,
  newest: (i: string, id: string) => `${i}.opened_at DESC, ${i}.${id} DESC`,
} satisfies Record<ItemSort, (i: string, id: string) => string>;

/** Items by filter and in order, by keyset: the last page costs what the first does. */
@Injectable()
export class ReviewListStore {
  /** One statement per combination of filters, so that each has its own plan and index. */
  private readonly statements = new Map<string, Statement>();

  async list(on: Queryable, siteId: SiteId, { filter, look }: Filtered, page: ItemPage): Promise<ListedPage> {
    const { text, params } = filter.state === 'open' ? waitingPage(siteId, { filter, look }, page) : resolvedPage(siteId, { filter, look }, page);
    const seen = await rows<ListedItem & { readonly is_found: boolean; readonly is_last: boolean }>(on, this.named(text), params);
    const items = seen.filter(({ is_found }) => is_found);
    const end = items.length > page.limit ? items[page.limit - 1] : seen.find(({ is_last }) => is_last);
    return { items: items.slice(0, page.limit), next: end ? { priority: end.priority, openedUs: Number(end.opened_us), id: end.id } : null };
  }

  /** How many items wait that the filter names, exactly. */
  async count(on: Queryable, siteId: SiteId, { filter, look }: Filtered): Promise<number> {
    const { params, add } = parameters(siteId);
    const text = `SELECT count(*)::integer AS n FROM waiting_item w WHERE ${waitingConditions(filter, look, add).join(' AND ')}`;
    return (await rows<{ n: number }>(on, this.named(text), params))[0]?.n ?? 0;
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

export interface Filtered {
  readonly filter: ItemFilter;
  readonly look: FilterLook;
}

export interface WrittenStatement {
  readonly text: string;
  readonly params: readonly unknown[];
}

/** Names stay unique when a process holds more than one store, as tests do. */
let listed = 0;

function parameters(siteId: SiteId): { readonly params: unknown[]; readonly add: AddParameter } {
  const params: unknown[] = [siteId];
  return { params, add: (value) => `$${String(params.push(value))}` };
}

/** Items in order that are looked at one by one before the index of a rare condition is asked. */
const NEAR = 2_000;

/** A page of what waits. */
export function waitingPage(siteId: SiteId, { filter, look }: Filtered, { sort, after, limit }: ItemPage): WrittenStatement {
  const { params, add } = parameters(siteId);
  const begins = beginning(sort, after, { i: 'w', id: 'item_id', add });
  const conditions = [...waitingConditions(filter, look, add), ...begins].join(' AND ');
  const order = ITEM_ORDER[sort];
  const most = add(limit + 1);
  const columns = 'w.item_id, w.priority, w.opened_at';
  const ordered = `SELECT ${columns} FROM waiting_item w WHERE ${conditions} ORDER BY ${order('w', 'item_id')} LIMIT ${most}`;
  if (!isFew(filter)) return { text: shown(ordered, order), params };
  const first = [...waitingConditions({ ...ALL_OPEN, queueId: filter.queueId, snoozed: null }, look, add), ...begins].join(' AND ');
  const text = `
    WITH near AS MATERIALIZED (SELECT * FROM waiting_item w WHERE ${first} ORDER BY ${order('w', 'item_id')} LIMIT ${String(NEAR)}),
      hit AS MATERIALIZED (SELECT ${columns} FROM near w WHERE ${conditions} ORDER BY ${order('w', 'item_id')} LIMIT ${most}),
      few AS MATERIALIZED (SELECT ${columns} FROM waiting_item w WHERE (SELECT count(*) FROM hit) < ${most} AND ${conditions})
    SELECT * FROM hit WHERE (SELECT count(*) FROM hit) >= ${most}
    UNION ALL SELECT * FROM (SELECT * FROM few f ORDER BY ${order('f', 'item_id')} LIMIT ${most}) f`;
  return { text: shown(text, order), params };
}

const shown = (page: string, order: (typeof ITEM_ORDER)[ItemSort]): string =>
  `SELECT p.item_id AS id, p.priority, ${micros('p')}, true AS is_found, false AS is_last FROM (${page}) p ORDER BY ${order('p', 'item_id')}`;

/**
 * Conditions that no index serves in order, and that mostly name few or very many. When the first of what waits hold a page
 * of them, that is the page; else they are few, and are found by their index, or in one pass, and sorted then, whatever the planner thinks of
 * walking everything in order until it meets them.
 */
function isFew({ rule, words, tag, claimed, claimedBy, snoozed, overdue, minScore }: ItemFilter): boolean {
  return rule !== null || words !== null || tag !== null || claimed === true || claimedBy !== null || snoozed === true || overdue === true || (minScore !== null && minScore > 0);
}

/** A page of what was decided. An article's and an author's have indexes; else, when narrowed, one window is looked through. */
function resolvedPage(siteId: SiteId, { filter, look }: Filtered, { sort, after, limit }: ItemPage): WrittenStatement {
  const { params, add } = parameters(siteId);
  const { articleId, authorId } = filter;
  const driver = [
    'i.site_id = $1',
    `i.state = 'resolved'`,
    ...(articleId === null ? [] : [`i.article_id = ${add(articleId)}`]),
    // By comment_author_idx, then review_item_comment_idx.
    ...(authorId === null ? [] : [`i.comment_id IN (SELECT c.id FROM comment c WHERE c.site_id = $1 AND c.author_id = ${add(authorId)})`]),
    ...beginning(sort, after, { i: 'i', id: 'id', add }),
  ].join(' AND ');
  const narrowing = resolvedConditions({ ...filter, articleId: null, authorId: null }, look, add);
  const window = add(narrowing.length === 0 ? limit + 1 : WINDOW);
  const order = ITEM_ORDER[sort]('i', 'id');
  const text = `
    WITH i AS MATERIALIZED (SELECT * FROM review_item i WHERE ${driver} ORDER BY ${order} LIMIT ${window}),
      seen AS (SELECT i.id, i.priority, ${micros('i')}, row_number() OVER (ORDER BY ${order}) AS place, (${['true', ...narrowing].join(' AND ')}) IS TRUE AS is_found FROM i)
    SELECT s.id, s.priority, s.opened_us, s.is_found, s.place = ${window} AS is_last FROM seen s WHERE s.is_found OR s.place = ${window} ORDER BY s.place LIMIT ${add(limit + 1)}`;
  return { text, params };
}

const micros = (i: string): string => `(extract(epoch FROM ${i}.opened_at) * 1000000)::bigint AS opened_us`;

interface Keyed {
  readonly i: string;
  readonly id: string;
  readonly add: AddParameter;
}

/** The page's beginning as an index condition: what comes after the key, in the order of the sort. */
function beginning(sort: ItemSort, after: ItemKey | null, { i, id, add }: Keyed): string[] {
  if (after === null) return [];
  const priority = sort === 'priority' ? `${add(after.priority)}::integer` : '';
  const key = `((timestamptz 'epoch' + ${add(after.openedUs)}::bigint * interval '1 microsecond'), ${add(after.id)}::uuid)`;
  const place = `(${i}.opened_at, ${i}.${id})`;
  switch (sort) {
    case 'priority':
      return [`${i}.priority <= ${priority} AND (${i}.priority < ${priority} OR ${place} > ${key})`];
    case 'oldest':
      return [`${place} > ${key}`];
    case 'newest':
      return [`${place} < ${key}`];
  }
}
