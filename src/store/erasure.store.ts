import { Injectable } from '@nestjs/common';
import type { AuthorId, CommentId, ErasureId, SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** What is being done, in this order: the author's comments, their reports, what else names them, messages on their way, deliveries, other workers' memories, the record itself. */
export const ERASURE_STAGES = ['comments', 'reports', 'record', 'outbox', 'deliveries', 'others', 'author', 'done'] as const;
export type ErasureStage = (typeof ERASURE_STAGES)[number];

export const QUOTATION_KINDS = ['words', 'name'] as const;
export type QuotationKind = (typeof QUOTATION_KINDS)[number];

export interface NewErasure {
  readonly id: ErasureId;
  readonly authorId: AuthorId;
  readonly tombstoneId: AuthorId;
  readonly requestedBy: string;
  readonly requestId: string | null;
  readonly now: Date;
}

export interface ErasureRow {
  readonly id: ErasureId;
  /** Null once it is done. */
  readonly author_id: AuthorId | null;
  /** What stands where the author stood. */
  readonly tombstone_id: AuthorId;
  readonly stage: ErasureStage;
  /** Where in the stage. */
  readonly mark: string | null;
  readonly comments: number;
  readonly import_runs: readonly string[];
  readonly quotations: number;
  readonly requested_by: string;
  readonly request_id: string | null;
  readonly created_at: Date;
  readonly ended_at: Date | null;
}

export interface QuotationRow {
  readonly comment_id: CommentId;
  readonly kind: QuotationKind;
}

const COLUMNS = `e.id, e.author_id, e.tombstone_id, e.stage, e.mark, e.comments, e.import_runs, e.requested_by, e.request_id, e.created_at, e.ended_at,
  (SELECT count(*)::integer FROM erasure_quotation q WHERE q.site_id = e.site_id AND q.erasure_id = e.id) AS quotations`;

/** erasure_author_key: who asks again while it is under way asks for the same. */
const BEGIN = statement(
  'erasure_begin',
  `INSERT INTO erasure (site_id, id, author_id, tombstone_id, stage, requested_by, request_id, created_at, looked_at) VALUES ($1, $2, $3, $4, 'comments', $5, $6, $7, $7)
   ON CONFLICT (site_id, author_id) WHERE author_id IS NOT NULL DO NOTHING`,
);
/** The tombstone: a kind and a day, and at the end the sums of the record. */
const RAISE = statement(
  'erasure_raise_tombstone',
  `INSERT INTO author (site_id, id, kind, created_at) SELECT $1, $3, coalesce((SELECT a.kind FROM author a WHERE a.site_id = $1 AND a.id = $2), 'registered'), $4 ON CONFLICT DO NOTHING`,
);
const OF_AUTHOR = statement('erasure_of_author', `SELECT ${COLUMNS} FROM erasure e WHERE e.site_id = $1 AND e.author_id = $2`);
const FIND = statement('erasure_find', `SELECT ${COLUMNS} FROM erasure e WHERE e.site_id = $1 AND e.id = $2`);
/** By primary key, newest first: ids are made in the order of time. */
const PAGE = statement('erasure_page', `SELECT ${COLUMNS} FROM erasure e WHERE e.site_id = $1 AND e.id < $2 ORDER BY e.id DESC LIMIT $3`);
const QUOTATIONS = statement('erasure_quotations', 'SELECT comment_id, kind FROM erasure_quotation WHERE site_id = $1 AND erasure_id = $2 AND comment_id > $3 ORDER BY comment_id LIMIT $4');

/** One process at a time. */
const TAKE = statement('erasure_take', `SELECT ${COLUMNS} FROM erasure e WHERE e.site_id = $1 AND e.id = $2 AND e.stage <> 'done' FOR UPDATE OF e SKIP LOCKED`);
const MOVE = statement('erasure_move', 'UPDATE erasure SET stage = $3, mark = $4, comments = comments + $5, import_runs = ARRAY (SELECT DISTINCT r.run FROM unnest(import_runs || $6::uuid[]) AS r (run)), looked_at = $7 WHERE site_id = $1 AND id = $2');
const FINISH = statement('erasure_finish', `UPDATE erasure SET stage = 'done', author_id = NULL, mark = NULL, import_runs = '{}', ended_at = $3, looked_at = $3 WHERE site_id = $1 AND id = $2`);
/** erasure_open_idx. */
const LOST = statement('erasure_lost', `UPDATE erasure SET looked_at = $2 WHERE (site_id, id) IN (SELECT site_id, id FROM erasure WHERE stage <> 'done' AND looked_at < $1 ORDER BY looked_at LIMIT 100 FOR UPDATE SKIP LOCKED) RETURNING site_id, id`);
const KEEP_QUOTATIONS = statement(
  'erasure_keep_quotations',
  'INSERT INTO erasure_quotation (site_id, erasure_id, comment_id, kind) SELECT $1, $2, q.* FROM unnest($3::uuid[], $4::text[]) AS q (comment_id, kind) ON CONFLICT DO NOTHING',
);

/** Erasures of authors: what was asked for, how far it has come, and who quotes them. */
@Injectable()
export class ErasureStore {
  /** False when one of this author is under way. */
  async begin(tx: Tx, siteId: SiteId, { id, authorId, tombstoneId, requestedBy, requestId, now }: NewErasure): Promise<boolean> {
    if ((await changed(tx, BEGIN, [siteId, id, authorId, tombstoneId, requestedBy, requestId, now])) === 0) return false;
    await changed(tx, RAISE, [siteId, authorId, tombstoneId, now]);
    return true;
  }

  async ofAuthor(on: Queryable, siteId: SiteId, id: AuthorId): Promise<ErasureRow | null> {
    return (await rows<ErasureRow>(on, OF_AUTHOR, [siteId, id]))[0] ?? null;
  }

  async find(on: Queryable, siteId: SiteId, id: ErasureId): Promise<ErasureRow | null> {
    return (await rows<ErasureRow>(on, FIND, [siteId, id]))[0] ?? null;
  }

  page(on: Queryable, siteId: SiteId, before: string, limit: number): Promise<ErasureRow[]> {
    return rows<ErasureRow>(on, PAGE, [siteId, before, limit]);
  }

  quotations(on: Queryable, siteId: SiteId, id: ErasureId, { after, limit }: { readonly after: string; readonly limit: number }): Promise<QuotationRow[]> {
    return rows<QuotationRow>(on, QUOTATIONS, [siteId, id, after, limit]);
  }

  /** Locks it until the end of the transaction; null when it is done, or in another process' hands. */
  async take(tx: Tx, siteId: SiteId, id: ErasureId): Promise<ErasureRow | null> {
    return (await rows<ErasureRow>(tx, TAKE, [siteId, id]))[0] ?? null;
  }

  /** How far it has come now. The caller holds its lock. */
  async move(tx: Tx, siteId: SiteId, id: ErasureId, to: { readonly stage: ErasureStage; readonly mark?: string | null; readonly comments?: number; readonly importRuns?: readonly string[]; readonly now: Date }): Promise<void> {
    await changed(tx, MOVE, [siteId, id, to.stage, to.mark ?? null, to.comments ?? 0, to.importRuns ?? [], to.now]);
  }

  /** The last thing: nothing names the author any more. */
  async finish(tx: Tx, siteId: SiteId, id: ErasureId, now: Date): Promise<void> {
    await changed(tx, FINISH, [siteId, id, now]);
  }

  /** Those that nobody has looked at since; taken note of, so that one process sees to each. */
  async lost(tx: Tx, since: Date, now: Date): Promise<{ readonly site_id: SiteId; readonly id: ErasureId }[]> {
    return rows(tx, LOST, [since, now]);
  }

  async keepQuotations(tx: Tx, siteId: SiteId, id: ErasureId, quotations: readonly QuotationRow[]): Promise<void> {
    if (quotations.length > 0) await changed(tx, KEEP_QUOTATIONS, [siteId, id, quotations.map((one) => one.comment_id), quotations.map(({ kind }) => kind)]);
  }
}
