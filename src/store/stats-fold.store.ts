import { Injectable } from '@nestjs/common';
import type { CommentId, DecisionId, SiteId } from '../domain/ids';
import type { DecisionAction } from '../domain/statuses';
import { changed, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** What was decided or skipped belongs to, at the time; '' where there is none. */
export interface DeskKeys {
  readonly moderator: string;
  readonly rule: string;
  readonly policy: string;
  readonly queue: string;
  readonly section: string;
}

/** `undone`: by who made it; `overturned`: by somebody else, or by the opposite decision of somebody else on the same text. */
export type Fate = 'stands' | 'undone' | 'overturned';

/** A decision as it is now, with what was counted of it before. */
export interface DecisionToCount extends DeskKeys {
  readonly id: DecisionId;
  readonly hour: Date;
  readonly action: DecisionAction;
  readonly fate: Fate;
  /** From the item's opening; null when nothing had waited. */
  readonly age_seconds: number | null;
  /** From taking the item, or the decision before if that was later; null for what was not taken by itself. */
  readonly handling_ms: number | null;
  readonly counted_fate: Fate | null;
}

export interface SkipsToCount extends DeskKeys {
  readonly hour: Date;
  readonly skips: number;
}

export interface DeskAddition {
  readonly dimension: string;
  readonly hour: Date;
  readonly key: string;
  /** approved, rejected, undone, overturned, skipped, handling_ms */
  readonly by: readonly number[];
}

export interface TimeAddition {
  readonly dimension: string;
  readonly kind: 'age' | 'handling';
  readonly hour: Date;
  readonly key: string;
  readonly bucket: number;
  readonly count: number;
}

/** Longer is no handling: somebody went away with the item open. As long as a lease may last. */
const LONGEST_HANDLING_SECONDS = 1_800;

/** event_position_pkey over the places ($2, $3], then the primary key of each line. */
const LINES = `(SELECT position, event_id FROM event_position WHERE site_id = $1 AND position > $2 AND position <= $3 ORDER BY position LIMIT 5000) p
   CROSS JOIN LATERAL (SELECT * FROM event WHERE site_id = $1 AND id = p.event_id LIMIT 1) e`;
const HOUR = "date_trunc('hour', e.created_at, 'UTC')";

const VOLUME = statement(
  'stats_fold_volume',
  `INSERT INTO volume_hourly AS v (site_id, hour, published, held, rejected, reported, decided)
   SELECT $1, ${HOUR}, count(*) FILTER (WHERE e.type = 'comment.submitted' AND e.payload ->> 'status' = 'published'),
     count(*) FILTER (WHERE e.type = 'comment.submitted' AND e.payload ->> 'status' = 'held'),
     count(*) FILTER (WHERE e.type = 'comment.submitted' AND e.payload ->> 'status' = 'rejected'),
     count(*) FILTER (WHERE e.type = 'comment.reported'), count(*) FILTER (WHERE e.type = 'decision.made')
   FROM ${LINES}
   WHERE e.type IN ('comment.submitted', 'comment.reported', 'decision.made') GROUP BY 2
   ON CONFLICT (site_id, hour) DO UPDATE SET published = v.published + excluded.published, held = v.held + excluded.held,
     rejected = v.rejected + excluded.rejected, reported = v.reported + excluded.reported, decided = v.decided + excluded.decided`,
);

const SKIPS = statement(
  'stats_fold_skips',
  `SELECT ${HOUR} AS hour, substr(e.actor, 8) AS moderator, coalesce(i.rule, '') AS rule, coalesce(i.policy, '') AS policy, coalesce(i.queue_id, '') AS queue, coalesce(a.section, '') AS section, count(*)::integer AS skips
   FROM ${LINES}
   LEFT JOIN LATERAL (SELECT rule, policy, queue_id, article_id FROM review_item WHERE site_id = $1 AND id = e.item_id LIMIT 1) i ON true
   LEFT JOIN LATERAL (SELECT section FROM article WHERE site_id = $1 AND id = i.article_id LIMIT 1) a ON true
   WHERE e.type = 'item.skipped' AND e.actor LIKE 'person:%' GROUP BY 1, 2, 3, 4, 5, 6`,
);

/**
 * Every decision on these comments. By decision_comment_idx; the claim by event_comment_idx; the decision before by
 * decision_moderator_idx. Lateral throughout: each comment has few, and no planner shall think otherwise.
 */
const DECISIONS = statement(
  'stats_fold_decisions',
  `SELECT d.id, date_trunc('hour', d.created_at, 'UTC') AS hour, d.action, d.decided_by::text AS moderator, coalesce(i.rule, '') AS rule,
     coalesce(d.reason_code, i.policy, '') AS policy, coalesce(i.queue_id, '') AS queue, coalesce(a.section, '') AS section, f.fate,
     CASE WHEN i.opened_at < d.created_at THEN extract(epoch FROM d.created_at - i.opened_at)::integer END AS age_seconds,
     CASE WHEN d.bulk_operation_id IS NULL AND t.since >= d.created_at - make_interval(secs => ${LONGEST_HANDLING_SECONDS})
       THEN (extract(epoch FROM d.created_at - t.since) * 1000)::integer END AS handling_ms,
     k.fate AS counted_fate
   FROM unnest($2::uuid[]) AS c (comment_id)
   CROSS JOIN LATERAL (SELECT * FROM decision WHERE site_id = $1 AND comment_id = c.comment_id ORDER BY created_at LIMIT 1000) d
   LEFT JOIN LATERAL (SELECT * FROM review_item WHERE site_id = $1 AND id = d.item_id LIMIT 1) i ON true
   LEFT JOIN LATERAL (SELECT section FROM article WHERE site_id = $1 AND id = i.article_id LIMIT 1) a ON true
   LEFT JOIN LATERAL (SELECT fate FROM decision_count WHERE site_id = $1 AND decision_id = d.id LIMIT 1) k ON true
   CROSS JOIN LATERAL (SELECT CASE
     WHEN d.reversed_by = d.decided_by THEN 'undone' WHEN d.reversed_by IS NOT NULL THEN 'overturned'
     ELSE coalesce((SELECT min(CASE WHEN l.decided_by <> d.decided_by THEN 'overturned' ELSE 'undone' END) FROM decision l
       WHERE l.site_id = $1 AND l.comment_id = d.comment_id AND l.created_at >= d.created_at AND (l.created_at, l.id) > (d.created_at, d.id)
         AND l.revision = d.revision AND l.action <> d.action AND l.reversed_by IS NULL), 'stands') END AS fate) f
   LEFT JOIN LATERAL (
     SELECT greatest(e.created_at, (SELECT b.created_at FROM decision b WHERE b.site_id = $1 AND b.decided_by = d.decided_by AND b.created_at < d.created_at ORDER BY b.created_at DESC LIMIT 1)) AS since
     FROM event e WHERE e.site_id = $1 AND e.comment_id = d.comment_id AND e.type = 'item.claimed' AND e.item_id = d.item_id
       AND e.actor = 'person:' || d.decided_by::text AND e.created_at <= d.created_at ORDER BY e.id DESC LIMIT 1
   ) t ON true
   ORDER BY d.id`,
);

const KEEP = statement(
  'stats_fold_keep',
  `INSERT INTO decision_count (site_id, decision_id, hour, moderator, rule, policy, queue, section, action, fate, age_seconds, handling_ms)
   SELECT $1, * FROM unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::integer[], $12::integer[])
   ON CONFLICT (site_id, decision_id) DO UPDATE SET fate = excluded.fate`,
);

/** What an earlier count of these decisions was filed under: the item may lie in another queue now. */
const FILED = statement(
  'stats_fold_filed',
  'SELECT decision_id AS id, hour, moderator, rule, policy, queue, section, action, fate, age_seconds, handling_ms FROM decision_count WHERE site_id = $1 AND decision_id = ANY ($2::uuid[])',
);

const SUMS = 'approved, rejected, undone, overturned, skipped, handling_ms';
const ADDED = SUMS.split(', ').map((sum) => `${sum} = t.${sum} + excluded.${sum}`).join(', ');
const SUMMED = SUMS.split(', ').map((sum) => `sum(a.${sum})`).join(', ');
const DAY = "(a.hour AT TIME ZONE 'UTC')::date";

const ADDITIONS = 'unnest($2::text[], $3::timestamptz[], $4::text[], $5::integer[], $6::integer[], $7::integer[], $8::integer[], $9::integer[], $10::bigint[])';
const ADD = [
  statement('stats_fold_add', `INSERT INTO desk_hourly AS t (site_id, dimension, hour, key, ${SUMS}) SELECT $1, * FROM ${ADDITIONS} ON CONFLICT (site_id, dimension, hour, key) DO UPDATE SET ${ADDED}`),
  statement(
    'stats_fold_add_days',
    `INSERT INTO desk_daily AS t (site_id, dimension, day, key, ${SUMS}) SELECT $1, a.dimension, ${DAY}, a.key, ${SUMMED} FROM ${ADDITIONS} AS a (dimension, hour, key, ${SUMS}) GROUP BY 2, 3, 4
   ON CONFLICT (site_id, dimension, day, key) DO UPDATE SET ${ADDED}`,
  ),
];

const TIMES = 'unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::smallint[], $7::integer[])';
const ADD_TIMES = [
  statement('stats_fold_add_times', `INSERT INTO desk_time_hourly AS t (site_id, dimension, kind, hour, key, bucket, count) SELECT $1, * FROM ${TIMES} ON CONFLICT (site_id, dimension, kind, hour, key, bucket) DO UPDATE SET count = t.count + excluded.count`),
  statement(
    'stats_fold_add_times_days',
    `INSERT INTO desk_time_daily AS t (site_id, dimension, kind, day, key, bucket, count) SELECT $1, a.dimension, a.kind, ${DAY}, a.key, a.bucket, sum(a.count) FROM ${TIMES} AS a (dimension, kind, hour, key, bucket, count) GROUP BY 2, 3, 4, 5, 6
   ON CONFLICT (site_id, dimension, kind, day, key, bucket) DO UPDATE SET count = t.count + excluded.count`,
  ),
];

export type FiledDecision = Omit<DecisionToCount, 'counted_fate'>;

/** Sums of what comes in and what people decide. Written by the one worker that holds the cursor: no two writers meet. */
@Injectable()
export class StatsFoldStore {
  /** Counts what came in at the places above `after` up to `last`. */
  async volume(tx: Tx, siteId: SiteId, after: number, last: number): Promise<void> {
    await changed(tx, VOLUME, [siteId, after, last]);
  }

  skips(tx: Tx, siteId: SiteId, after: number, last: number): Promise<SkipsToCount[]> {
    return rows<SkipsToCount>(tx, SKIPS, [siteId, after, last]);
  }

  decisions(tx: Tx, siteId: SiteId, comments: readonly CommentId[]): Promise<DecisionToCount[]> {
    return rows<DecisionToCount>(tx, DECISIONS, [siteId, comments]);
  }

  filed(tx: Tx, siteId: SiteId, ids: readonly DecisionId[]): Promise<FiledDecision[]> {
    return rows<FiledDecision>(tx, FILED, [siteId, ids]);
  }

  /** Keeps how decisions were counted; of one that was before, its fate. */
  async keep(tx: Tx, siteId: SiteId, all: readonly FiledDecision[]): Promise<void> {
    if (all.length === 0) return;
    const column = <Key extends keyof FiledDecision>(key: Key): FiledDecision[Key][] => all.map((one) => one[key]);
    await changed(tx, KEEP, [siteId, column('id'), column('hour'), column('moderator'), column('rule'), column('policy'), column('queue'), column('section'), column('action'), column('fate'), column('age_seconds'), column('handling_ms')]);
  }

  async add(tx: Tx, siteId: SiteId, all: readonly DeskAddition[]): Promise<void> {
    if (all.length === 0) return;
    const sums = Array.from({ length: 6 }, (_, index) => all.map(({ by }) => by[index] ?? 0));
    for (const add of ADD) await changed(tx, add, [siteId, all.map(({ dimension }) => dimension), all.map(({ hour }) => hour), all.map(({ key }) => key), ...sums]);
  }

  async addTimes(tx: Tx, siteId: SiteId, all: readonly TimeAddition[]): Promise<void> {
    if (all.length === 0) return;
    const columns = [siteId, all.map(({ dimension }) => dimension), all.map(({ kind }) => kind), all.map(({ hour }) => hour), all.map(({ key }) => key), all.map(({ bucket }) => bucket), all.map(({ count }) => count)];
    for (const add of ADD_TIMES) await changed(tx, add, columns);
  }
}
