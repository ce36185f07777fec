import { Injectable } from '@nestjs/common';
import type { Verdict } from '../engine/verdict';
import type { ArticleId, AuthorId, CommentId, EvaluationId, SiteId } from '../domain/ids';
import type { AuthorKind, BodyFormat, CommentStatus } from '../domain/statuses';
import { bytes, instants, integers, jsons, smallints, texts, uuids } from '../platform/database/columns';
import { changed, type Queryable, rows } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import * as sql from './comment.sql';

export interface NewComment {
  readonly id: CommentId;
  readonly externalId: string | null;
  readonly articleId: ArticleId;
  readonly authorId: AuthorId | null;
  readonly authorName: string | null;
  readonly authorKind: AuthorKind;
  readonly parentId: CommentId | null;
  readonly depth: number;
  readonly status: CommentStatus;
  readonly fingerprint: Buffer;
  readonly ipHash: Buffer | null;
  readonly deviceHash: Buffer | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
  readonly createdAt: Date;
}

export interface NewRevision {
  readonly commentId: CommentId;
  readonly revision: number;
  readonly title: string | null;
  readonly body: string;
  readonly format: BodyFormat;
  readonly evaluationId: EvaluationId;
  readonly judgedAt: Date;
  readonly createdAt: Date;
}

/** A comment with one revision and the verdict on it. */
export interface CommentRow {
  readonly id: CommentId;
  readonly external_id: string | null;
  readonly article_id: ArticleId;
  readonly author_id: AuthorId | null;
  readonly author_name: string | null;
  readonly author_kind: AuthorKind;
  readonly parent_id: CommentId | null;
  readonly depth: number;
  readonly status: CommentStatus;
  readonly version: number;
  readonly latest_revision: number;
  readonly metadata: Readonly<Record<string, unknown>> | null;
  readonly created_at: Date;
  readonly status_changed_at: Date;
  readonly fingerprint: Buffer;
  readonly revision: number;
  readonly title: string | null;
  readonly body: string;
  readonly format: BodyFormat;
  readonly revised_at: Date;
  readonly action: Verdict['action'];
  readonly verdict: Verdict;
  readonly rule_set_version: number;
  readonly rule_set_hash: string | null;
  readonly took_us: number;
}

/** A comment that the site knows by a name of its own, and a keyed hash of what was sent under it. */
export interface ExternalRow {
  readonly id: CommentId;
  readonly external_id: string;
  readonly fingerprint: Buffer;
  readonly is_erased: boolean;
}

export interface ParentRow {
  readonly id: CommentId;
  readonly article_id: ArticleId;
  readonly author_id: AuthorId | null;
  readonly status: CommentStatus;
  readonly depth: number;
  readonly revision: number;
  readonly body: string;
}

/** Comments and their revisions. What is written once per batch goes through multi-row statements. */
@Injectable()
export class CommentStore {
  async insert(tx: Tx, siteId: SiteId, comments: readonly NewComment[]): Promise<void> {
    if (comments.length === 0) return;
    await changed(tx, sql.INSERT_COMMENTS, commentParams(siteId, comments));
  }

  async insertRevisions(tx: Tx, siteId: SiteId, revisions: readonly NewRevision[]): Promise<void> {
    if (revisions.length === 0) return;
    await changed(tx, sql.INSERT_REVISIONS, revisionParams(siteId, revisions));
  }

  /** Points the comment at its new revision; returns its new version. The caller holds the comment's lock. */
  async revise(tx: Tx, siteId: SiteId, id: CommentId, to: { readonly revision: number; readonly status: CommentStatus; readonly now: Date }): Promise<number> {
    const [row] = await rows<{ version: number }>(tx, sql.REVISE, [siteId, id, to.revision, to.status, to.now]);
    if (!row) throw new Error('The comment was locked and is not there');
    return row.version;
  }

  /** Points a revision at the evaluation that counts from now on. */
  async rejudge(tx: Tx, siteId: SiteId, revision: Pick<NewRevision, 'commentId' | 'revision' | 'evaluationId' | 'judgedAt'>): Promise<void> {
    await changed(tx, sql.REJUDGE, [siteId, revision.commentId, revision.revision, revision.evaluationId, revision.judgedAt]);
  }

