import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** The entries of one long list, as canonical JSON under its SHA-256. */
export interface NewRuleList {
  readonly hash: string;
  readonly size: number;
  readonly entries: string;
}

const KEEP = statement(
  'rule_list_keep',
  `INSERT INTO rule_list (site_id, hash, size, entries, created_at) VALUES ($1, $2, $3, $4::jsonb, $5) ON CONFLICT (site_id, hash) DO UPDATE SET created_at = EXCLUDED.created_at`,
);
const KNOWN = statement('rule_list_known', 'SELECT hash, size FROM rule_list WHERE site_id = $1 AND hash = ANY ($2::text[])');
/** As text: what goes on to a worker thread is not parsed on the way. */
const TEXTS = statement('rule_list_texts', 'SELECT hash, entries::text AS entries FROM rule_list WHERE site_id = $1 AND hash = ANY ($2::text[])');
/** A page of entries in their order, narrowed to terms that contain a text. The array is opened in the database, so that no process holds it for a page. */
const PAGE = statement(
  'rule_list_page',
  `SELECT e.entry, e.place::integer AS place FROM rule_list l CROSS JOIN LATERAL jsonb_array_elements(l.entries) WITH ORDINALITY AS e (entry, place)
   WHERE l.site_id = $1 AND l.hash = $2 AND e.place > $3
     AND strpos(lower(CASE jsonb_typeof(e.entry) WHEN 'string' THEN e.entry #>> '{}' ELSE e.entry ->> 'term' END), $4) > 0
   ORDER BY e.place LIMIT $5`,
);
/** What no version, draft or starter pack names any more. Young lists stay: a draft that is about to name them may not be committed yet. */
const FORGET = statement(
  'rule_list_forget',
  `DELETE FROM rule_list l WHERE l.site_id = $1 AND l.created_at < $2
     AND NOT EXISTS (SELECT FROM rule_set r WHERE r.site_id = $1 AND l.hash = ANY (r.lists))
     AND NOT EXISTS (SELECT FROM rule_draft d WHERE d.site_id = $1 AND l.hash = ANY (d.lists))
     AND NOT EXISTS (SELECT FROM rule_starter s WHERE s.site_id = $1 AND l.hash = ANY (s.lists))`,
);

/** Long lists, each kept once per site however many versions hold it. */
@Injectable()
export class RuleListStore {
  async keep(tx: Tx, siteId: SiteId, lists: readonly NewRuleList[], now: Date): Promise<void> {
    for (const { hash, size, entries } of [...lists].sort((a, b) => (a.hash < b.hash ? -1 : 1))) await changed(tx, KEEP, [siteId, hash, size, entries, now]);
  }

  /** Hash → number of entries, of those that are there. */
  async known(on: Queryable, siteId: SiteId, hashes: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (hashes.length === 0) return new Map();
    return new Map((await rows<{ hash: string; size: number }>(on, KNOWN, [siteId, hashes])).map(({ hash, size }) => [hash, size]));
  }

  /** Hash → entries as JSON text, of those that are there. */
  async texts(on: Queryable, siteId: SiteId, hashes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (hashes.length === 0) return new Map();
    return new Map((await rows<{ hash: string; entries: string }>(on, TEXTS, [siteId, hashes])).map(({ hash, entries }) => [hash, entries]));
  }

  /** Entries after a place (from 1) whose term contains `part` (lower case; empty: all). */
  page(on: Queryable, siteId: SiteId, hash: string, { after, part, limit }: { readonly after: number; readonly part: string; readonly limit: number }): Promise<{ entry: unknown; place: number }[]> {
    return rows(on, PAGE, [siteId, hash, after, part, limit]);
  }

  /** Removes what nothing names any more; returns how many lists. */
  async forget(tx: Tx, siteId: SiteId, olderThan: Date): Promise<number> {
    return changed(tx, FORGET, [siteId, olderThan]);
  }
}
