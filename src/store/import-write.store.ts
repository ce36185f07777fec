import { Injectable } from '@nestjs/common';
import type { NewEvent } from '../domain/events';
import type { ArticleId, AuthorId, CommentId, DecisionId, ImportRunId, ItemId, SiteId } from '../domain/ids';
import type { AuthorKind, CommentStatus, DecisionAction } from '../domain/statuses';
import { bytes, instants, integers, jsonbs, jsons, texts, uuids } from '../platform/database/columns';
import { changed, type Queryable, rows, statement, together } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import type { ArticleChange } from './article.store';
import { INSERT_REVISIONS } from './comment.sql';
import { columnsOfAny, type NewRevision, revisionParams } from './comment.store';
import { evaluationParams, INSERT_EVALUATIONS, type NewEvaluation } from './evaluation.store';
import { APPEND_EVENTS, AWAIT_PLACES, eventParams, placeParams } from './event.store';
import { ADD_SIGNALS, OPEN_MANY } from './review-item.sql';
import { itemParams, listParams, type NewReviewItem, type NewSignal, signalParams } from './review-item.store';
import { LIST_MANY } from './waiting-item.sql';

/** Stands for whoever decided before the comment came here: no person of this service. */
export const DECIDED_ELSEWHERE = '00000000-0000-0000-0000-000000000000';

/** An author with what a batch of their comments adds to their record. */
export interface PastAuthor {
  readonly id: AuthorId;
  readonly kind: AuthorKind;
  readonly name: string | null;
  readonly roles: readonly string[];
  readonly emailHash: Buffer | null;
  readonly emailDomain: string | null;
  readonly registeredAt: Date | null;
  readonly submitted: number;
  readonly approved: number;
  readonly rejected: number;
  readonly lastRejectedAt: Date | null;
  /** The first of these comments. */
  readonly seenAt: Date;
}

export interface PastComment {
  readonly id: CommentId;
  readonly externalId: string | null;
  readonly articleId: ArticleId;
  readonly authorId: AuthorId | null;
  readonly authorName: string | null;
  readonly authorKind: AuthorKind;
  readonly parentId: CommentId | null;
  readonly depth: number;
  readonly status: CommentStatus;
  readonly version: number;
  readonly revision: number;
  readonly ipHash: Buffer | null;
  readonly metadata: string | null;
  readonly createdAt: Date;
  readonly statusChangedAt: Date;
}

/** A decision that was made elsewhere, with the item that it resolved, so that it is read wherever decisions are. */
export interface PastDecision {
  readonly id: DecisionId;
  readonly itemId: ItemId;
  readonly commentId: CommentId;
  readonly articleId: ArticleId;
  readonly authorId: AuthorId | null;
  readonly authorKind: AuthorKind;
  readonly revision: number;
  readonly action: DecisionAction;
  readonly reasonCode: string | null;
  readonly note: string | null;
  readonly statusBefore: CommentStatus;
  readonly statusAfter: CommentStatus;
  readonly commentVersion: number;
  readonly isReversed: boolean;
  readonly createdAt: Date;
}

/** A reply whose parent is not there yet. */
export interface WaitingReply {
  readonly commentId: CommentId;
  readonly parentExternalId: string | null;
  readonly parentId: CommentId | null;
  readonly row: number;
  readonly line: number | null;
}

export interface PastWrite {
  readonly run: ImportRunId;
  readonly comments: readonly PastComment[];
  readonly revisions: readonly NewRevision[];
  readonly evaluations: readonly NewEvaluation[];
  readonly decisions: readonly PastDecision[];
  readonly items: readonly NewReviewItem[];
  readonly signals: readonly NewSignal[];
  readonly replies: readonly WaitingReply[];
  readonly events: readonly NewEvent[];
}

export interface KnownComment {
  readonly id: CommentId;
  readonly external_id: string | null;
  readonly article_id: ArticleId;
  readonly depth: number;
  /** Its own parent has not come yet, so that its depth is not known. */
  readonly waits: boolean;
}

/** comment_pkey and comment_external_key, each with a descent per value. */
const KNOWN = statement(
  'import_known_comments',
  `SELECT c.id, c.external_id, c.article_id, c.depth, EXISTS (SELECT FROM import_reply r WHERE r.site_id = $1 AND r.run_id = $4 AND r.comment_id = c.id) AS waits
   FROM (SELECT id, external_id, article_id, depth FROM comment WHERE site_id = $1 AND id = ANY ($2::uuid[])
     UNION SELECT id, external_id, article_id, depth FROM comment WHERE site_id = $1 AND external_id = ANY ($3::text[])) c`,
);

