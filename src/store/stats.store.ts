import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { type Queryable, rows, statement } from '../platform/database/statement';

export interface Hours {
  /** The first hour, and the first that is not wanted any more. */
  readonly from: Date;
  readonly to: Date;
}

export interface DeskSums {
  readonly key: string;
  readonly approved: number;
  readonly rejected: number;
  readonly undone: number;
  readonly overturned: number;
  readonly skipped: number;
}

export interface TimeCount {
  readonly key: string;
  readonly kind: 'age' | 'handling';
  readonly bucket: number;
  readonly count: number;
}

/** Whole days of UTC come from the sums of days, what is left at both ends from those of hours. */
const FIRST_DAY = "date_trunc('day', $3::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC')";
const LAST_DAY = "greatest(date_trunc('day', $4::timestamptz, 'UTC'), " + FIRST_DAY + ')';
const DAYS = `day >= (${FIRST_DAY} AT TIME ZONE 'UTC')::date AND day < (${LAST_DAY} AT TIME ZONE 'UTC')::date`;
const ENDS = [`hour >= $3 AND hour < least($4::timestamptz, ${FIRST_DAY})`, `hour >= ${LAST_DAY} AND hour < $4`];
const OF = 'site_id = $1 AND dimension = $2';
const ONLY = '($5::text IS NULL OR key = $5)';

/** The parts of a table of sums, each by its primary key. */
function parts(of: { readonly daily: string; readonly hourly: string; readonly columns: string; readonly where: string }): string {
  const { daily, hourly, columns, where } = of;
  return [`SELECT ${columns} FROM ${daily} WHERE ${where} AND ${DAYS} AND ${ONLY}`, ...ENDS.map((end) => `SELECT ${columns} FROM ${hourly} WHERE ${where} AND ${end} AND ${ONLY}`)].join('\n     UNION ALL ');
}

const SUMS = statement(
  'stats_sums',
  `SELECT key, sum(approved)::integer AS approved, sum(rejected)::integer AS rejected, sum(undone)::integer AS undone, sum(overturned)::integer AS overturned, sum(skipped)::integer AS skipped
   FROM (${parts({ daily: 'desk_daily', hourly: 'desk_hourly', columns: 'key, approved, rejected, undone, overturned, skipped', where: OF })}) s GROUP BY key`,
);

/** Once for each kind, which stands before the time in the key. */
const TIMES = statement(
  'stats_times',
  `SELECT key, kind, bucket, sum(count)::integer AS count
   FROM (${['age', 'handling'].map((kind) => parts({ daily: 'desk_time_daily', hourly: 'desk_time_hourly', columns: 'key, kind, bucket, count', where: `${OF} AND kind = '${kind}'` })).join('\n     UNION ALL ')}) s GROUP BY key, kind, bucket`,
);

/** What a key is called; the latest name of a rule. */
const NAMES = {
  moderator: statement('stats_names_moderator', 'SELECT id::text AS key, name FROM person WHERE $1::uuid IS NOT NULL AND id::text = ANY ($2::text[])'),
  rule: statement('stats_names_rule', 'SELECT DISTINCT ON (rule) rule AS key, name FROM rule_version WHERE site_id = $1 AND rule = ANY ($2::text[]) ORDER BY rule, version DESC'),
  policy: statement('stats_names_policy', 'SELECT id AS key, title AS name FROM policy WHERE site_id = $1 AND id = ANY ($2::text[])'),
  queue: statement('stats_names_queue', 'SELECT id AS key, name FROM queue WHERE site_id = $1 AND id = ANY ($2::text[])'),
  section: statement('stats_names_section', 'SELECT key, key AS name FROM unnest($2::text[]) AS k (key) WHERE $1::uuid IS NOT NULL'),
};
export type NamedDimension = keyof typeof NAMES;

/** Reads the sums of what people decide. */
@Injectable()
export class StatsStore {
  /** Of each key that did anything; `only` narrows to one. */
  sums(on: Queryable, siteId: SiteId, dimension: string, { from, to, only }: Hours & { readonly only: string | null }): Promise<DeskSums[]> {
    return rows<DeskSums>(on, SUMS, [siteId, dimension, from, to, only]);
  }

  times(on: Queryable, siteId: SiteId, dimension: string, { from, to, only }: Hours & { readonly only: string | null }): Promise<TimeCount[]> {
    return rows<TimeCount>(on, TIMES, [siteId, dimension, from, to, only]);
  }

  /** Names of those that are still known. */
  async names(on: Queryable, siteId: SiteId, dimension: NamedDimension, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (keys.length === 0) return new Map();
    return new Map((await rows<{ key: string; name: string }>(on, NAMES[dimension], [siteId, keys])).map(({ key, name }) => [key, name]));
  }
}
