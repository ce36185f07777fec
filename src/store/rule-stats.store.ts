import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { type Queryable, rows, statement } from '../platform/database/statement';

/** A rule of the running version, in the order of the document. */
export interface RunningRule {
  readonly rule: string;
  readonly name: string;
  readonly mode: string;
  readonly version: number;
}

export interface RuleDay {
  readonly rule: string;
  /** UTC, `2026-02-22`. */
  readonly day: string;
  readonly hits: number;
  readonly only_hits: number;
  readonly rejects: number;
  readonly pending: number;
  readonly confirmed: number;
  readonly overturned: number;
  readonly weight_confirmed: number;
  readonly weight_overturned: number;
  readonly weight_squared: number;
  readonly errors: number;
  readonly us_sum: number;
}

/** Since when a rule of a version says what it says now, and since when in this mode. */
export interface RuleSince {
  readonly rule: string;
  readonly mode: string;
  readonly action: string;
  readonly daily_maximum: number | null;
  /** The first version with this content. */
  readonly content_version: number;
  readonly content_since: Date;
  /** The first version with this content in this mode. */
  readonly mode_version: number;
  readonly mode_since: Date;
}

export interface PartSum {
  readonly part: string;
  readonly hits: number;
  readonly confirmed: number;
  readonly overturned: number;
}

const RUNNING = statement(
  'rule_stats_running',
  `SELECT r.rule ->> 'id' AS rule, coalesce(r.rule ->> 'name', r.rule ->> 'id') AS name, r.rule ->> 'mode' AS mode, s.version
   FROM rule_set s CROSS JOIN LATERAL jsonb_array_elements(s.document -> 'rules') WITH ORDINALITY AS r (rule, place)
   WHERE s.site_id = $1 AND s.is_running ORDER BY r.place`,
);

const SUMS = `sum(hits)::integer AS hits, sum(only_hits)::integer AS only_hits, sum(rejects)::integer AS rejects, sum(pending)::integer AS pending,
     sum(confirmed)::integer AS confirmed, sum(overturned)::integer AS overturned, sum(weight_confirmed) AS weight_confirmed,
     sum(weight_overturned) AS weight_overturned, sum(weight_squared) AS weight_squared, sum(errors)::integer AS errors, sum(us_sum)::float8 AS us_sum`;

/** rule_daily's primary key, from a day on. */
const DAYS = statement('rule_stats_days', `SELECT rule, to_char(day, 'YYYY-MM-DD') AS day, ${SUMS} FROM rule_daily WHERE site_id = $1 AND day >= $2 GROUP BY rule, day ORDER BY day`);
const LAST_HITS = statement('rule_stats_last_hits', 'SELECT rule, max(last_hit) AS last_hit FROM rule_daily WHERE site_id = $1 AND day >= $2 AND last_hit IS NOT NULL GROUP BY rule');

/** First over hours, then over rules: a month has hundreds of hours and only some versions. */
const EVALUATED = statement(
  'rule_stats_evaluated',
  `SELECT v.rule, sum(j.evaluated)::integer AS evaluated
   FROM (SELECT version, event, sum(evaluated) AS evaluated FROM judged_hourly WHERE site_id = $1 AND hour >= $2 GROUP BY version, event) j
   JOIN rule_version v ON v.site_id = $1 AND v.version = j.version AND j.event = ANY (v.events) AND v.mode IN ('active', 'shadow')
   GROUP BY v.rule`,
);
const JUDGED = statement('rule_stats_judged', 'SELECT coalesce(sum(evaluated), 0)::integer AS evaluated FROM judged_hourly WHERE site_id = $1 AND hour >= $2');

/** rule_version's primary key, twice per rule. */
const SINCE = statement(
  'rule_stats_since',
  `SELECT v.rule, v.mode, v.action, v.daily_maximum, c.version AS content_version, c.created_at AS content_since, m.version AS mode_version, m.created_at AS mode_since
   FROM rule_version v
   CROSS JOIN LATERAL (SELECT p.version, p.created_at FROM rule_version p WHERE p.site_id = $1 AND p.rule = v.rule AND p.version >
     coalesce((SELECT max(q.version) FROM rule_version q WHERE q.site_id = $1 AND q.rule = v.rule AND q.version < v.version AND q.content <> v.content), 0)
     ORDER BY p.version LIMIT 1) c
   CROSS JOIN LATERAL (SELECT p.version, p.created_at FROM rule_version p WHERE p.site_id = $1 AND p.rule = v.rule AND p.version >
     coalesce((SELECT max(q.version) FROM rule_version q WHERE q.site_id = $1 AND q.rule = v.rule AND q.version < v.version AND (q.content <> v.content OR q.mode <> v.mode)), 0)
     ORDER BY p.version LIMIT 1) m
   WHERE v.site_id = $1 AND v.version = $2`,
);