/** An article that is there never changes: what lives knows better than what is taken over. */
const ADD_ARTICLES = statement(
  'import_articles',
  `INSERT INTO article (site_id, id, title, url, section, tags, lang, published_at, comments_mode, closes_at, created_at, updated_at)
   SELECT $1, a.id, a.title, a.url, a.section, ARRAY (SELECT jsonb_array_elements_text(a.tags)), a.lang, a.published_at, a.mode, a.closes_at, $11, $11
   FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::timestamptz[], $9::text[], $10::timestamptz[])
     AS a (id, title, url, section, tags, lang, published_at, mode, closes_at)
   ON CONFLICT (site_id, id) DO NOTHING`,
);

/** What is known of an author stays; the record grows, and begins with the earliest comment. */
const SEE_AUTHORS = statement(
  'import_authors',
  `INSERT INTO author AS a (site_id, id, kind, name, roles, email_hash, email_domain, registered_at, submitted, approved, rejected, last_rejected_at, created_at)
   SELECT $1, s.id, s.kind, s.name, ARRAY (SELECT jsonb_array_elements_text(s.roles)), s.email_hash, s.email_domain, s.registered_at, s.submitted, s.approved, s.rejected, s.last_rejected_at, s.seen_at
   FROM unnest($2::text[], $3::text[], $4::text[], $5::jsonb[], $6::bytea[], $7::text[], $8::timestamptz[], $9::integer[], $10::integer[], $11::integer[], $12::timestamptz[], $13::timestamptz[])
     AS s (id, kind, name, roles, email_hash, email_domain, registered_at, submitted, approved, rejected, last_rejected_at, seen_at)
   ON CONFLICT (site_id, id) DO UPDATE SET name = COALESCE(a.name, excluded.name), email_hash = COALESCE(a.email_hash, excluded.email_hash),
     roles = CASE WHEN a.roles = '{}' THEN excluded.roles ELSE a.roles END,
     email_domain = COALESCE(a.email_domain, excluded.email_domain), registered_at = COALESCE(a.registered_at, excluded.registered_at),
     submitted = a.submitted + excluded.submitted, approved = a.approved + excluded.approved, rejected = a.rejected + excluded.rejected,
     last_rejected_at = GREATEST(a.last_rejected_at, excluded.last_rejected_at), created_at = LEAST(a.created_at, excluded.created_at)`,
);

const ADD_COMMENTS = statement(
  'import_comments',
  `INSERT INTO comment (site_id, id, external_id, article_id, author_id, author_name, author_kind, parent_id, depth, status,
     version, revision, fingerprint, ip_hash, metadata, created_at, status_changed_at)
   SELECT $1, c.id, c.external_id, c.article_id, c.author_id, c.author_name, c.author_kind, c.parent_id, c.depth, c.status,
     c.version, c.revision, ''::bytea, c.ip_hash, c.metadata, c.created_at, c.status_changed_at
   FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::smallint[], $10::text[],
     $11::integer[], $12::integer[], $13::bytea[], $14::json[], $15::timestamptz[], $16::timestamptz[])
     AS c (id, external_id, article_id, author_id, author_name, author_kind, parent_id, depth, status, version, revision, ip_hash, metadata, created_at, status_changed_at)`,
);

/** The item that a decision elsewhere would have resolved. */
const ADD_RESOLVED = statement(
  'import_resolved_items',
  `INSERT INTO review_item (site_id, id, comment_id, article_id, author_id, author_kind, state, queue_id, priority, reason, content_revision, version, opened_at, resolved_at)
   SELECT $1, d.item_id, d.comment_id, d.article_id, d.author_id, d.author_kind, 'resolved', 'default', 0, 'Decided before it was imported', d.revision, 2, d.created_at, d.created_at
   FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::timestamptz[])
     AS d (item_id, comment_id, article_id, author_id, author_kind, revision, created_at)`,
);

const ADD_DECISIONS = statement(
  'import_decisions',
  `INSERT INTO decision (site_id, id, comment_id, item_id, item_version, revision, action, reason_code, note, status_before, status_after, comment_version, decided_by, reversed_by, created_at)
   SELECT $1, d.id, d.comment_id, d.item_id, 1, d.revision, d.action, d.reason_code, d.note, d.status_before, d.status_after, d.comment_version,
     '${DECIDED_ELSEWHERE}', CASE WHEN d.is_reversed = 1 THEN '${DECIDED_ELSEWHERE}'::uuid END, d.created_at
   FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::integer[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::integer[], $12::integer[], $13::timestamptz[])
     AS d (id, comment_id, item_id, revision, action, reason_code, note, status_before, status_after, comment_version, is_reversed, created_at)`,
);

