import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { type Queryable, rows, statement } from '../platform/database/statement';
import type { Hours } from './stats.store';

export type Bucket = 'hour' | 'day';

export interface Series extends Hours {
  readonly bucket: Bucket;
  /** Where days begin. */
  readonly timeZone: string;
}

export interface VolumeRow {
  readonly at: Date;
  readonly published: number;
  readonly held: number;
  readonly rejected: number;
  readonly reported: number;
  readonly decided: number;
}

export interface DecidedRow {
  readonly at: Date;
  readonly decided: number;
}

export interface TimeRow {
  readonly at: Date;
  readonly bucket: number;
  readonly count: number;
}

export interface LoadRow {
  readonly person: string;
  readonly name: string | null;
  /** In the time zone asked for, as 2026-02-22. */
  readonly day: string;
  readonly decided: number;
  readonly skipped: number;
  readonly handling_ms: number;
}

export interface QueueAgeRow {
  readonly queue_id: string;
  readonly name: string;
  readonly overdue: number;
  readonly oldest_at: Date | null;
  /** How many are of each class of age, the youngest first. */
  readonly counts: readonly number[];
}

/** Every hour or day of the time, also those in which nothing happened. Hours are those of UTC: a clock that is set back would name two alike. */
const EACH = `(SELECT b AT TIME ZONE $5 AS at FROM generate_series(date_trunc($4, $2::timestamptz AT TIME ZONE $5), ($3::timestamptz AT TIME ZONE $5) - interval '1 microsecond', ('1 ' || $4::text)::interval) AS b) s`;
const AT = "date_trunc($4::text, hour, $5::text)";

const VOLUME = statement(
  'insight_volume',
  `SELECT s.at, coalesce(v.published, 0)::integer AS published, coalesce(v.held, 0)::integer AS held, coalesce(v.rejected, 0)::integer AS rejected, coalesce(v.reported, 0)::integer AS reported, coalesce(v.decided, 0)::integer AS decided
   FROM ${EACH} LEFT JOIN (
     SELECT ${AT} AS at, sum(published) AS published, sum(held) AS held, sum(rejected) AS rejected, sum(reported) AS reported, sum(decided) AS decided
     FROM volume_hourly WHERE site_id = $1 AND hour >= $2 AND hour < $3 GROUP BY 1
   ) v ON v.at = s.at ORDER BY s.at`,
);

const DECIDED = statement(
  'insight_decided',
  `SELECT s.at, coalesce(v.decided, 0)::integer AS decided
   FROM ${EACH} LEFT JOIN (
     SELECT ${AT} AS at, sum(approved + rejected) AS decided FROM desk_hourly WHERE site_id = $1 AND dimension = 'site' AND hour >= $2 AND hour < $3 GROUP BY 1
   ) v ON v.at = s.at ORDER BY s.at`,
);

const TIMES = statement(
  'insight_times',
  `SELECT ${AT} AS at, bucket, sum(count)::integer AS count FROM desk_time_hourly
   WHERE site_id = $1 AND dimension = 'site' AND kind = 'age' AND hour >= $2 AND hour < $3 GROUP BY 1, 2`,
);

const LOAD = statement(
  'insight_load',
  `SELECT l.key AS person, n.name, l.day, l.decided, l.skipped, l.handling_ms
   FROM (SELECT key, to_char(hour AT TIME ZONE $4, 'YYYY-MM-DD') AS day, sum(approved + rejected)::integer AS decided, sum(skipped)::integer AS skipped, sum(handling_ms)::float8 AS handling_ms
         FROM desk_hourly WHERE site_id = $1 AND dimension = 'moderator' AND hour >= $2 AND hour < $3 AND ($5::text IS NULL OR key = $5) GROUP BY 1, 2) l
   LEFT JOIN LATERAL (SELECT name FROM person WHERE id = l.key::uuid LIMIT 1) n ON true
   ORDER BY lower(n.name) NULLS LAST, l.key, l.day`,
);

/** One pass over the slim rows of what waits. What lies in a queue that was removed counts where it goes; what is put off does not wait. */
const QUEUES = statement(
  'insight_queues',
  `WITH waiting AS MATERIALIZED (
     SELECT w.queue_id, width_bucket(extract(epoch FROM $2::timestamptz - w.opened_at)::float8, $3::float8[]) AS class, count(*)::integer AS open, (count(*) FILTER (WHERE w.due_at < $2))::integer AS overdue, min(w.opened_at) AS oldest_at
     FROM waiting_item w WHERE w.site_id = $1 AND (w.snoozed_until IS NULL OR w.snoozed_until <= $2) GROUP BY 1, 2
   ), placed AS (
     SELECT CASE WHEN r.removed_at IS NULL THEN r.id ELSE r.moved_to END AS queue_id, w.class, w.open, w.overdue, w.oldest_at
     FROM queue r JOIN waiting w ON w.queue_id = r.id WHERE r.site_id = $1
   )
   SELECT q.id AS queue_id, q.name, coalesce(sum(p.overdue), 0)::integer AS overdue, min(p.oldest_at) AS oldest_at,
     ARRAY(SELECT coalesce((SELECT sum(o.open) FROM placed o WHERE o.queue_id = q.id AND o.class = c), 0)::integer FROM generate_series(0, cardinality($3::float8[])) AS c ORDER BY c) AS counts
   FROM queue q LEFT JOIN placed p ON p.queue_id = q.id
   WHERE q.site_id = $1 AND q.removed_at IS NULL GROUP BY q.id, q.name, q.position ORDER BY q.position, q.id`,
);

/** Reads what charts show. */
@Injectable()
export class InsightStore {
  volume(on: Queryable, siteId: SiteId, { from, to, bucket, timeZone }: Series): Promise<VolumeRow[]> {
    return rows<VolumeRow>(on, VOLUME, [siteId, from, to, bucket, timeZone]);
  }

  decided(on: Queryable, siteId: SiteId, { from, to, bucket, timeZone }: Series): Promise<DecidedRow[]> {
    return rows<DecidedRow>(on, DECIDED, [siteId, from, to, bucket, timeZone]);
  }

  /** How long decisions of each hour or day had waited, in buckets of time. */
  times(on: Queryable, siteId: SiteId, { from, to, bucket, timeZone }: Series): Promise<TimeRow[]> {
    return rows<TimeRow>(on, TIMES, [siteId, from, to, bucket, timeZone]);
  }

  /** By name, then by day; `only` narrows to one person. */
  load(on: Queryable, siteId: SiteId, { from, to, timeZone, only }: Hours & { readonly timeZone: string; readonly only: string | null }): Promise<LoadRow[]> {
    return rows<LoadRow>(on, LOAD, [siteId, from, to, timeZone, only]);
  }

  /** Every queue with the ages of what waits in it, in classes that begin at these seconds; the first class begins at nothing. */
  queues(on: Queryable, siteId: SiteId, now: Date, classes: readonly number[]): Promise<QueueAgeRow[]> {
    return rows<QueueAgeRow>(on, QUEUES, [siteId, now, classes]);
  }
}
