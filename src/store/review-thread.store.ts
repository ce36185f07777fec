import { Injectable } from '@nestjs/common';
import type { CommentId, SiteId } from '../domain/ids';
import type { BodyFormat, CommentStatus } from '../domain/statuses';
import { type Queryable, rows, statement } from '../platform/database/statement';
import { displayHtml } from '../platform/text/display-html';

/** How a comment stands to the one that is looked at. */
export const THREAD_PLACES = ['earlier', 'reply', 'later'] as const;
export type ThreadPlace = (typeof THREAD_PLACES)[number];

export interface ThreadRow {
  readonly id: CommentId;
  readonly place: ThreadPlace;
  readonly author_name: string | null;
  readonly status: CommentStatus;
  readonly created_at: Date;
  readonly body: string;
  readonly format: BodyFormat;
  /** The body as it may be put into a page. */
  readonly html: string;
}

const BEFORE = 3;
const IN_ALL = 5;

const beside = (where: string, order: string, place: ThreadPlace): string =>
  `(SELECT s.id, '${place}' AS place FROM comment s WHERE s.site_id = $1 AND ${where} AND s.status <> 'withdrawn' ORDER BY s.id ${order} LIMIT ${String(place === 'earlier' ? BEFORE : IN_ALL)})`;

/**
 * Beside a reply: the other replies to the same comment; beside the first of a thread: the others of the article. By
 * comment_parent_idx and comment_article_top_idx, a few rows from where the comment stands.
 */
const AROUND = statement(
  'review_thread_around',
  `WITH this AS MATERIALIZED (SELECT c.id, c.parent_id, c.article_id FROM comment c WHERE c.site_id = $1 AND c.id = $2), near AS MATERIALIZED (
     SELECT n.id, n.place FROM this t CROSS JOIN LATERAL (
       ${beside('t.parent_id IS NOT NULL AND s.parent_id = t.parent_id AND s.id < t.id', 'DESC', 'earlier')}
       UNION ALL ${beside('t.parent_id IS NULL AND s.parent_id IS NULL AND s.article_id = t.article_id AND s.id < t.id', 'DESC', 'earlier')}
       UNION ALL ${beside('s.parent_id = t.id', 'ASC', 'reply')}
       UNION ALL ${beside('t.parent_id IS NOT NULL AND s.parent_id = t.parent_id AND s.id > t.id', 'ASC', 'later')}
       UNION ALL ${beside('t.parent_id IS NULL AND s.parent_id IS NULL AND s.article_id = t.article_id AND s.id > t.id', 'ASC', 'later')}) n
     ORDER BY array_position(ARRAY['earlier', 'reply', 'later'], n.place), CASE WHEN n.place = 'earlier' THEN NULL ELSE n.id END LIMIT ${String(IN_ALL)}
   )
   SELECT c.id, n.place, coalesce(c.author_name, a.name) AS author_name, c.status, c.created_at, r.body, r.format
   FROM near n
   JOIN comment c ON c.site_id = $1 AND c.id = n.id
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   LEFT JOIN author a ON a.site_id = c.site_id AND a.id = c.author_id
   ORDER BY array_position(ARRAY['earlier', 'reply', 'later'], n.place), c.id`,
);

/** What stands around a comment on its page, whatever its status. */
@Injectable()
export class ReviewThreadStore {
  /** At most five: what was said before it, what was answered to it, what came after. */
  async around(on: Queryable, siteId: SiteId, commentId: CommentId): Promise<ThreadRow[]> {
    const found = await rows<Omit<ThreadRow, 'html'>>(on, AROUND, [siteId, commentId]);
    return found.map((row) => ({ ...row, html: displayHtml(row.body, row.format) }));
  }
}