const ADD_REPLIES = statement(
  'import_replies',
  `INSERT INTO import_reply (site_id, run_id, comment_id, parent_external_id, parent_id, at_row, line)
   SELECT $1, $2, r.comment_id, r.parent_external_id, r.parent_id, r.at_row, r.line
   FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::integer[], $7::integer[]) AS r (comment_id, parent_external_id, parent_id, at_row, line)`,
);

const WRITE = together('import_write', [
  ADD_COMMENTS, INSERT_REVISIONS, INSERT_EVALUATIONS, ADD_RESOLVED, ADD_DECISIONS, { ...OPEN_MANY, named: 'item' }, LIST_MANY, ADD_SIGNALS, ADD_REPLIES, APPEND_EVENTS, AWAIT_PLACES,
]);

/**
 * Puts replies below parents that have come meanwhile, level by level: a reply waits while its parent waits itself. By the run's
 * replies, then by comment_pkey and comment_external_key.
 */
const SETTLE = statement(
  'import_settle_replies',
  `WITH ready AS (
     SELECT r.comment_id, p.id AS parent_id, p.depth + 1 AS depth FROM import_reply r
     JOIN comment c ON c.site_id = $1 AND c.id = r.comment_id
     JOIN comment p ON p.site_id = $1 AND p.article_id = c.article_id AND p.id <> c.id AND p.depth < $3
       AND p.id = COALESCE(r.parent_id, (SELECT e.id FROM comment e WHERE e.site_id = $1 AND e.external_id = r.parent_external_id))
     WHERE r.site_id = $1 AND r.run_id = $2 AND NOT EXISTS (SELECT FROM import_reply w WHERE w.site_id = $1 AND w.run_id = $2 AND w.comment_id = p.id)
     LIMIT $4
   ), put AS (
     UPDATE comment c SET parent_id = ready.parent_id, depth = ready.depth FROM ready WHERE c.site_id = $1 AND c.id = ready.comment_id RETURNING c.id
   )
   DELETE FROM import_reply r USING put WHERE r.site_id = $1 AND r.run_id = $2 AND r.comment_id = put.id`,
);

const ORPHANS = statement(
  'import_orphans',
  `SELECT comment_id, COALESCE(parent_external_id, parent_id::text) AS parent, at_row, line, (count(*) OVER ())::integer AS all_of_them
   FROM import_reply WHERE site_id = $1 AND run_id = $2 ORDER BY at_row LIMIT $3`,
);

const FORGET_REPLIES = statement('import_forget_replies', 'DELETE FROM import_reply WHERE site_id = $1 AND run_id = $2');

export interface OrphanRow {
  readonly comment_id: CommentId;
  readonly parent: string;
  readonly at_row: number;
  readonly line: number | null;
  readonly all_of_them: number;
}

/** Old comments with what became of them: many at once, one statement per table, in one round trip. */
@Injectable()
export class ImportWriteStore {
  /** Those of these comments that are there, by id or external id. */
  known(on: Queryable, siteId: SiteId, run: ImportRunId, { ids, externalIds }: { readonly ids: readonly string[]; readonly externalIds: readonly string[] }): Promise<KnownComment[]> {
    return rows<KnownComment>(on, KNOWN, [siteId, uuids([...new Set(ids)]), texts([...new Set(externalIds)]), run]);
  }

  /** In the order of their ids, as everybody locks them. */
  async addArticles(tx: Tx, siteId: SiteId, articles: readonly ArticleChange[], now: Date): Promise<void> {
    if (articles.length === 0) return;
    const sorted = [...articles].sort((a, b) => (a.id < b.id ? -1 : 1));
    await changed(tx, ADD_ARTICLES, [
      siteId,
      texts(sorted.map(({ id }) => id)),
      texts(sorted.map(({ title }) => title)),
      texts(sorted.map(({ url }) => url)),
      texts(sorted.map(({ section }) => section)),
      jsonbs(sorted.map(({ tags }) => JSON.stringify(tags))),
      texts(sorted.map(({ lang }) => lang)),
      instants(sorted.map(({ publishedAt }) => publishedAt)),
      texts(sorted.map(({ commentsMode }) => commentsMode)),
      instants(sorted.map(({ closesAt }) => closesAt)),
      now,
    ]);
  }

