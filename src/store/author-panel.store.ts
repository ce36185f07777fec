import { Injectable } from '@nestjs/common';
import type { AuthorId, CommentId, PersonId, SiteId } from '../domain/ids';
import type { AuthorKind, AuthorStanding, BodyFormat, CommentStatus, DecisionAction } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** An author as lists show them. */
export interface ListedAuthor {
  readonly id: AuthorId;
  readonly name: string | null;
  readonly kind: AuthorKind;
  readonly registered_at: Date | null;
  readonly created_at: Date;
  readonly submitted: number;
  readonly approved: number;
  readonly rejected: number;
  /** What moderators made of them, in force or not. */
  readonly standing: AuthorStanding | null;
  readonly standing_until: Date | null;
  readonly standing_by: PersonId | null;
  readonly standing_by_name: string | null;
  readonly standing_at: Date | null;
  readonly standing_note: string | null;
  /** What the list is sorted by, as PostgreSQL writes it. */
  readonly sort_key: string;
}

/** Sums that are worth counting for one author only. */
export interface AuthorSums {
  readonly reported: number;
  readonly open_items: number;
}

export interface AuthorNote {
  readonly id: string;
  readonly text: string;
  readonly written_by: PersonId;
  readonly written_by_name: string | null;
  readonly created_at: Date;
}

export interface AuthorComment {
  readonly id: CommentId;
  readonly body: string;
  readonly format: BodyFormat;
  readonly status: CommentStatus;
  readonly created_at: Date;
  readonly article_id: string;
  readonly article_title: string | null;
  readonly article_url: string | null;
}

export interface AuthorDecision {
  readonly id: string;
  readonly comment_id: CommentId;
  readonly action: DecisionAction;
  readonly reason_code: string | null;
  readonly decided_by: PersonId;
  readonly decided_by_name: string | null;
  readonly created_at: Date;
  readonly is_reversed: boolean;
}

/** Where a page ended. */
export interface AuthorKey {
  readonly sortKey: string;
  readonly id: string;
}

const LISTED = `a.id, a.name, a.kind, a.registered_at, a.created_at, a.submitted, a.approved, a.rejected, a.standing, a.standing_until, a.standing_by, a.standing_at, a.standing_note,
  (SELECT p.name FROM person p WHERE p.id = a.standing_by) AS standing_by_name`;

const FIND = statement('author_panel_find', `SELECT ${LISTED}, '' AS sort_key FROM author a WHERE a.site_id = $1 AND a.id = $2`);

/** author_created_idx from its end; without a place to go on from, before the end of time. */
const NEWEST = statement(
  'author_list_newest',
  `SELECT ${LISTED}, a.created_at::text AS sort_key FROM author a
   WHERE a.site_id = $1 AND (a.created_at, a.id) < (coalesce($2::text::timestamptz, 'infinity'), coalesce($3::text, '')) ORDER BY a.created_at DESC, a.id DESC LIMIT $4`,
);
/** author_standing_idx: a standing that has ended is no standing. */
const STANDING = statement(
  'author_list_standing',
  `SELECT ${LISTED}, a.standing_at::text AS sort_key FROM author a
   WHERE a.site_id = $1 AND a.standing = $2 AND (a.standing_until IS NULL OR a.standing_until > $3) AND (a.standing_at, a.id) < (coalesce($4::text::timestamptz, 'infinity'), coalesce($5::text, ''))
   ORDER BY a.standing_at DESC, a.id DESC LIMIT $6`,
);
/** As asked, or in any way. */
const STANDS = '($7::text IS NULL OR (a.standing = $7 AND (a.standing_until IS NULL OR a.standing_until > $8)))';

/** author_name_idx by a range, because the planner does not see a prefix in a parameter; who has exactly that id comes first. A page begins at the name where the one before ended. */
const SEARCH = statement(
  'author_list_search',
  `SELECT * FROM (
     (SELECT ${LISTED}, '' AS sort_key FROM author a WHERE a.site_id = $1 AND a.id = $2 AND $5::text IS NULL AND ${STANDS})
     UNION ALL
     (SELECT ${LISTED}, lower(a.name) AS sort_key FROM author a
      WHERE a.site_id = $1 AND a.name IS NOT NULL AND a.id <> $2 AND lower(a.name) ~>=~ $3 AND lower(a.name) ~<~ $4
        AND ($5::text IS NULL OR lower(a.name) ~>~ $5 OR a.id > $6) AND ${STANDS}
      ORDER BY lower(a.name) USING ~<~, a.id LIMIT $9)) f
   ORDER BY f.sort_key USING ~<~, f.id LIMIT $9`,
);

