import { Injectable } from '@nestjs/common';
import type { BulkOperationId, CommentId, ItemId, SiteId } from '../domain/ids';
import { changed, type Queryable, rows, type Statement, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import { type AddParameter, waitingConditions } from './review-filter';
import type { Filtered } from './review-list.store';

/** Which open items: what a list of the desk would show, and perhaps only the copies of one text. */
export interface BulkFiltered extends Filtered {
  readonly alike: SampleText | null;
}

/** A text whose copies are looked for. */
export interface SampleText {
  readonly commentId: CommentId;
  /** Of `searchWords`. */
  readonly words: readonly string[];
}

/** How many of a list share something: an author, a rule. */
export interface SharedBy {
  readonly key: string | null;
  readonly name: string | null;
  readonly n: number;
}

const COMMENTS_OF = statement('bulk_selection_comments_of', 'SELECT id, comment_id FROM review_item WHERE site_id = $1 AND id = ANY ($2::uuid[]) AND queue_id <> ALL ($3::text[])');

/**
 * Open items with so much in common with a text: it itself; its row of copies, on sites whose rules keep sketches (near_duplicate_cluster_idx;
 * each edit has a sketch, the last counts); and texts that share one of its longest words (waiting_item_words_idx) and most of all.
 */
function alike({ commentId, words }: SampleText, add: AddParameter): string {
  const comment = `${add(commentId)}::uuid`;
  const row = `SELECT w.item_id FROM waiting_item w WHERE w.site_id = $1 AND (w.comment_id = ${comment} OR w.comment_id = ANY (ARRAY (
    SELECT n.comment_id FROM near_duplicate n WHERE n.site_id = $1 AND n.cluster = (
      SELECT o.cluster FROM comment c CROSS JOIN LATERAL (SELECT d.cluster, d.created_at FROM near_duplicate d WHERE d.site_id = $1 AND d.comment_id = c.id AND d.created_at >= c.created_at) o
      WHERE c.site_id = $1 AND c.id = ${comment} ORDER BY o.created_at DESC LIMIT 1))))`;
  if (words.length === 0) return `w.item_id = ANY (ARRAY (${row}))`;
  const [all, telling] = [add(words), add(anyOf([...words].sort((a, b) => b.length - a.length).slice(0, TELLING_WORDS)))];
  const shared = `SELECT count(*) AS n FROM unnest(tsvector_to_array(k.words)) x WHERE x = ANY (${all}::text[])`;
  const texts = `SELECT k.item_id FROM waiting_item k CROSS JOIN LATERAL (${shared}) s
    WHERE k.site_id = $1 AND k.words @@ ${telling}::tsquery AND s.n >= ${String(ALIKE)} * (length(k.words) + cardinality(${all}::text[]) - s.n)`;
  return `w.item_id = ANY (ARRAY (${row} UNION ${texts}))`;
}

function anyOf(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`).join(' | ');
}

/** Two texts are alike when so much of all their different words is in both. */
const ALIKE = 0.6;
/** Texts are compared that share one of so many of the longest words: the longer, the rarer. */
const TELLING_WORDS = 8;

const SAMPLE = statement('bulk_selection_sample', 'SELECT item_id AS id FROM bulk_line WHERE site_id = $1 AND operation_id = $2 AND item_id IS NOT NULL ORDER BY place LIMIT $3');
const BY_AUTHOR = statement(
  'bulk_selection_by_author',
  `SELECT g.author_id AS key, (SELECT a.name FROM author a WHERE a.site_id = $1 AND a.id = g.author_id) AS name, g.n
   FROM (SELECT c.author_id, count(*)::integer AS n FROM bulk_line l JOIN comment c ON c.site_id = $1 AND c.id = l.comment_id
     WHERE l.site_id = $1 AND l.operation_id = $2 GROUP BY c.author_id ORDER BY n DESC, c.author_id LIMIT $3) g`,
);
const BY_RULE = statement(
  'bulk_selection_by_rule',
  `SELECT i.rule AS key, NULL AS name, count(*)::integer AS n FROM bulk_line l JOIN review_item i ON i.site_id = $1 AND i.id = l.item_id
   WHERE l.site_id = $1 AND l.operation_id = $2 GROUP BY i.rule ORDER BY n DESC, i.rule LIMIT $3`,
);
const CLAIMED = statement(
  'bulk_selection_claimed',
  `SELECT count(*)::integer AS n FROM bulk_line l JOIN review_item i ON i.site_id = $1 AND i.id = l.item_id
   WHERE l.site_id = $1 AND l.operation_id = $2 AND i.claimed AND i.claim_expires_at > $3 AND i.claimed_by <> $4`,
);

/** Makes the lists of bulk operations, and says what is on them. */
@Injectable()
export class BulkSelectionStore {
  private readonly statements = new Map<string, Statement>();

  /** Of the items that are not in one of these queues. */
  async commentsOf(on: Queryable, siteId: SiteId, itemIds: readonly ItemId[], closedQueues: readonly string[]): Promise<ReadonlyMap<ItemId, CommentId>> {
    const found = await rows<{ id: ItemId; comment_id: CommentId }>(on, COMMENTS_OF, [siteId, itemIds, closedQueues]);
    return new Map(found.map(({ id, comment_id }) => [id, comment_id]));
  }

  /** Writes the lines of an operation, the worst first, at most `limit`; returns how many. One statement per combination of filters, as lists have it. */
  freeze(tx: Tx, siteId: SiteId, operationId: BulkOperationId, { filter, look, alike: sample, limit }: BulkFiltered & { readonly limit: number }): Promise<number> {
    const params: unknown[] = [siteId, operationId];
    const add: AddParameter = (value) => `$${String(params.push(value))}`;
    const conditions = [...waitingConditions(filter, look, add), ...(sample === null ? [] : [alike(sample, add)])];
    const text = `
      INSERT INTO bulk_line (site_id, operation_id, place, comment_id, item_id, version)
      SELECT $1, $2, row_number() OVER (ORDER BY f.priority DESC, f.opened_at, f.item_id), f.comment_id, f.item_id, i.version
      FROM (SELECT w.item_id, w.comment_id, w.priority, w.opened_at FROM waiting_item w WHERE ${conditions.join(' AND ')} LIMIT ${add(limit)}) f
      JOIN review_item i ON i.site_id = $1 AND i.id = f.item_id AND i.state = 'open'`;
    return changed(tx, this.named(text), params);
  }

  async sample(on: Queryable, siteId: SiteId, operationId: BulkOperationId, limit: number): Promise<ItemId[]> {
    return (await rows<{ id: ItemId }>(on, SAMPLE, [siteId, operationId, limit])).map(({ id }) => id);
  }

  /** The most frequent first; the key is null for anonymous readers. */
  byAuthor(on: Queryable, siteId: SiteId, operationId: BulkOperationId, limit: number): Promise<SharedBy[]> {
    return rows<SharedBy>(on, BY_AUTHOR, [siteId, operationId, limit]);
  }

  /** By the rule that is the reason; the key is null where it is none. */
  byRule(on: Queryable, siteId: SiteId, operationId: BulkOperationId, limit: number): Promise<SharedBy[]> {
    return rows<SharedBy>(on, BY_RULE, [siteId, operationId, limit]);
  }

  /** How many others hold now. */
  async claimed(on: Queryable, siteId: SiteId, operationId: BulkOperationId, { now, personId }: { readonly now: Date; readonly personId: string }): Promise<number> {
    return (await rows<{ n: number }>(on, CLAIMED, [siteId, operationId, now, personId]))[0]?.n ?? 0;
  }

  private named(text: string): Statement {
    let known = this.statements.get(text);
    if (known === undefined) {
      known = statement(`bulk_selection_freeze_${String(made++)}`, text);
      this.statements.set(text, known);
    }
    return known;
  }
}

/** Names stay unique when a process holds more than one store, as tests do. */
let made = 0;
