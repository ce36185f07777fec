import { Injectable } from '@nestjs/common';
import type { CommentId, SiteId } from '../domain/ids';
import type { VerdictAction } from '../engine/verdict';
import type { BodyFormat, CommentStatus } from '../domain/statuses';
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

/** What else is asked of a comment `c`. Verdicts stand in the evaluation of its latest text, which only those that match are asked for. */
const NARROWED = `($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.article_id = $3) AND ($4::text IS NULL OR c.author_id = $4) AND ($5::text IS NULL OR c.status = $5)
     AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
     AND ($8::text[] IS NULL OR EXISTS (
       SELECT 1 FROM comment_revision v JOIN evaluation e ON e.site_id = v.site_id AND e.judged_at = v.judged_at AND e.id = v.evaluation_id
       WHERE v.site_id = $1 AND v.comment_id = c.id AND v.revision = c.revision AND e.action = ANY ($8)))`;

/** comment_pkey: of the latest comments those whose words are not kept yet. */
const UNREAD = statement(
  'comment_words_unread',
  `SELECT c.id, c.revision, r.title, r.body, r.format
   FROM (SELECT id, revision, article_id, author_id, status, created_at FROM comment WHERE site_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $9) c
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = c.id AND r.revision = c.revision
   LEFT JOIN LATERAL (SELECT revision FROM comment_words WHERE site_id = $1 AND comment_id = c.id LIMIT 1) w ON true
   WHERE w.revision IS DISTINCT FROM c.revision AND ${NARROWED}
   ORDER BY c.id DESC`,
);

/** comment_author_idx or comment_article_published_idx and its like: one author or article has few comments, and their words are looked up. */
const among = (column: 'author_id' | 'article_id', place: 3 | 4): string =>
  `SELECT c.id FROM comment c JOIN comment_words w ON w.site_id = c.site_id AND w.comment_id = c.id AND w.revision = c.revision
   WHERE c.site_id = $1 AND c.${column} = $${String(place)} AND ${NARROWED} AND w.words @@ $9::tsquery ORDER BY c.id DESC LIMIT $10`;
const OF_AUTHOR = statement('comment_words_of_author', among('author_id', 4));
const OF_ARTICLE = statement('comment_words_of_article', among('article_id', 3));

/** comment_words_pkey from its end: frequent words are met soon. */
const LATEST = statement(
  'comment_words_latest',
  `SELECT c.id FROM (SELECT comment_id, revision, words FROM comment_words WHERE site_id = $1 AND ($2::uuid IS NULL OR comment_id < $2) ORDER BY comment_id DESC LIMIT $11) w
   JOIN comment c ON c.site_id = $1 AND c.id = w.comment_id AND c.revision = w.revision
   WHERE w.words @@ $9::tsquery AND ${NARROWED} ORDER BY c.id DESC LIMIT $10`,
);

/** comment_words_words_idx: words that few comments have. */
const ANYWHERE = statement(
  'comment_words_anywhere',
  `WITH met AS MATERIALIZED (SELECT comment_id, revision FROM comment_words WHERE site_id = $1 AND words @@ $9::tsquery)
   SELECT c.id FROM met m JOIN comment c ON c.site_id = $1 AND c.id = m.comment_id AND c.revision = m.revision
   WHERE ${NARROWED} ORDER BY c.id DESC LIMIT $10`,
);

/** How many of the latest comments are looked through before the index of all words is asked. */
const WINDOW = 5_000;

export interface CommentText {
  readonly id: CommentId;
  readonly revision: number;
  readonly title: string | null;
  readonly body: string;
  readonly format: BodyFormat;
}

export interface NarrowedTo {
  /** Only older ones. */
  readonly before: string | null;
  readonly articleId: string | null;
  readonly authorId: string | null;
  readonly status: CommentStatus | null;
  /** What the rules said of the latest text. */
  readonly verdicts: readonly VerdictAction[] | null;
  readonly from: Date | null;
  readonly to: Date | null;
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

  /** Of the latest `among` comments those whose words are not kept yet, latest first. */
  unread(on: Queryable, siteId: SiteId, to: NarrowedTo, among: number): Promise<CommentText[]> {
    return rows<CommentText>(on, UNREAD, [...narrowed(siteId, to), among]);
  }

  /** Comments with these words, a text of `searchQuery`, latest first, up to `limit`. */
  async find(on: Queryable, siteId: SiteId, to: NarrowedTo, { query, limit }: { readonly query: string; readonly limit: number }): Promise<CommentId[]> {
    const asked = [...narrowed(siteId, to), query, limit];
    if (to.authorId !== null || to.articleId !== null) return ids(await rows(on, to.authorId === null ? OF_ARTICLE : OF_AUTHOR, asked));
    const latest = ids(await rows(on, LATEST, [...asked, WINDOW]));
    return latest.length >= limit ? latest : ids(await rows(on, ANYWHERE, asked));
  }
}

function narrowed(siteId: SiteId, { before, articleId, authorId, status, verdicts, from, to }: NarrowedTo): unknown[] {
  return [siteId, before, articleId, authorId, status, from, to, verdicts];
}

function ids(found: readonly { readonly id: CommentId }[]): CommentId[] {
  return found.map(({ id }) => id);
}

