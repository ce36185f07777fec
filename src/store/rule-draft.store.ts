import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface RuleDraftRow {
  /** Counts every change, so that an ETag of an older draft never fits a newer one. */
  readonly version: number;
  /** As its author wrote it; null: nothing has been changed since the running version. */
  readonly yaml: string | null;
  readonly document: unknown;
  /** Hashes of the long lists that the document names. */
  readonly lists: readonly string[];
  /** The version that ran when the draft was begun. */
  readonly based_on: number | null;
  /** Hash of the starter pack that the draft has taken up. */
  readonly starter: string | null;
  readonly updated_by: string | null;
  readonly updated_by_name: string | null;
  readonly updated_at: Date;
}

export interface DraftChange {
  readonly yaml: string;
  /** Canonical JSON. */
  readonly document: string;
  readonly lists: readonly string[];
  readonly basedOn: number;
  readonly starter: string | null;
  readonly updatedBy: string | null;
}

const COLUMNS = 'd.version, d.yaml, d.document, d.lists, d.based_on, d.starter, d.updated_by, p.name AS updated_by_name, d.updated_at';

const FIND = statement('rule_draft_find', `SELECT ${COLUMNS} FROM rule_draft d LEFT JOIN person p ON p.id = d.updated_by WHERE d.site_id = $1`);
const OPEN = statement('rule_draft_open', 'INSERT INTO rule_draft (site_id, version, updated_at) VALUES ($1, 1, $2) ON CONFLICT (site_id) DO NOTHING');
const LOCK = statement('rule_draft_lock', `SELECT ${COLUMNS} FROM rule_draft d LEFT JOIN person p ON p.id = d.updated_by WHERE d.site_id = $1 FOR UPDATE OF d`);
const WRITE = statement(
  'rule_draft_write',
  `UPDATE rule_draft SET version = version + 1, yaml = $2, document = $3::jsonb, lists = $4::text[], based_on = $5, starter = $6, updated_by = $7, updated_at = $8 WHERE site_id = $1`,
);
const CLEAR = statement(
  'rule_draft_clear',
  `UPDATE rule_draft SET version = version + 1, yaml = NULL, document = NULL, lists = '{}', based_on = NULL, starter = NULL, updated_by = $2, updated_at = $3 WHERE site_id = $1`,
);

/** The one working copy of a site's rules. Whoever publishes locks it first, so that versions come one after the other. */
@Injectable()
export class RuleDraftStore {
  async find(on: Queryable, siteId: SiteId): Promise<RuleDraftRow | null> {
    return (await rows<RuleDraftRow>(on, FIND, [siteId]))[0] ?? null;
  }

  /** Locks the draft until the end of the transaction, and begins an unchanged one if there was none. */
  async lock(tx: Tx, siteId: SiteId, now: Date): Promise<RuleDraftRow> {
    await changed(tx, OPEN, [siteId, now]);
    const [row] = await rows<RuleDraftRow>(tx, LOCK, [siteId]);
    if (!row) throw new Error('The draft that was just begun is gone');
    return row;
  }

  async write(tx: Tx, siteId: SiteId, { yaml, document, lists, basedOn, starter, updatedBy }: DraftChange, now: Date): Promise<void> {
    await changed(tx, WRITE, [siteId, yaml, document, lists, basedOn, starter, updatedBy, now]);
  }

  /** From now on the draft is the running version again. */
  async clear(tx: Tx, siteId: SiteId, updatedBy: string | null, now: Date): Promise<void> {
    await changed(tx, CLEAR, [siteId, updatedBy, now]);
  }
}
