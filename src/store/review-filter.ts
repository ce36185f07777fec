import type { PersonId } from '../domain/ids';
import type { ItemKind, ItemState } from '../domain/statuses';

export const ITEM_SORTS = ['priority', 'oldest', 'newest'] as const;
export type ItemSort = (typeof ITEM_SORTS)[number];

/** Which review items: lists, saved views, claims by view and bulk operations speak of items in this one way. Null does not narrow. */
export interface ItemFilter {
  readonly state: ItemState;
  readonly queueId: string | null;
  readonly kind: ItemKind | null;
  readonly articleId: string | null;
  readonly authorId: string | null;
  /** Of the article, as it was when the item was opened. */
  readonly section: string | null;
  /** One of these. */
  readonly sections: readonly string[] | null;
  /** A rule that fired on the text, whether or not it was the reason. */
  readonly rule: string | null;
  readonly policy: string | null;
  readonly lang: string | null;
  readonly tag: string | null;
  /** Hundredths of a point. */
  readonly minScore: number | null;
  /** True: somebody's lease runs; false: nobody's. */
  readonly claimed: boolean | null;
  readonly claimedBy: PersonId | null;
  readonly overdue: boolean | null;
  readonly escalated: boolean | null;
  /** False, the usual: without what is put off until later; null: with it. */
  readonly snoozed: boolean | null;
  readonly reported: boolean | null;
  /** A text of `searchQuery`. Open items only: what was decided is not searched. */
  readonly words: string | null;
}

/** Everything that waits. */
export const ALL_OPEN: ItemFilter = {
  ...{ state: 'open', queueId: null, kind: null, articleId: null, authorId: null, section: null, sections: null, rule: null, policy: null, lang: null, tag: null },
  ...{ minScore: null, claimed: null, claimedBy: null, overdue: null, escalated: null, snoozed: false, reported: null, words: null },
};

/** Whose eyes the filter looks through. */
export interface FilterLook {
  readonly now: Date;
  /** Queues whose items this person may not see. */
  readonly closedQueues: readonly string[];
}

/** Adds a parameter to the statement that is being written; gives its place, such as `$3`. */
export type AddParameter = (value: unknown) => string;

/**
 * The conditions of a filter for open items, on `waiting_item` named `w`; the site is `$1`. Every one is asked of the slim row
 * or of a short list, so that even the rarest combination is one quick pass over what waits.
 */
export function waitingConditions(filter: ItemFilter, look: FilterLook, add: AddParameter): string[] {
  const equal = (column: string, value: string | null): string[] => (value === null ? [] : [`w.${column} = ${add(value)}`]);
  return [
    'w.site_id = $1',
    ...closed('w', look, add),
    ...equal('queue_id', filter.queueId),
    ...(filter.kind === null ? [] : [filter.kind === 'appeal' ? `w.kind = 'appeal'` : `w.kind = 'comment'`]),
    ...equal('article_id', filter.articleId),
    ...equal('author_id', filter.authorId),
    ...equal('section', filter.section),
    ...among('w', filter, add),
    ...equal('policy', filter.policy),
    ...equal('lang', filter.lang),
    ...(filter.rule === null ? [] : [`w.rules @> ARRAY[${add(filter.rule)}::text]`]),
    ...(filter.words === null ? [] : [`w.words @@ ${add(filter.words)}::tsquery`]),
    ...(filter.minScore === null ? [] : [`w.score >= ${add(filter.minScore)}`]),
    ...(filter.tag === null ? [] : [`w.item_id = ANY (ARRAY (${tagged(filter.tag, look, add)}))`]),
    ...(filter.escalated === null ? [] : [`w.escalated_at IS ${filter.escalated ? 'NOT ' : ''}NULL`]),
    ...(filter.reported === null ? [] : [filter.reported ? 'w.reports > 0' : 'w.reports = 0']),
    ...times(filter, look, add),
    ...held(filter, look, add),
  ];
}

/** The same for items that have been decided, on `review_item` named `i`. Only a window of it is ever looked through. */
export function resolvedConditions(filter: ItemFilter, look: FilterLook, add: AddParameter): string[] {
  const equal = (column: string, value: string | null): string[] => (value === null ? [] : [`i.${column} = ${add(value)}`]);
  return [
    ...closed('i', look, add),
    ...equal('queue_id', filter.queueId),
    ...equal('kind', filter.kind),
    ...equal('article_id', filter.articleId),
    ...equal('author_id', filter.authorId),
    ...equal('section', filter.section),
    ...among('i', filter, add),
    ...equal('policy', filter.policy),
    ...equal('lang', filter.lang),
    ...(filter.rule === null ? [] : [`${add(filter.rule)} = ANY (i.rules)`]),
    ...(filter.minScore === null ? [] : [`i.score >= ${add(filter.minScore)}`]),
    ...(filter.tag === null ? [] : [`i.id = ANY (ARRAY (${tagged(filter.tag, look, add)}))`]),
    ...(filter.escalated === null ? [] : [`i.escalated_at IS ${filter.escalated ? 'NOT ' : ''}NULL`]),
    ...(filter.reported === null ? [] : [filter.reported ? 'i.reports > 0' : 'i.reports = 0']),
    ...(filter.overdue === null ? [] : [filter.overdue ? 'i.due_at < i.resolved_at' : '(i.due_at IS NULL OR i.due_at >= i.resolved_at)']),
  ];
}

function closed(alias: string, { closedQueues }: FilterLook, add: AddParameter): string[] {
  return closedQueues.length === 0 ? [] : [`${alias}.queue_id <> ALL (${add(closedQueues)}::text[])`];
}

function among(alias: string, { sections }: ItemFilter, add: AddParameter): string[] {
  return sections === null ? [] : [`${alias}.section = ANY (${add(sections)}::text[])`];
}

/** review_tag_tag_idx. */
function tagged(tag: string, { now }: FilterLook, add: AddParameter): string {
  return `SELECT t.item_id FROM review_tag t WHERE t.site_id = $1 AND t.tag = ${add(tag)} AND (t.expires_at IS NULL OR t.expires_at > ${add(now)})`;
}

function times({ overdue, snoozed }: ItemFilter, { now }: FilterLook, add: AddParameter): string[] {
  if (overdue === null && snoozed === null) return [];
  const at = add(now);
  return [
    ...(overdue === null ? [] : [overdue ? `w.due_at < ${at}` : `(w.due_at IS NULL OR w.due_at >= ${at})`]),
    ...(snoozed === null ? [] : [snoozed ? `w.snoozed_until > ${at}` : `(w.snoozed_until IS NULL OR w.snoozed_until <= ${at})`]),
  ];
}

/** Leases stand in the item itself; those that run are few (review_item_lease_idx, review_item_holder_idx). */
function held({ claimed, claimedBy }: ItemFilter, { now }: FilterLook, add: AddParameter): string[] {
  if (claimed === null && claimedBy === null) return [];
  const running = `SELECT i.id FROM review_item i WHERE i.site_id = $1 AND i.claimed AND i.claim_expires_at > ${add(now)}${claimedBy === null ? '' : ` AND i.claimed_by = ${add(claimedBy)}`}`;
  return claimed === false ? [`w.item_id NOT IN (${running})`] : [`w.item_id = ANY (ARRAY (${running}))`];
}
