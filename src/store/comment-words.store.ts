import { Injectable } from '@nestjs/common';
import type { CommentId, SiteId } from '../domain/ids';
import type { BodyFormat } from '../domain/statuses';
import { integers, texts, uuids } from '../platform/database/columns';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import { arrayText } from './item-traits';

/** By primary keys: the latest text of each comment. */
const TEXTS = statement(
  'comment_words_texts',
  `SELECT c.id, c.revision, r.title, r.body, r.format FROM comment c
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])`,
);

/** Words come as the text of an array each: arrays of arrays would have to be of one length. */
const KEEP = statement(
  'comment_words_keep',
  `INSERT INTO comment_words (site_id, comment_id, revision, words)
   SELECT $1, n.id, n.revision, array_to_tsvector(n.words::text[]) FROM unnest($2::uuid[], $3::integer[], $4::text[]) AS n (id, revision, words)
   ON CONFLICT (site_id, comment_id) DO UPDATE SET revision = excluded.revision, words = excluded.words WHERE comment_words.revision < excluded.revision`,
);

export interface CommentText {
  readonly id: CommentId;
  readonly revision: number;
  readonly title: string | null;
  readonly body: string;
  readonly format: BodyFormat;
}

export interface CommentWords {
  readonly id: CommentId;
  readonly revision: number;
  /** As `searchWords` gives them. */
  readonly words: readonly string[];
}

/** The words by which comments are found, of each comment's latest text. */
@Injectable()
export class CommentWordsStore {
  textsOf(on: Queryable, siteId: SiteId, ids: readonly CommentId[]): Promise<CommentText[]> {
    return ids.length === 0 ? Promise.resolve([]) : rows<CommentText>(on, TEXTS, [siteId, ids]);
  }

  /** Never replaces the words of a later text. Sorted, so that two writers do not wait for each other in a circle. */
  async keep(tx: Tx, siteId: SiteId, comments: readonly CommentWords[]): Promise<void> {
    if (comments.length === 0) return;
    const sorted = [...comments].sort((a, b) => (a.id < b.id ? -1 : 1));
    await changed(tx, KEEP, [siteId, uuids(sorted.map(({ id }) => id)), integers(sorted.map(({ revision }) => revision)), texts(sorted.map(({ words }) => arrayText(words)))]);
  }
}
