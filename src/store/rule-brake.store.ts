import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/**
 * `young`: a new or edited rule rejects too much. `daily`: it has reached its daily maximum. `degraded`: it broke too often. `rate`: an alarm
 * only; the rule, or the site, behaves unlike itself.
 */
export const BRAKE_KINDS = ['young', 'daily', 'degraded', 'rate'] as const;
export type BrakeKind = (typeof BRAKE_KINDS)[number];

/** Stands for the site where a rule would stand. */
export const WHOLE_SITE = '*';

export interface NewBrake {
  readonly rule: string;
  readonly kind: BrakeKind;
  /** What it was put on for; the same cause never brakes twice. */
  readonly cause: string;
  readonly since: Date;
  /** Null: until an admin releases it. */
  readonly until: Date | null;
  /** The numbers behind it. */
  readonly evidence: Readonly<Record<string, number | string>>;
}

export interface BrakeRow {
  readonly rule: string;
  readonly kind: BrakeKind;
  readonly cause: string;
  readonly since: Date;
  readonly until: Date | null;
  readonly released_at: Date | null;
  readonly released_by: string | null;
  readonly evidence: Readonly<Record<string, number | string>>;
}

/** Which rules of a site are not quite themselves: what the engine is told as facts. */
export interface Brakes {
  readonly braked: readonly string[];
  readonly degraded: readonly string[];
}

const COLUMNS = 'rule, kind, cause, since, until, released_at, released_by, evidence';
const ON = 'released_at IS NULL AND (until IS NULL OR until > $2)';

/** rule_brake_on_idx. What every process polls. */
const ON_SITES = statement('rule_brake_on_sites', `SELECT site_id, rule, kind FROM rule_brake WHERE site_id = ANY ($1::uuid[]) AND ${ON} AND kind <> 'rate' ORDER BY rule`);
/** rule_brake_on_idx. */
const ON_SITE = statement('rule_brake_on', `SELECT ${COLUMNS} FROM rule_brake WHERE site_id = $1 AND ${ON} ORDER BY since, rule`);
const LATELY = statement('rule_brake_lately', `SELECT ${COLUMNS} FROM rule_brake WHERE site_id = $1 AND (since >= $2 OR (released_at IS NULL AND until IS NULL)) ORDER BY since DESC, rule LIMIT $3`);
const PUT_ON = statement(
  'rule_brake_put_on',
  `INSERT INTO rule_brake (site_id, rule, kind, cause, since, until, evidence) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::jsonb[])
   ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
);
const RELEASE = statement('rule_brake_release', `UPDATE rule_brake SET released_at = $2, released_by = $4 WHERE site_id = $1 AND ${ON} AND rule = $3 RETURNING ${COLUMNS}`);
/** The rule was changed or paused: what the brake was put on for is no more. */
const END = statement('rule_brake_end', 'UPDATE rule_brake SET until = $2 WHERE site_id = $1 AND released_at IS NULL AND (rule, kind, cause) IN (SELECT * FROM unnest($3::text[], $4::text[], $5::text[]))');
const RELEASED = statement('rule_brake_released', `SELECT rule, max(released_at) AS at FROM rule_brake WHERE site_id = $1 AND kind = 'degraded' AND released_at IS NOT NULL AND released_at >= $2 GROUP BY rule`);

/** Brakes on rules: put on by the worker, taken off by admins, by time, or by changing the rule. */
@Injectable()
export class RuleBrakeStore {
  /** By site; a site without a brake is missing. */
  async onSites(on: Queryable, siteIds: readonly SiteId[], now: Date): Promise<ReadonlyMap<SiteId, Brakes>> {
    const found = new Map<SiteId, { braked: string[]; degraded: string[] }>();
    for (const { site_id, rule, kind } of await rows<{ site_id: SiteId; rule: string; kind: BrakeKind }>(on, ON_SITES, [siteIds, now])) {
      const brakes = found.get(site_id) ?? { braked: [], degraded: [] };
      const rules = kind === 'degraded' ? brakes.degraded : brakes.braked;
      if (!rules.includes(rule)) rules.push(rule);
      found.set(site_id, brakes);
    }
    return found;
  }

  /** Brakes and alarms that are on. */
  on(on: Queryable, siteId: SiteId, now: Date): Promise<BrakeRow[]> {
    return rows<BrakeRow>(on, ON_SITE, [siteId, now]);
  }

  /** Newest first: those put on since then, and those that are on until somebody releases them. */
  lately(on: Queryable, siteId: SiteId, since: Date, limit: number): Promise<BrakeRow[]> {
    return rows<BrakeRow>(on, LATELY, [siteId, since, limit]);
  }

  /** Those that are new: not put on before for the same cause. */
  async putOn(tx: Tx, siteId: SiteId, brakes: readonly NewBrake[]): Promise<BrakeRow[]> {
    if (brakes.length === 0) return [];
    return rows<BrakeRow>(tx, PUT_ON, [
      siteId,
      brakes.map(({ rule }) => rule),
      brakes.map(({ kind }) => kind),
      brakes.map(({ cause }) => cause),
      brakes.map(({ since }) => since),
      brakes.map(({ until }) => until),
      brakes.map(({ evidence }) => JSON.stringify(evidence)),
    ]);
  }

  /** Takes off all that is on for a rule; returns what was. */
  release(tx: Tx, siteId: SiteId, rule: string, { by, now }: { readonly by: string; readonly now: Date }): Promise<BrakeRow[]> {
    return rows<BrakeRow>(tx, RELEASE, [siteId, now, rule, by]);
  }

  async end(tx: Tx, siteId: SiteId, brakes: readonly Pick<BrakeRow, 'rule' | 'kind' | 'cause'>[], now: Date): Promise<void> {
    if (brakes.length === 0) return;
    await changed(tx, END, [siteId, now, brakes.map(({ rule }) => rule), brakes.map(({ kind }) => kind), brakes.map(({ cause }) => cause)]);
  }

  /** When degraded rules were last released: earlier errors are forgiven. */
  async forgiven(on: Queryable, siteId: SiteId, since: Date): Promise<ReadonlyMap<string, Date>> {
    return new Map((await rows<{ rule: string; at: Date }>(on, RELEASED, [siteId, since])).map(({ rule, at }) => [rule, at]));
  }
}
