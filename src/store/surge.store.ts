import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** Comments that come far faster than usual, or far more of them withheld. */
export const SURGE_KINDS = ['comments', 'holds'] as const;
export type SurgeKind = (typeof SURGE_KINDS)[number];

/** In place of an article's id: the whole site. No article has an empty id. */
export const WHOLE_SITE = '';

export interface SurgeRow {
  /** {@link WHOLE_SITE} for the site. */
  readonly article_id: string;
  readonly kind: SurgeKind;
  readonly since: Date;
  /** In the hour before it was last looked at. */
  readonly comments: number;
  readonly withheld: number;
  /** Before it began: comments in an hour, or the share that is withheld. */
  readonly usual: number;
}

const ON = statement('surge_on', 'SELECT article_id, kind, since, comments, withheld, usual FROM surge WHERE site_id = $1');
const OF = statement('surge_of_articles', 'SELECT article_id, kind, since, comments, withheld, usual FROM surge WHERE site_id = $1 AND article_id = ANY ($2::text[])');
const SITES = statement('surge_sites', 'SELECT DISTINCT site_id AS id FROM surge');
const BEGIN = statement('surge_begin', 'INSERT INTO surge (site_id, article_id, kind, since, comments, withheld, usual) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (site_id, article_id, kind) DO NOTHING');
const FOLLOW = statement('surge_follow', 'UPDATE surge SET comments = $4, withheld = $5 WHERE site_id = $1 AND article_id = $2 AND kind = $3');
const END = statement('surge_end', 'DELETE FROM surge WHERE site_id = $1 AND article_id = $2 AND kind = $3');

/** Surges under way. A row is one; its end takes the row away, the log keeps both. */
@Injectable()
export class SurgeStore {
  on(on: Queryable, siteId: SiteId): Promise<SurgeRow[]> {
    return rows<SurgeRow>(on, ON, [siteId]);
  }

  async of(on: Queryable, siteId: SiteId, articleIds: readonly string[]): Promise<SurgeRow[]> {
    return articleIds.length === 0 ? [] : rows<SurgeRow>(on, OF, [siteId, articleIds]);
  }

  /** Sites on which something is unusual. */
  async sites(on: Queryable): Promise<SiteId[]> {
    return (await rows<{ id: SiteId }>(on, SITES, [])).map(({ id }) => id);
  }

  /** False when it was under way already. */
  async begin(tx: Tx, siteId: SiteId, { article_id: articleId, kind, since, comments, withheld, usual }: SurgeRow): Promise<boolean> {
    return (await changed(tx, BEGIN, [siteId, articleId, kind, since, comments, withheld, usual])) === 1;
  }

  async follow(tx: Tx, siteId: SiteId, { article_id: articleId, kind, comments, withheld }: SurgeRow): Promise<void> {
    await changed(tx, FOLLOW, [siteId, articleId, kind, comments, withheld]);
  }

  async end(tx: Tx, siteId: SiteId, { article_id: articleId, kind }: Pick<SurgeRow, 'article_id' | 'kind'>): Promise<void> {
    await changed(tx, END, [siteId, articleId, kind]);
  }
}