/** rule_daily_rule_idx: what people said of the hits of one rule since a version, while it was in shadow. */
const SHADOW = statement(
  'rule_stats_shadow',
  `SELECT d.rule, '' AS day, ${SUMS.replaceAll('sum(', 'sum(d.')} FROM unnest($2::text[], $3::integer[]) AS w (rule, version)
   JOIN rule_daily d ON d.site_id = $1 AND d.rule = w.rule AND d.version >= w.version
   JOIN rule_version v ON v.site_id = $1 AND v.rule = d.rule AND v.version = d.version AND v.mode = 'shadow'
   GROUP BY d.rule`,
);

/** The primary key, from its end of one rule. */
const parts = (table: 'entry_daily' | 'section_daily', part: string): ReturnType<typeof statement> =>
  statement(
    `rule_stats_${table}`,
    `SELECT ${part} AS part, sum(hits)::integer AS hits, sum(confirmed)::integer AS confirmed, sum(overturned)::integer AS overturned
   FROM ${table} WHERE site_id = $1 AND rule = $2 AND day >= $3 GROUP BY ${part} ORDER BY sum(hits) DESC, ${part} LIMIT $4`,
  );
const ENTRIES = parts('entry_daily', 'entry');
const SECTIONS = parts('section_daily', 'section');

/** What admins read of what rules did. Sums may lag behind what was committed by a second. */
@Injectable()
export class RuleStatsStore {
  running(on: Queryable, siteId: SiteId): Promise<RunningRule[]> {
    return rows<RunningRule>(on, RUNNING, [siteId]);
  }

  /** Per rule and day, from that day (UTC) on. */
  days(on: Queryable, siteId: SiteId, from: string): Promise<RuleDay[]> {
    return rows<RuleDay>(on, DAYS, [siteId, from]);
  }

  /** The last hit of each rule, if it was on that day or later. */
  async lastHits(on: Queryable, siteId: SiteId, from: string): Promise<ReadonlyMap<string, Date>> {
    return new Map((await rows<{ rule: string; last_hit: Date }>(on, LAST_HITS, [siteId, from])).map(({ rule, last_hit }) => [rule, last_hit]));
  }

  /** Per rule: comments judged since then while it ran. */
  async evaluated(on: Queryable, siteId: SiteId, since: Date): Promise<ReadonlyMap<string, number>> {
    return new Map((await rows<{ rule: string; evaluated: number }>(on, EVALUATED, [siteId, since])).map(({ rule, evaluated }) => [rule, evaluated]));
  }

  /** Comments judged since then. */
  async judged(on: Queryable, siteId: SiteId, since: Date): Promise<number> {
    return (await rows<{ evaluated: number }>(on, JUDGED, [siteId, since]))[0]?.evaluated ?? 0;
  }

  /** Of the rules of a version that the worker knows, which is within a second of its publishing. */
  since(on: Queryable, siteId: SiteId, version: number): Promise<RuleSince[]> {
    return rows<RuleSince>(on, SINCE, [siteId, version]);
  }

  shadow(on: Queryable, siteId: SiteId, since: readonly Pick<RuleSince, 'rule' | 'content_version'>[]): Promise<RuleDay[]> {
    return rows<RuleDay>(on, SHADOW, [siteId, since.map(({ rule }) => rule), since.map((one) => one.content_version)]);
  }

  /** What it hit by, most frequent first. */
  entries(on: Queryable, siteId: SiteId, rule: string, { from, limit }: { from: string; limit: number }): Promise<PartSum[]> {
    return rows<PartSum>(on, ENTRIES, [siteId, rule, from, limit]);
  }

  /** Where it hit, most frequent first. */
  sections(on: Queryable, siteId: SiteId, rule: string, { from, limit }: { from: string; limit: number }): Promise<PartSum[]> {
    return rows<PartSum>(on, SECTIONS, [siteId, rule, from, limit]);
  }
}
