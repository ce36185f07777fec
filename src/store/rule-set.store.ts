import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { storedHashes, withStoredEntries } from '../engine/language/stored-entries';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import { RuleListStore } from './rule-list.store';

export interface RuleSetRow {
  readonly site_id: SiteId;
  readonly version: number;
  /** With its lists written out. */
  readonly document: unknown;
  readonly hash: string;
  readonly note: string | null;
  readonly created_at: Date;
}

/** A version with the names of people, its long lists only named. */
export interface RuleSetVersionRow extends RuleSetRow {
  /** As its author wrote it; null for versions that were not written as text. */
  readonly yaml: string | null;
  readonly lists: readonly string[];
  readonly published_by: string | null;
  readonly published_by_name: string | null;
  readonly is_running: boolean;
  readonly rolled_back_to: number | null;
  /** Hash of the starter pack it goes back to. */
  readonly starter: string | null;
}

export interface RuleSetVersionLine extends Omit<RuleSetVersionRow, 'document' | 'yaml' | 'lists' | 'site_id'> {
  readonly rule_count: number;
  readonly list_count: number;
}

export interface NewRuleSet {
  /** Canonical JSON, long lists named. */
  readonly document: string;
  readonly hash: string;
  readonly note: string | null;
  readonly publishedBy: string | null;
  readonly yaml?: string | null;
  readonly lists?: readonly string[];
  readonly rolledBackTo?: number | null;
  readonly starter?: string | null;
}

const COLUMNS = 'site_id, version, document, hash, note, created_at';
const VERSION = 'r.site_id, r.version, r.document, r.hash, r.note, r.created_at, r.yaml, r.lists, r.published_by, p.name AS published_by_name, r.is_running, r.rolled_back_to, r.starter';
const LINE = `r.version, r.hash, r.note, r.created_at, r.published_by, p.name AS published_by_name, r.is_running, r.rolled_back_to, r.starter,
  CASE jsonb_typeof(r.document -> 'rules') WHEN 'array' THEN jsonb_array_length(r.document -> 'rules') ELSE 0 END AS rule_count,
  CASE jsonb_typeof(r.document -> 'lists') WHEN 'array' THEN jsonb_array_length(r.document -> 'lists') ELSE 0 END AS list_count`;

const RUNNING = statement('rule_set_running', `SELECT ${COLUMNS} FROM rule_set WHERE site_id = $1 AND is_running`);
/** What every process polls: small, one index. */
const RUNNING_VERSIONS = statement('rule_set_running_versions', 'SELECT site_id, version FROM rule_set WHERE is_running AND site_id = ANY ($1::uuid[])');
const RUNNING_COMPACT = statement('rule_set_running_compact', `SELECT ${VERSION} FROM rule_set r LEFT JOIN person p ON p.id = r.published_by WHERE r.site_id = $1 AND r.is_running`);
const FIND = statement('rule_set_find', `SELECT ${VERSION} FROM rule_set r LEFT JOIN person p ON p.id = r.published_by WHERE r.site_id = $1 AND r.version = $2`);
/** Newest first, on the primary key. */
const LIST = statement('rule_set_list', `SELECT ${LINE} FROM rule_set r LEFT JOIN person p ON p.id = r.published_by WHERE r.site_id = $1 AND r.version < $2 ORDER BY r.version DESC LIMIT $3`);
const NEXT_VERSION = statement('rule_set_next_version', 'SELECT COALESCE(max(version), 0) + 1 AS version FROM rule_set WHERE site_id = $1');
const STOP = statement('rule_set_stop', 'UPDATE rule_set SET is_running = false WHERE site_id = $1 AND is_running');
const ADD = statement(
  'rule_set_add',
  `INSERT INTO rule_set (site_id, version, document, hash, note, published_by, is_running, created_at, yaml, lists, rolled_back_to, starter) VALUES ($1, $2, $3, $4, $5, $6, true, $7, $8, $9, $10, $11)`,
);

@Injectable()
export class RuleSetStore {
  constructor(private readonly lists: RuleListStore) {}

  /** The version that judges, with its lists written out. */
  async running(on: Queryable, siteId: SiteId): Promise<RuleSetRow | null> {
    const [row] = await rows<RuleSetRow>(on, RUNNING, [siteId]);
    return row ? { ...row, document: await this.writtenOut(on, siteId, row.document) } : null;
  }

  async runningVersions(on: Queryable, siteIds: readonly SiteId[]): Promise<ReadonlyMap<SiteId, number>> {
    const found = await rows<{ site_id: SiteId; version: number }>(on, RUNNING_VERSIONS, [siteIds]);
    return new Map(found.map(({ site_id, version }) => [site_id, version]));
  }

  /** The version that judges; long lists stay named. */
  async runningCompact(on: Queryable, siteId: SiteId): Promise<RuleSetVersionRow | null> {
    return (await rows<RuleSetVersionRow>(on, RUNNING_COMPACT, [siteId]))[0] ?? null;
  }

  /** One version; long lists stay named. */
  async find(on: Queryable, siteId: SiteId, version: number): Promise<RuleSetVersionRow | null> {
    return (await rows<RuleSetVersionRow>(on, FIND, [siteId, version]))[0] ?? null;
  }

  /** Versions before `before`, the newest first. */
  list(on: Queryable, siteId: SiteId, before: number, limit: number): Promise<RuleSetVersionLine[]> {
    return rows<RuleSetVersionLine>(on, LIST, [siteId, before, limit]);
  }

  /** A document with the long lists it names written out. */
  async writtenOut(on: Queryable, siteId: SiteId, document: unknown): Promise<unknown> {
    const texts = await this.lists.texts(on, siteId, storedHashes(document));
    return withStoredEntries(document, (hash) => {
      const text = texts.get(hash);
      return text === undefined ? undefined : JSON.parse(text);
    });
  }

  /** Adds an immutable version and makes it the one that runs; returns its number. The caller has compiled it, and holds the draft's lock. */
  async publish(tx: Tx, siteId: SiteId, ruleSet: NewRuleSet, now: Date): Promise<number> {
    const [next] = await rows<{ version: number }>(tx, NEXT_VERSION, [siteId]);
    const version = next?.version ?? 1;
    await changed(tx, STOP, [siteId]);
    const { document, hash, note, publishedBy, yaml = null, lists = [], rolledBackTo = null, starter = null } = ruleSet;
    await changed(tx, ADD, [siteId, version, document, hash, note, publishedBy, now, yaml, lists, rolledBackTo, starter]);
    return version;
  }
}
