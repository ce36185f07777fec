import { Injectable } from '@nestjs/common';
import type { ArticleId, SiteId } from '../domain/ids';
import type { CommentsMode } from '../domain/statuses';
import { type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface ArticleRow {
  readonly id: ArticleId;
  readonly title: string | null;
  readonly url: string | null;
  readonly section: string | null;
  readonly tags: readonly string[];
  readonly lang: string | null;
  readonly published_at: Date | null;
  readonly comments_mode: CommentsMode;
  readonly closes_at: Date | null;
  readonly is_watched: boolean;
  readonly version: number;
  readonly created_at: Date;
}

export interface NewArticle {
  readonly id: ArticleId;
  readonly title: string | null;
  readonly url: string | null;
  readonly section: string | null;
  readonly tags: readonly string[];
  readonly lang: string | null;
  readonly publishedAt: Date | null;
}

export interface ArticleChange extends NewArticle {
  readonly commentsMode: CommentsMode;
  readonly closesAt: Date | null;
}

const COLUMNS = 'id, title, url, section, tags, lang, published_at, comments_mode, closes_at, is_watched, version, created_at';

const FIND = statement('article_find', `SELECT ${COLUMNS} FROM article WHERE site_id = $1 AND id = ANY ($2::text[])`);

/** Tags travel as one JSON text per article: PostgreSQL has no ragged arrays of arrays. */
const CREATE = statement(
  'article_create',
  `INSERT INTO article (site_id, id, title, url, section, tags, lang, published_at, created_at, updated_at)
   SELECT $1, a.id, a.title, a.url, a.section, ARRAY (SELECT jsonb_array_elements_text(a.tags)), a.lang, a.published_at, $9, $9
   FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::timestamptz[]) AS a (id, title, url, section, tags, lang, published_at)
   ON CONFLICT (site_id, id) DO NOTHING RETURNING ${COLUMNS}`,
);

const LOCK = statement('article_lock', `SELECT ${COLUMNS} FROM article WHERE site_id = $1 AND id = $2 FOR UPDATE`);

const PUT = statement(
  'article_put',
  `INSERT INTO article AS a (site_id, id, title, url, section, tags, lang, published_at, comments_mode, closes_at, created_at, updated_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
   ON CONFLICT (site_id, id) DO UPDATE SET title = $3, url = $4, section = $5, tags = $6, lang = $7, published_at = $8,
     comments_mode = $9, closes_at = $10, updated_at = $11, version = a.version + 1
   RETURNING ${COLUMNS}`,
);

const CHANGE = statement(
  'article_change',
  `UPDATE article SET comments_mode = $3, closes_at = $4, is_watched = $5, updated_at = $6, version = version + 1 WHERE site_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
);

@Injectable()
export class ArticleStore {
  async find(on: Queryable, siteId: SiteId, ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, ArticleRow>> {
    const found = await rows<ArticleRow>(on, FIND, [siteId, ids]);
    return new Map(found.map((article) => [article.id, article]));
  }

  /** Makes articles, in the order of their ids, and returns those that were not there yet; an existing article never changes. */
  async create(tx: Tx, siteId: SiteId, articles: readonly NewArticle[], now: Date): Promise<readonly ArticleRow[]> {
    if (articles.length === 0) return [];
    const sorted = [...articles].sort((a, b) => (a.id < b.id ? -1 : 1));
    return rows<ArticleRow>(tx, CREATE, [
      siteId,
      sorted.map(({ id }) => id),
      sorted.map(({ title }) => title),
      sorted.map(({ url }) => url),
      sorted.map(({ section }) => section),
      sorted.map(({ tags }) => JSON.stringify(tags)),
      sorted.map(({ lang }) => lang),
      sorted.map(({ publishedAt }) => publishedAt),
      now,
    ]);
  }

  /** Locks one article until the end of the transaction. */
  async lock(tx: Tx, siteId: SiteId, id: ArticleId): Promise<ArticleRow | null> {
    const [row] = await rows<ArticleRow>(tx, LOCK, [siteId, id]);
    return row ?? null;
  }

  /** Makes or replaces one article. */
  async put(tx: Tx, siteId: SiteId, article: ArticleChange, now: Date): Promise<ArticleRow> {
    const [row] = await rows<ArticleRow>(tx, PUT, [siteId, article.id, article.title, article.url, article.section, article.tags, article.lang, article.publishedAt, article.commentsMode, article.closesAt, now]);
    if (!row) throw new Error('INSERT … RETURNING gave no row');
    return row;
  }
  /** What the desk decides of an article. The caller holds its lock. */
  async change(tx: Tx, siteId: SiteId, to: Pick<ArticleRow, 'id' | 'comments_mode' | 'closes_at' | 'is_watched'>, now: Date): Promise<ArticleRow> {
    const [row] = await rows<ArticleRow>(tx, CHANGE, [siteId, to.id, to.comments_mode, to.closes_at, to.is_watched, now]);
    if (!row) throw new Error('The article was locked and is not there');
    return row;
  }
}
