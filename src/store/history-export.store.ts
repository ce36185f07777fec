import { Injectable } from '@nestjs/common';
import type { ArticleId, AuthorId, CommentId, SiteId } from '../domain/ids';
import type { AuthorKind, BodyFormat, CommentStatus, DecisionAction } from '../domain/statuses';
import { type Queryable, rows, statement } from '../platform/database/statement';
import type { ArticleRow } from './article.store';

export type ExportedArticle = Pick<ArticleRow, 'id' | 'title' | 'url' | 'section' | 'tags' | 'lang' | 'published_at' | 'comments_mode' | 'closes_at'>;

export interface ExportedAuthor {
  readonly id: AuthorId;
  readonly kind: AuthorKind;
  readonly name: string | null;
  readonly roles: readonly string[];
  readonly email_domain: string | null;
  readonly registered_at: Date | null;
}

/** Members of JSON that PostgreSQL made; times as it writes them in JSON. */
export interface ExportedRevision {
  readonly revision: number;
  readonly title: string | null;
  readonly body: string;
  readonly format: BodyFormat;
  readonly at: string;
}

export interface ExportedDecision {
  readonly action: DecisionAction;
  readonly reason: string | null;
  readonly note: string | null;
  readonly revision: number;
  readonly before: CommentStatus;
  readonly after: CommentStatus;
  readonly reversed: boolean;
  readonly at: string;
}

export interface ExportedComment {
  readonly id: CommentId;
  readonly external_id: string | null;
  readonly article_id: ArticleId;
  readonly author_id: AuthorId | null;
  readonly author_name: string | null;
  readonly author_kind: AuthorKind;
  readonly parent_id: CommentId | null;
  readonly status: CommentStatus;
  readonly version: number;
  readonly metadata: Readonly<Record<string, unknown>> | null;
  readonly created_at: Date;
  readonly status_changed_at: Date;
  readonly revisions: readonly ExportedRevision[];
  readonly decisions: readonly ExportedDecision[] | null;
}

/** By primary key, from a place on. */
const ARTICLES = statement(
  'export_articles',
  'SELECT id, title, url, section, tags, lang, published_at, comments_mode, closes_at FROM article WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3',
);
const AUTHORS = statement('export_authors', 'SELECT id, kind, name, roles, email_domain, registered_at FROM author WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3');

/** By primary key, from a place on, with each comment's texts (comment_revision_pkey) and decisions (decision_comment_idx). */
const COMMENTS = statement(
  'export_comments',
  `SELECT c.id, c.external_id, c.article_id, c.author_id, c.author_name, c.author_kind, c.parent_id, c.status, c.version, c.metadata, c.created_at, c.status_changed_at,
     (SELECT json_agg(json_build_object('revision', r.revision, 'title', r.title, 'body', r.body, 'format', r.format, 'at', r.created_at) ORDER BY r.revision)
      FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = c.id) AS revisions,
     (SELECT json_agg(json_build_object('action', d.action, 'reason', d.reason_code, 'note', d.note, 'revision', d.revision, 'before', d.status_before, 'after', d.status_after,
        'reversed', d.reversed_by IS NOT NULL, 'at', d.created_at) ORDER BY d.created_at, d.id)
      FROM decision d WHERE d.site_id = $1 AND d.comment_id = c.id) AS decisions
   FROM comment c WHERE c.site_id = $1 AND c.id > $2 ORDER BY c.id LIMIT $3`,
);

/** Everything of a site that a history is made of, in portions by key, so that no snapshot stays open while a client is slow. */
@Injectable()
export class HistoryExportStore {
  articles(on: Queryable, siteId: SiteId, after: string, limit: number): Promise<ExportedArticle[]> {
    return rows<ExportedArticle>(on, ARTICLES, [siteId, after, limit]);
  }

  authors(on: Queryable, siteId: SiteId, after: string, limit: number): Promise<ExportedAuthor[]> {
    return rows<ExportedAuthor>(on, AUTHORS, [siteId, after, limit]);
  }

  /** In the order of ids, which is that of time: a parent stands before its replies, as long as clocks were right. */
  comments(on: Queryable, siteId: SiteId, after: string, limit: number): Promise<ExportedComment[]> {
    return rows<ExportedComment>(on, COMMENTS, [siteId, after, limit]);
  }
}
