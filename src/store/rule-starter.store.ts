import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface RuleStarterRow {
  readonly hash: string;
  readonly name: string;
  readonly version: number;
  readonly document: unknown;
  readonly lists: readonly string[];
}

const KEEP = statement(
  'rule_starter_keep',
  `INSERT INTO rule_starter (site_id, hash, name, version, document, lists, created_at) VALUES ($1, $2, $3, $4, $5::jsonb, $6::text[], $7) ON CONFLICT (site_id, hash) DO NOTHING`,
);
const FIND = statement('rule_starter_find', 'SELECT hash, name, version, document, lists FROM rule_starter WHERE site_id = $1 AND hash = $2');

/** Starter packs as they were when a site took them. */
@Injectable()
export class RuleStarterStore {
  async keep(tx: Tx, siteId: SiteId, pack: Omit<RuleStarterRow, 'document'> & { readonly document: string }, now: Date): Promise<void> {
    await changed(tx, KEEP, [siteId, pack.hash, pack.name, pack.version, pack.document, pack.lists, now]);
  }

  async find(on: Queryable, siteId: SiteId, hash: string): Promise<RuleStarterRow | null> {
    return (await rows<RuleStarterRow>(on, FIND, [siteId, hash]))[0] ?? null;
  }
}
