import { Injectable } from '@nestjs/common';
import type { ArticleId, AuthorId, CommentId, SiteId } from '../domain/ids';
import type { BodyFormat, CommentStatus } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** The sketch of one comment's text, as other comments find it. */
export interface NewSketch {
  readonly commentId: CommentId;
  /** The comment that began the row of copies this one belongs to; its own id when it is the first. */
  readonly cluster: CommentId;
  readonly bands: readonly number[];
  readonly createdAt: Date;
}

/** A comment that shares a band with a text: perhaps a copy. */
export interface CandidateRow {
  /** Which of the texts asked about. */
  readonly n: number;
  readonly comment_id: CommentId;
  readonly cluster: CommentId;
  readonly created_at: Date;
  readonly author_id: AuthorId | null;
  readonly ip_hash: Buffer | null;
  readonly article_id: ArticleId;
  readonly status: CommentStatus;
  readonly revision: number;
}

/** A comment's present text with that of the comment it replies to. */
export interface ComparedRow {
  readonly comment_id: CommentId;
  readonly revision: number;
  readonly body: string;
  readonly format: BodyFormat;
  readonly parent_body: string | null;
}

export interface SketchQuery {
  readonly bands: readonly number[];
}

/**
 * near_duplicate_bands_idx. By id, which rises with time: the newest candidates come first, and the planner is not tempted to walk
 * the table backwards instead of using the bands.
 */
const FIND = statement(
  'near_duplicate_find',
  `SELECT (q.n - 1)::integer AS n, d.comment_id, d.cluster, d.created_at, c.author_id, c.ip_hash, c.article_id, c.status, c.revision
   FROM unnest($2::text[]) WITH ORDINALITY AS q (bands, n)
   CROSS JOIN LATERAL (
     SELECT s.comment_id, s.cluster, s.created_at FROM near_duplicate s
     WHERE s.site_id = $1 AND s.created_at >= $3 AND s.bands && q.bands::integer[] ORDER BY s.comment_id DESC LIMIT $4) d
   JOIN comment c ON c.site_id = $1 AND c.id = d.comment_id
   WHERE c.status <> 'withdrawn'`,
);

/** By primary keys. */
const TEXTS = statement(
  'near_duplicate_texts',
  `SELECT c.id AS comment_id, c.revision, r.body, r.format, q.body AS parent_body
   FROM comment c
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   LEFT JOIN comment p ON p.site_id = c.site_id AND p.id = c.parent_id
   LEFT JOIN comment_revision q ON q.site_id = p.site_id AND q.comment_id = p.id AND q.revision = p.revision
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])`,
);

const ADD = statement(
  'near_duplicate_add',
  `INSERT INTO near_duplicate (site_id, comment_id, cluster, bands, created_at)
   SELECT $1, s.comment_id, s.cluster, s.bands::integer[], s.created_at FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[]) AS s (comment_id, cluster, bands, created_at)
   ON CONFLICT DO NOTHING`,
);

/** What lies in no day's partition. */
const EXPIRE = statement('near_duplicate_expire', 'DELETE FROM near_duplicate_default WHERE ctid IN (SELECT ctid FROM near_duplicate_default WHERE created_at < $1 LIMIT 5000)');

/** Sketches of the comments of the last weeks, of sites whose rules ask for copies. */
@Injectable()
export class NearDuplicateStore {
  /** Comments since then that share a band with one of the texts, for each text the newest `limit`. */
  find(on: Queryable, siteId: SiteId, texts: readonly SketchQuery[], { since, limit }: { readonly since: Date; readonly limit: number }): Promise<CandidateRow[]> {
    return texts.length === 0 ? Promise.resolve([]) : rows<CandidateRow>(on, FIND, [siteId, texts.map(({ bands }) => arrayText(bands)), since, limit]);
  }

  texts(on: Queryable, siteId: SiteId, commentIds: readonly CommentId[]): Promise<ComparedRow[]> {
    return commentIds.length === 0 ? Promise.resolve([]) : rows<ComparedRow>(on, TEXTS, [siteId, commentIds]);
  }

  async add(tx: Tx, siteId: SiteId, sketches: readonly NewSketch[]): Promise<void> {
    if (sketches.length > 0) await changed(tx, ADD, addParams(siteId, sketches));
  }

  /** The same as the last thing that its transaction does. */
  addLast(tx: Tx, siteId: SiteId, sketches: readonly NewSketch[]): void {
    if (sketches.length > 0) tx.finish(ADD, addParams(siteId, sketches));
  }

  /** Deletes a portion of what no window reaches any more; whole days go with their partitions. */
  expire(tx: Tx, before: Date): Promise<number> {
    return changed(tx, EXPIRE, [before]);
  }
}

function addParams(siteId: SiteId, sketches: readonly NewSketch[]): unknown[] {
  return [siteId, sketches.map(({ commentId }) => commentId), sketches.map(({ cluster }) => cluster), sketches.map(({ bands }) => arrayText(bands)), sketches.map(({ createdAt }) => createdAt)];
}

/** An array of arrays must be even in PostgreSQL; a text per row need not be. */
function arrayText(numbers: readonly number[]): string {
  return `{${numbers.join(',')}}`;
}
