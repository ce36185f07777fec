import { Injectable } from '@nestjs/common';
import type { CommentId, ItemId, PersonId, SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface NewNote {
  readonly id: string;
  readonly commentId: CommentId;
  readonly itemId: ItemId;
  readonly text: string;
  readonly writtenBy: PersonId;
  readonly createdAt: Date;
}

export interface NoteRow {
  readonly id: string;
  readonly item_id: ItemId;
  readonly text: string;
  readonly written_by: PersonId;
  readonly written_by_name: string | null;
  readonly created_at: Date;
}

const ADD = statement('review_note_add', 'INSERT INTO review_note (site_id, id, comment_id, item_id, text, written_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)');

/** review_note_comment_idx. */
const OF_COMMENT = statement(
  'review_note_of_comment',
  `SELECT n.id, n.item_id, n.text, n.written_by, p.name AS written_by_name, n.created_at FROM review_note n LEFT JOIN person p ON p.id = n.written_by
   WHERE n.site_id = $1 AND n.comment_id = $2 ORDER BY n.id LIMIT $3`,
);

const COUNT = statement('review_note_count', 'SELECT count(*)::integer AS n FROM review_note WHERE site_id = $1 AND comment_id = $2');

/** What moderators tell each other about a comment. */
@Injectable()
export class ReviewNoteStore {
  async add(tx: Tx, siteId: SiteId, { id, commentId, itemId, text, writtenBy, createdAt }: NewNote): Promise<void> {
    await changed(tx, ADD, [siteId, id, commentId, itemId, text, writtenBy, createdAt]);
  }

  /** The first `limit` on a comment, whichever item they were written at; oldest first. */
  ofComment(on: Queryable, siteId: SiteId, commentId: CommentId, limit: number): Promise<NoteRow[]> {
    return rows<NoteRow>(on, OF_COMMENT, [siteId, commentId, limit]);
  }

  async count(on: Queryable, siteId: SiteId, commentId: CommentId): Promise<number> {
    return (await rows<{ n: number }>(on, COUNT, [siteId, commentId]))[0]?.n ?? 0;
  }
}