/** comment_author_idx for the latest comments, then report_reporter_key; waiting_item_author_idx. */
const SUMS = statement(
  'author_panel_sums',
  `SELECT (SELECT count(*)::integer FROM (SELECT id FROM comment WHERE site_id = $1 AND author_id = $2 ORDER BY id DESC LIMIT $3) c
     WHERE EXISTS (SELECT FROM report r WHERE r.site_id = $1 AND r.comment_id = c.id)) AS reported,
     (SELECT count(*)::integer FROM waiting_item w WHERE w.site_id = $1 AND w.author_id = $2) AS open_items`,
);
/** comment_author_idx. */
const COMMENTS = statement(
  'author_panel_comments',
  `SELECT c.id, r.body, r.format, c.status, c.created_at, c.article_id, a.title AS article_title, a.url AS article_url
   FROM (SELECT * FROM comment WHERE site_id = $1 AND author_id = $2 ORDER BY id DESC LIMIT $3) c
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = c.id AND r.revision = c.revision
   JOIN article a ON a.site_id = $1 AND a.id = c.article_id ORDER BY c.id DESC`,
);
/** comment_author_idx, then decision_comment_idx: on the latest comments only, so that a busy author costs what others do. */
const DECISIONS = statement(
  'author_panel_decisions',
  `SELECT d.id, d.comment_id, d.action, d.reason_code, d.decided_by, p.name AS decided_by_name, d.created_at, d.reversed_by IS NOT NULL AS is_reversed
   FROM (SELECT id FROM comment WHERE site_id = $1 AND author_id = $2 ORDER BY id DESC LIMIT $3) c
   JOIN decision d ON d.site_id = $1 AND d.comment_id = c.id LEFT JOIN person p ON p.id = d.decided_by
   ORDER BY d.created_at DESC, d.id DESC LIMIT $4`,
);
/** author_note_author_idx. */
const NOTES = statement(
  'author_note_list',
  `SELECT n.id, n.text, n.written_by, p.name AS written_by_name, n.created_at FROM author_note n LEFT JOIN person p ON p.id = n.written_by
   WHERE n.site_id = $1 AND n.author_id = $2 ORDER BY n.id DESC LIMIT $3`,
);
const ADD_NOTE = statement(
  'author_note_add',
  `INSERT INTO author_note (site_id, id, author_id, text, written_by, created_at) SELECT $1, $2, a.id, $4, $5, $6 FROM author a WHERE a.site_id = $1 AND a.id = $3`,
);

/** Of a busy author the latest comments are looked at, and no more. */
const LOOKED_AT = 10_000;
const DECIDED_LOOKED_AT = 200;

/** What moderators see of an author. */
@Injectable()
export class AuthorPanelStore {
  async find(on: Queryable, siteId: SiteId, id: AuthorId): Promise<ListedAuthor | null> {
    return (await rows<ListedAuthor>(on, FIND, [siteId, id]))[0] ?? null;
  }

  /** Those seen for the first time last come first. */
  newest(on: Queryable, siteId: SiteId, after: AuthorKey | null, limit: number): Promise<ListedAuthor[]> {
    return rows<ListedAuthor>(on, NEWEST, [siteId, after?.sortKey ?? null, after?.id ?? null, limit]);
  }

  /** Those who stand so now, the latest first. */
  ofStanding(on: Queryable, siteId: SiteId, { standing, now, after, limit }: { readonly standing: AuthorStanding; readonly now: Date; readonly after: AuthorKey | null; readonly limit: number }): Promise<ListedAuthor[]> {
    return rows<ListedAuthor>(on, STANDING, [siteId, standing, now, after?.sortKey ?? null, after?.id ?? null, limit]);
  }

  /** By the beginning of the name, whatever its case, or the whole id. */
  search(on: Queryable, siteId: SiteId, { q, standing, now, after, limit }: { readonly q: string; readonly standing: AuthorStanding | null; readonly now: Date; readonly after: AuthorKey | null; readonly limit: number }): Promise<ListedAuthor[]> {
    const from = q.toLowerCase();
    return rows<ListedAuthor>(on, SEARCH, [siteId, q, after?.sortKey ?? from, `${from}\u{10FFFF}`, after?.sortKey ?? null, after?.id ?? null, standing, now, limit]);
  }

  async sums(on: Queryable, siteId: SiteId, id: AuthorId): Promise<AuthorSums> {
    return (await rows<AuthorSums>(on, SUMS, [siteId, id, LOOKED_AT]))[0] ?? { reported: 0, open_items: 0 };
  }

  comments(on: Queryable, siteId: SiteId, id: AuthorId, limit: number): Promise<AuthorComment[]> {
    return rows<AuthorComment>(on, COMMENTS, [siteId, id, limit]);
  }

  decisions(on: Queryable, siteId: SiteId, id: AuthorId, limit: number): Promise<AuthorDecision[]> {
    return rows<AuthorDecision>(on, DECISIONS, [siteId, id, DECIDED_LOOKED_AT, limit]);
  }

  /** Newest first. */
  notes(on: Queryable, siteId: SiteId, id: AuthorId, limit: number): Promise<AuthorNote[]> {
    return rows<AuthorNote>(on, NOTES, [siteId, id, limit]);
  }

  /** False when there is no such author. */
  async addNote(tx: Tx, siteId: SiteId, id: AuthorId, note: { readonly id: string; readonly text: string; readonly by: PersonId; readonly now: Date }): Promise<boolean> {
    return (await changed(tx, ADD_NOTE, [siteId, note.id, id, note.text, note.by, note.now])) === 1;
  }
}
