import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { NoticeCategory } from '../domain/notices';
import type { LawRestriction, LawSource } from '../domain/statement-of-reasons';
import { type Queryable, rows, statement } from '../platform/database/statement';

/** From the first moment up to, and without, the last. */
export interface ReportPeriod {
  readonly from: Date;
  readonly to: Date;
}

/** Statements that are alike. */
export interface StatementCount {
  readonly policy: string | null;
  readonly restriction: LawRestriction;
  readonly source: LawSource;
  readonly is_detected_automatically: boolean;
  readonly is_decided_automatically: boolean;
  readonly n: number;
  /** Of these, those that a person ended since. */
  readonly ended: number;
}

export interface NoticeCount {
  readonly category: NoticeCategory;
  readonly received: number;
  readonly received_trusted: number;
  /** Seconds from the receipt to the outcome; null: none was decided. */
  readonly median: number | null;
  readonly median_trusted: number | null;
  /** Statements of what was restricted while such a notice waited. */
  readonly actions: number;
  readonly actions_trusted: number;
}

export interface AppealCount {
  readonly lodged: number;
  readonly upheld: number;
  readonly dismissed: number;
  /** Seconds from the appeal to its answer. */
  readonly median: number | null;
}

/** A report is asked for a few times a year: it may read the site's statements from one end to the other. */
const STATEMENTS = statement(
  'law_report_statements',
  `SELECT policy, restriction, source, is_detected_automatically, is_decided_automatically, count(*)::integer AS n, count(ended_by)::integer AS ended
   FROM law_statement WHERE site_id = $1 AND restricted_at >= $2 AND restricted_at < $3 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
);

/** Where several notices waited, the first one says of what category it was; law_notice_comment_idx. */
const NOTICES = statement(
  'law_report_notices',
  `WITH received AS (
     SELECT category, count(*)::integer AS n, count(*) FILTER (WHERE is_trusted)::integer AS trusted
     FROM law_notice WHERE site_id = $1 AND received_at >= $2 AND received_at < $3 GROUP BY category
   ), decided AS (
     SELECT category, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - received_at)) AS median,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - received_at)) FILTER (WHERE is_trusted) AS trusted
     FROM law_notice WHERE site_id = $1 AND decided_at >= $2 AND decided_at < $3 AND outcome <> 'gone' GROUP BY category
   ), acted AS (
     SELECT coalesce(n.category, 'NOT_SPECIFIED_NOTICE') AS category, count(*)::integer AS n, count(*) FILTER (WHERE s.source = 'trusted_flagger')::integer AS trusted
     FROM law_statement s
     LEFT JOIN LATERAL (SELECT o.category FROM law_notice o WHERE o.site_id = $1 AND o.comment_id = s.comment_id
       AND (o.decision_id = s.decision_id OR (s.decision_id IS NULL AND o.decided_at = s.restricted_at)) ORDER BY o.id LIMIT 1) n ON true
     WHERE s.site_id = $1 AND s.restricted_at >= $2 AND s.restricted_at < $3 AND s.source IN ('article_16', 'trusted_flagger') GROUP BY 1
   )
   SELECT category, coalesce(r.n, 0) AS received, coalesce(r.trusted, 0) AS received_trusted, d.median, d.trusted AS median_trusted, coalesce(a.n, 0) AS actions, coalesce(a.trusted, 0) AS actions_trusted
   FROM received r FULL JOIN decided d USING (category) FULL JOIN acted a USING (category)`,
);

const APPEALS = statement(
  'law_report_appeals',
  `SELECT count(*) FILTER (WHERE created_at >= $2 AND created_at < $3)::integer AS lodged,
     count(*) FILTER (WHERE state = 'upheld' AND resolved_at >= $2 AND resolved_at < $3)::integer AS upheld,
     count(*) FILTER (WHERE state = 'dismissed' AND resolved_at >= $2 AND resolved_at < $3)::integer AS dismissed,
     percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM resolved_at - created_at)) FILTER (WHERE state IN ('upheld', 'dismissed') AND resolved_at >= $2 AND resolved_at < $3) AS median
   FROM appeal WHERE site_id = $1`,
);

const DECIDERS = statement('law_report_deciders', 'SELECT count(DISTINCT decided_by)::integer AS n FROM decision WHERE site_id = $1 AND created_at >= $2 AND created_at < $3');

/** What the yearly report counts. */
@Injectable()
export class LawReportStore {
  statements(on: Queryable, siteId: SiteId, { from, to }: ReportPeriod): Promise<StatementCount[]> {
    return rows<StatementCount>(on, STATEMENTS, [siteId, from, to]);
  }

  notices(on: Queryable, siteId: SiteId, { from, to }: ReportPeriod): Promise<NoticeCount[]> {
    return rows<NoticeCount>(on, NOTICES, [siteId, from, to]);
  }

  async appeals(on: Queryable, siteId: SiteId, { from, to }: ReportPeriod): Promise<AppealCount> {
    const [found] = await rows<AppealCount>(on, APPEALS, [siteId, from, to]);
    return found ?? { lodged: 0, upheld: 0, dismissed: 0, median: null };
  }

  /** How many people decided anything. */
  async deciders(on: Queryable, siteId: SiteId, { from, to }: ReportPeriod): Promise<number> {
    return (await rows<{ n: number }>(on, DECIDERS, [siteId, from, to]))[0]?.n ?? 0;
  }
}
