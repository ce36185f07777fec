import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** In how much of the good and of the bad a token stood: sums of weights, see evaluate/signals/standing.ts. */
export interface TokenCountChange {
  readonly hash: number;
  readonly good: number;
  readonly bad: number;
}

const ADD = statement(
  'token_count_add',
  `INSERT INTO token_count AS t (site_id, category, token_hash, good, bad)
   SELECT $1, $2, a.* FROM unnest($3::bigint[], $4::double precision[], $5::double precision[]) AS a
   ON CONFLICT (site_id, category, token_hash) DO UPDATE SET good = greatest(0, t.good + EXCLUDED.good), bad = greatest(0, t.bad + EXCLUDED.bad)`,
);

/** token_count_pkey, a page at a time. */
const PAGE = statement('token_count_page', 'SELECT token_hash, good, bad FROM token_count WHERE site_id = $1 AND category = $2 AND token_hash > $3 AND good + bad > $4 ORDER BY token_hash LIMIT $5');
const FADE = statement('token_count_fade', 'DELETE FROM token_count WHERE site_id = $1 AND category = $2 AND good + bad <= $3');

/** What words stood in what people approved and rejected. Written by the folding worker alone. */
@Injectable()
export class TokenCountStore {
  /** Adds (or, with negative sums, takes back), in the order of the hashes. */
  async add(tx: Tx, siteId: SiteId, category: string, changes: readonly TokenCountChange[]): Promise<void> {
    if (changes.length === 0) return;
    const sorted = [...changes].sort((a, b) => a.hash - b.hash);
    await changed(tx, ADD, [siteId, category, sorted.map(({ hash }) => hash), sorted.map(({ good }) => good), sorted.map(({ bad }) => bad)]);
  }

  /** The next tokens after `after` that weigh more than `least`, in the order of their hashes. */
  async page(on: Queryable, siteId: SiteId, category: string, { after, least, limit }: { readonly after: number; readonly least: number; readonly limit: number }): Promise<TokenCountChange[]> {
    const found = await rows<{ token_hash: string; good: number; bad: number }>(on, PAGE, [siteId, category, after, least, limit]);
    return found.map(({ token_hash: hash, good, bad }) => ({ hash: Number(hash), good, bad }));
  }

  /** Deletes tokens that have faded; returns how many. */
  fade(tx: Tx, siteId: SiteId, category: string, least: number): Promise<number> {
    return changed(tx, FADE, [siteId, category, least]);
  }
}
