import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { type Queryable, rows, statement } from '../platform/database/statement';

export interface RuleErrors {
  readonly rule: string;
  readonly minute: Date;
  readonly errors: number;
}

export interface RuleHour {
  readonly rule: string;
  readonly hour: Date;
  readonly hits: number;
}

export interface JudgedHour {
  readonly hour: Date;
  readonly evaluated: number;
  readonly passed: number;
}

export interface RulePace {
  readonly rule: string;
  readonly hits: number;
  readonly evaluated: number;
}

const RUNNING = statement('rule_pace_running', 'SELECT version FROM rule_set WHERE site_id = $1 AND is_running');

/** rule_daily_rule_idx and judged_hourly's primary key: hits of a rule and comments judged, both since a version. */
const SINCE = statement(
  'rule_pace_since',
  `SELECT w.rule, coalesce((SELECT sum(d.hits) FROM rule_daily d WHERE d.site_id = $1 AND d.rule = w.rule AND d.version >= w.version), 0)::integer AS hits,
     coalesce((SELECT sum(j.evaluated) FROM judged_hourly j WHERE j.site_id = $1 AND j.hour >= w.hour AND j.version >= w.version), 0)::integer AS evaluated
   FROM unnest($2::text[], $3::integer[], $4::timestamptz[]) AS w (rule, version, hour)`,
);
/** rule_daily's primary key. */
const REJECTS = statement('rule_pace_rejects', 'SELECT rule, sum(rejects)::integer AS hits, 0 AS evaluated FROM rule_daily WHERE site_id = $1 AND day = $2 AND rejects > 0 GROUP BY rule');
const ERRORS = statement('rule_pace_errors', 'SELECT rule, minute, errors FROM rule_error_minute WHERE site_id = $1 AND minute >= $2');
const BUSY = statement('rule_pace_busy', 'SELECT rule, hour, hits FROM rule_hourly WHERE site_id = $1 AND hour = $2 AND hits >= $3');
const HOURS = statement('rule_pace_hours', 'SELECT rule, hour, hits FROM rule_hourly WHERE site_id = $1 AND hour >= $2 AND rule = ANY ($3::text[])');
const JUDGED = statement('rule_pace_judged', 'SELECT hour, sum(evaluated)::integer AS evaluated, sum(passed)::integer AS passed FROM judged_hourly WHERE site_id = $1 AND hour >= $2 GROUP BY hour');

/** How fast rules fire and break: what the brakes go by. */
@Injectable()
export class RulePaceStore {
  async runningVersion(on: Queryable, siteId: SiteId): Promise<number | null> {
    return (await rows<{ version: number }>(on, RUNNING, [siteId]))[0]?.version ?? null;
  }

  /** Hits and comments judged since a rule says what it says now. */
  async since(on: Queryable, siteId: SiteId, rules: readonly { readonly rule: string; readonly version: number; readonly hour: Date }[]): Promise<RulePace[]> {
    return rules.length === 0 ? [] : rows<RulePace>(on, SINCE, [siteId, rules.map(({ rule }) => rule), rules.map(({ version }) => version), rules.map(({ hour }) => hour)]);
  }

  /** Comments that each rule rejected on that day (UTC). */
  async rejects(on: Queryable, siteId: SiteId, day: string): Promise<ReadonlyMap<string, number>> {
    return new Map((await rows<RulePace>(on, REJECTS, [siteId, day])).map(({ rule, hits }) => [rule, hits]));
  }

  errors(on: Queryable, siteId: SiteId, since: Date): Promise<RuleErrors[]> {
    return rows<RuleErrors>(on, ERRORS, [siteId, since]);
  }

  /** Rules with at least so many hits in that hour. */
  busy(on: Queryable, siteId: SiteId, hour: Date, least: number): Promise<RuleHour[]> {
    return rows<RuleHour>(on, BUSY, [siteId, hour, least]);
  }

  async hours(on: Queryable, siteId: SiteId, since: Date, rules: readonly string[]): Promise<RuleHour[]> {
    return rules.length === 0 ? [] : rows<RuleHour>(on, HOURS, [siteId, since, rules]);
  }

  judged(on: Queryable, siteId: SiteId, since: Date): Promise<JudgedHour[]> {
    return rows<JudgedHour>(on, JUDGED, [siteId, since]);
  }
}