  async traits(on: Queryable, siteId: SiteId, id: CommentId): Promise<{ ip_hash: Buffer | null; device_hash: Buffer | null }> {
    return (await rows<{ ip_hash: Buffer | null; device_hash: Buffer | null }>(on, sql.FIND_TRAITS, [siteId, id]))[0] ?? { ip_hash: null, device_hash: null };
  }

  async find(on: Queryable, siteId: SiteId, id: CommentId): Promise<CommentRow | null> {
    return (await rows<CommentRow>(on, sql.FIND_COMMENTS, [siteId, [id]]))[0] ?? null;
  }

  /** Those that are there, in any order. */
  findMany(on: Queryable, siteId: SiteId, ids: readonly CommentId[]): Promise<CommentRow[]> {
    return ids.length === 0 ? Promise.resolve([]) : rows<CommentRow>(on, sql.FIND_COMMENTS, [siteId, ids]);
  }

  /** The comments as they were first answered: first revision, first verdict. */
  firstAnswers(on: Queryable, siteId: SiteId, ids: readonly CommentId[]): Promise<CommentRow[]> {
    return rows<CommentRow>(on, sql.FIND_FIRST_ANSWERS, [siteId, ids]);
  }

  findExternal(on: Queryable, siteId: SiteId, externalIds: readonly string[]): Promise<ExternalRow[]> {
    return rows<ExternalRow>(on, sql.FIND_EXTERNAL, [siteId, externalIds]);
  }

  findParents(on: Queryable, siteId: SiteId, ids: readonly CommentId[]): Promise<ParentRow[]> {
    return rows<ParentRow>(on, sql.FIND_PARENTS, [siteId, ids]);
  }

  async existing(on: Queryable, siteId: SiteId, ids: readonly CommentId[]): Promise<ReadonlySet<CommentId>> {
    return new Set((await rows<{ id: CommentId }>(on, sql.FIND_EXISTING, [siteId, ids])).map(({ id }) => id));
  }
}

/** What every comment has, however it came: its names, where it stands and whose it is. In the order in which inserts name these columns. */
export function columnsOfAny(comments: readonly Pick<NewComment, 'id' | 'externalId' | 'articleId' | 'authorId' | 'authorName' | 'authorKind' | 'parentId' | 'depth' | 'status'>[]): unknown[] {
  return [
    uuids(comments.map(({ id }) => id)),
    texts(comments.map(({ externalId }) => externalId)),
    texts(comments.map(({ articleId }) => articleId)),
    texts(comments.map(({ authorId }) => authorId)),
    texts(comments.map(({ authorName }) => authorName)),
    texts(comments.map(({ authorKind }) => authorKind)),
    uuids(comments.map(({ parentId }) => parentId)),
    smallints(comments.map(({ depth }) => depth)),
    texts(comments.map(({ status }) => status)),
  ];
}

/** The parameters of INSERT_COMMENTS. */
export function commentParams(siteId: SiteId, comments: readonly NewComment[]): unknown[] {
  return [
    siteId,
    ...columnsOfAny(comments),
    bytes(comments.map(({ fingerprint }) => fingerprint)),
    bytes(comments.map(({ ipHash }) => ipHash)),
    bytes(comments.map(({ deviceHash }) => deviceHash)),
    jsons(comments.map(({ metadata }) => (metadata === null ? null : JSON.stringify(metadata)))),
    instants(comments.map(({ createdAt }) => createdAt)),
  ];
}

/** The parameters of INSERT_REVISIONS. */
export function revisionParams(siteId: SiteId, revisions: readonly NewRevision[]): unknown[] {
  return [
    siteId,
    uuids(revisions.map(({ commentId }) => commentId)),
    integers(revisions.map(({ revision }) => revision)),
    texts(revisions.map(({ title }) => title)),
    texts(revisions.map(({ body }) => body)),
    texts(revisions.map(({ format }) => format)),
    uuids(revisions.map(({ evaluationId }) => evaluationId)),
    instants(revisions.map(({ judgedAt }) => judgedAt)),
    instants(revisions.map(({ createdAt }) => createdAt)),
  ];
}
