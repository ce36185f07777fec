import { Injectable } from '@nestjs/common';
import type { CommentId, SiteId } from '../domain/ids';
import type { BodyFormat, DecisionAction } from '../domain/statuses';
import { type Queryable, rows, statement } from '../platform/database/statement';

/** A text on which a person decided. */
export interface DecidedText {
  readonly comment_id: CommentId;
  readonly action: DecisionAction;
  readonly body: string;
  readonly format: BodyFormat;
  /** No active rule had fired on it. */
  readonly unfiltered: boolean;
}

/**
 * By the decision's primary key from its end (ids are ordered by time), then by primary keys. Of several decisions on one comment the one in
 * force counts, and only while it is about the text that stands.
 */
const LATEST = statement(
  'decided_text_latest',
  `SELECT d.comment_id, d.action, r.body, r.format,
     NOT EXISTS (SELECT FROM rule_hit h WHERE h.site_id = $1 AND h.day = (r.judged_at AT TIME ZONE 'UTC')::date AND h.evaluation_id = r.evaluation_id
       AND h.mode = 'active' AND h.action <> 'allow') AS unfiltered
   FROM (SELECT id, comment_id, action, revision FROM decision WHERE site_id = $1 AND id >= $2 AND reversed_by IS NULL ORDER BY id DESC LIMIT $3) d
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = d.comment_id AND r.revision = d.revision
   WHERE NOT EXISTS (SELECT FROM decision later WHERE later.site_id = $1 AND later.comment_id = d.comment_id AND later.reversed_by IS NULL AND later.id > d.id)`,
);

/** What people decided on lately, as text. */
@Injectable()
export class DecidedTextStore {
  /** The latest decisions since then, at most `limit`. */
  latest(on: Queryable, siteId: SiteId, since: Date, limit: number): Promise<DecidedText[]> {
    return rows<DecidedText>(on, LATEST, [siteId, firstIdOf(since), limit]);
  }
}

/** The smallest UUIDv7 of a moment: ids made later are greater. */
export function firstIdOf(moment: Date): string {
  const ms = moment.getTime().toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
}
