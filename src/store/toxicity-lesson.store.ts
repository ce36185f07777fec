import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { BodyFormat, DecisionAction } from '../domain/statuses';
import { type Queryable, rows, statement } from '../platform/database/statement';

/** A text that somebody decided on, and why it was rejected. */
export interface DecidedTextRow {
  readonly action: DecisionAction;
  readonly reason_code: string | null;
  readonly body: string;
  readonly format: BodyFormat;
}

/** learned_decision_action_idx, of each kind the latest; texts by primary key. An erased text is not there. */
const LATEST = statement(
  'toxicity_lesson_latest',
  `SELECT l.action, l.reason_code, r.body, r.format FROM (
     (SELECT comment_id, revision, action, reason_code FROM learned_decision WHERE site_id = $1 AND action = 'approve' ORDER BY decided_at DESC LIMIT $2)
     UNION ALL
     (SELECT comment_id, revision, action, reason_code FROM learned_decision WHERE site_id = $1 AND action = 'reject' ORDER BY decided_at DESC LIMIT $2)) l
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = l.comment_id AND r.revision = l.revision
   ORDER BY l.comment_id`,
);

const COUNT = statement('toxicity_lesson_count', "SELECT count(*) FILTER (WHERE action = 'approve')::integer AS good, count(*) FILTER (WHERE action = 'reject')::integer AS bad FROM learned_decision WHERE site_id = $1");

/** Sites on which somebody decided anything: learned_decision_pkey. */
const SITES = statement('toxicity_lesson_sites', 'SELECT s.id FROM site s WHERE EXISTS (SELECT FROM learned_decision l WHERE l.site_id = s.id)');

/** What people's decisions say about the texts they were made on. */
@Injectable()
export class ToxicityLessonStore {
  async sites(on: Queryable): Promise<SiteId[]> {
    return (await rows<{ id: SiteId }>(on, SITES, [])).map(({ id }) => id);
  }

  async count(on: Queryable, siteId: SiteId): Promise<{ readonly good: number; readonly bad: number }> {
    return (await rows<{ good: number; bad: number }>(on, COUNT, [siteId]))[0] ?? { good: 0, bad: 0 };
  }

  /** At most `limit` approvals and as many rejections, mixed. */
  latest(on: Queryable, siteId: SiteId, limit: number): Promise<DecidedTextRow[]> {
    return rows<DecidedTextRow>(on, LATEST, [siteId, limit]);
  }
}
