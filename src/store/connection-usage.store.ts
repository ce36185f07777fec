import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { integers, texts } from '../platform/database/columns';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';

export interface Usage {
  readonly calls: number;
  readonly spam: number;
  readonly ham: number;
  readonly missedSpam: number;
  readonly falsePositives: number;
}

/** What a call counts as, besides as a call. */
export type UsageKind = Exclude<keyof Usage, 'calls'>;

export const NO_USAGE: Usage = { calls: 0, spam: 0, ham: 0, missedSpam: 0, falsePositives: 0 };

export interface CallerUsage extends Usage {
  readonly caller: string;
}

export interface UsageQuery {
  /** `YYYY-MM` in UTC. */
  readonly month: string;
  /** Only callers that contain this text. */
  readonly filter: string;
  readonly order: keyof Usage;
  readonly limit: number;
  readonly offset: number;
}

/** By primary key. */
const ADD = statement(
  'connection_usage_add',
  `INSERT INTO connection_usage AS u (site_id, connection_id, month, caller, calls, spam, ham, missed_spam, false_positives)
   SELECT c.site_id, c.id, date_trunc('month', $3::timestamptz AT TIME ZONE 'UTC')::date, n.*
     FROM connection c, unnest($4::text[], $5::integer[], $6::integer[], $7::integer[], $8::integer[], $9::integer[]) AS n (caller, calls, spam, ham, missed_spam, false_positives)
    WHERE c.site_id = $1 AND c.id = $2
   ON CONFLICT (site_id, connection_id, month, caller) DO UPDATE SET calls = u.calls + EXCLUDED.calls, spam = u.spam + EXCLUDED.spam, ham = u.ham + EXCLUDED.ham,
     missed_spam = u.missed_spam + EXCLUDED.missed_spam, false_positives = u.false_positives + EXCLUDED.false_positives`,
);

const COLUMNS = 'caller, calls::int, spam::int, ham::int, missed_spam::int AS "missedSpam", false_positives::int AS "falsePositives"';

/** Along the primary key, a month of one connection. */
const LIST = statement(
  'connection_usage_list',
  `SELECT ${COLUMNS}, count(*) OVER ()::int AS total FROM connection_usage
   WHERE site_id = $1 AND connection_id = $2 AND month = $3::date AND strpos(caller, $4) > 0
   ORDER BY CASE $5::text WHEN 'spam' THEN spam WHEN 'ham' THEN ham WHEN 'missedSpam' THEN missed_spam WHEN 'falsePositives' THEN false_positives ELSE calls END DESC, caller
   LIMIT $6 OFFSET $7`,
);
const SUM = statement('connection_usage_sum', 'SELECT coalesce(sum(calls), 0)::int AS calls FROM connection_usage WHERE site_id = $1 AND connection_id = $2 AND month = $3::date');

/** How often each client of a connection asked, by month (UTC). Written once a second; a process that is killed forgets that second. */
@Injectable()
export class ConnectionUsageStore {
  async add(on: Queryable, siteId: SiteId, connectionId: string, { usage, at }: { readonly usage: ReadonlyMap<string, Usage>; readonly at: Date }): Promise<void> {
    if (usage.size === 0) return;
    const counts = [...usage.values()];
    await changed(on, ADD, [
      siteId, connectionId, at, texts([...usage.keys()]), integers(counts.map(({ calls }) => calls)), integers(counts.map(({ spam }) => spam)), integers(counts.map(({ ham }) => ham)),
      integers(counts.map(({ missedSpam }) => missedSpam)), integers(counts.map(({ falsePositives }) => falsePositives)),
    ]);
  }

  /** A page of a month, the greatest first, and how many there are in all. */
  async list(on: Queryable, siteId: SiteId, connectionId: string, { month, filter, order, limit, offset }: UsageQuery): Promise<{ readonly items: readonly CallerUsage[]; readonly total: number }> {
    const found = await rows<CallerUsage & { total: number }>(on, LIST, [siteId, connectionId, `${month}-01`, filter, order, limit, offset]);
    return { items: found, total: found[0]?.total ?? 0 };
  }

  /** Calls of a month. */
  async calls(on: Queryable, siteId: SiteId, connectionId: string, month: string): Promise<number> {
    return (await rows<{ calls: number }>(on, SUM, [siteId, connectionId, `${month}-01`]))[0]?.calls ?? 0;
  }
}