  /** In the order of their ids, as everybody locks them. */
  async seeAuthors(tx: Tx, siteId: SiteId, authors: readonly PastAuthor[]): Promise<void> {
    if (authors.length === 0) return;
    const sorted = [...authors].sort((a, b) => (a.id < b.id ? -1 : 1));
    await changed(tx, SEE_AUTHORS, [
      siteId,
      texts(sorted.map(({ id }) => id)),
      texts(sorted.map(({ kind }) => kind)),
      texts(sorted.map(({ name }) => name)),
      jsonbs(sorted.map(({ roles }) => JSON.stringify(roles))),
      bytes(sorted.map(({ emailHash }) => emailHash)),
      texts(sorted.map(({ emailDomain }) => emailDomain)),
      instants(sorted.map(({ registeredAt }) => registeredAt)),
      integers(sorted.map(({ submitted }) => submitted)),
      integers(sorted.map(({ approved }) => approved)),
      integers(sorted.map(({ rejected }) => rejected)),
      instants(sorted.map(({ lastRejectedAt }) => lastRejectedAt)),
      instants(sorted.map(({ seenAt }) => seenAt)),
    ]);
  }

  async write(tx: Tx, siteId: SiteId, { run, comments, revisions, evaluations, decisions, items, signals, replies, events }: PastWrite): Promise<void> {
    if (comments.length === 0) return;
    await changed(tx, WRITE, [
      ...commentParams(siteId, comments),
      ...revisionParams(siteId, revisions),
      ...evaluationParams(siteId, evaluations),
      ...resolvedParams(siteId, decisions),
      ...decisionParams(siteId, decisions),
      ...itemParams(siteId, items),
      ...listParams(items),
      ...signalParams(siteId, signals),
      ...replyParams(siteId, run, replies),
      ...eventParams(siteId, events),
      ...placeParams(siteId, events),
    ]);
  }

  /** Puts up to `limit` waiting replies below their parents; returns how many. `deepest` is the depth below which none is put. */
  settleReplies(tx: Tx, siteId: SiteId, run: ImportRunId, { deepest, limit }: { readonly deepest: number; readonly limit: number }): Promise<number> {
    return changed(tx, SETTLE, [siteId, run, deepest, limit]);
  }

  /** Replies whose parent has not come, at most `limit`. */
  orphans(on: Queryable, siteId: SiteId, run: ImportRunId, limit: number): Promise<OrphanRow[]> {
    return rows<OrphanRow>(on, ORPHANS, [siteId, run, limit]);
  }

  /** Those that are left stay where they are. */
  async forgetReplies(tx: Tx, siteId: SiteId, run: ImportRunId): Promise<void> {
    await changed(tx, FORGET_REPLIES, [siteId, run]);
  }
}

function commentParams(siteId: SiteId, comments: readonly PastComment[]): unknown[] {
  return [
    siteId,
    ...columnsOfAny(comments),
    integers(comments.map(({ version }) => version)),
    integers(comments.map(({ revision }) => revision)),
    bytes(comments.map(({ ipHash }) => ipHash)),
    jsons(comments.map(({ metadata }) => metadata)),
    instants(comments.map(({ createdAt }) => createdAt)),
    instants(comments.map(({ statusChangedAt }) => statusChangedAt)),
  ];
}

function resolvedParams(siteId: SiteId, decisions: readonly PastDecision[]): unknown[] {
  return [
    siteId,
    uuids(decisions.map(({ itemId }) => itemId)),
    uuids(decisions.map(({ commentId }) => commentId)),
    texts(decisions.map(({ articleId }) => articleId)),
    texts(decisions.map(({ authorId }) => authorId)),
    texts(decisions.map(({ authorKind }) => authorKind)),
    integers(decisions.map(({ revision }) => revision)),
    instants(decisions.map(({ createdAt }) => createdAt)),
  ];
}

function decisionParams(siteId: SiteId, decisions: readonly PastDecision[]): unknown[] {
  return [
    siteId,
    uuids(decisions.map(({ id }) => id)),
    uuids(decisions.map(({ commentId }) => commentId)),
    uuids(decisions.map(({ itemId }) => itemId)),
    integers(decisions.map(({ revision }) => revision)),
    texts(decisions.map(({ action }) => action)),
    texts(decisions.map(({ reasonCode }) => reasonCode)),
    texts(decisions.map(({ note }) => note)),
    texts(decisions.map(({ statusBefore }) => statusBefore)),
    texts(decisions.map(({ statusAfter }) => statusAfter)),
    integers(decisions.map(({ commentVersion }) => commentVersion)),
    integers(decisions.map(({ isReversed }) => (isReversed ? 1 : 0))),
    instants(decisions.map(({ createdAt }) => createdAt)),
  ];
}

function replyParams(siteId: SiteId, run: ImportRunId, replies: readonly WaitingReply[]): unknown[] {
  return [
    siteId,
    run,
    uuids(replies.map(({ commentId }) => commentId)),
    texts(replies.map(({ parentExternalId }) => parentExternalId)),
    uuids(replies.map(({ parentId }) => parentId)),
    integers(replies.map(({ row }) => row)),
    integers(replies.map(({ line }) => line)),
  ];
}
