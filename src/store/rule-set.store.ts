import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface RuleSetRow {
  readonly site_id: SiteId;
  readonly version: number;
  readonly document: unknown;
  readonly hash: string;
  readonly note: string | null;
  readonly created_at: Date;
}

const COLUMNS = 'site_id, version, document, hash, note, created_at';

const RUNNING = statement('rule_set_running', `SELECT ${COLUMNS} FROM rule_set WHERE site_id = $1 AND is_running`);
/** What every process polls: small, one index. */
const RUNNING_VERSIONS = statement('rule_set_running_versions', 'SELECT site_id, version FROM rule_set WHERE is_running AND site_id = ANY ($1::uuid[])');
const NEXT_VERSION = statement('rule_set_next_version', 'SELECT COALESCE(max(version), 0) + 1 AS version FROM rule_set WHERE site_id = $1');
const STOP = statement('rule_set_stop', 'UPDATE rule_set SET is_running = false WHERE site_id = $1 AND is_running');
const ADD = statement(
  'rule_set_add',
  `INSERT INTO rule_set (site_id, version, document, hash, note, published_by, is_running, created_at) VALUES ($1, $2, $3, $4, $5, $6, true, $7)`,
);

@Injectable()
export class RuleSetStore {
  async running(on: Queryable, siteId: SiteId): Promise<RuleSetRow | null> {
    return (await rows<RuleSetRow>(on, RUNNING, [siteId]))[0] ?? null;
  }

  async runningVersions(on: Queryable, siteIds: readonly SiteId[]): Promise<ReadonlyMap<SiteId, number>> {
    const found = await rows<{ site_id: SiteId; version: number }>(on, RUNNING_VERSIONS, [siteIds]);
    return new Map(found.map(({ site_id, version }) => [site_id, version]));
  }

  /** Adds an immutable version and makes it the one that runs; returns its number. The caller has compiled it. */
  async publish(tx: Tx, siteId: SiteId, ruleSet: { document: string; hash: string; note: string | null; publishedBy: string | null }, now: Date): Promise<number> {
    const [next] = await rows<{ version: number }>(tx, NEXT_VERSION, [siteId]);
    const version = next?.version ?? 1;
    await changed(tx, STOP, [siteId]);
    await changed(tx, ADD, [siteId, version, ruleSet.document, ruleSet.hash, ruleSet.note, ruleSet.publishedBy, now]);
    return version;
  }
}
