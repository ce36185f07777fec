import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { BodyFormat } from '../domain/statuses';
import { type Queryable, rows, statement } from '../platform/database/statement';
import type { EventRow } from './event-log.store';

export interface NamedEventRow extends EventRow {
  /** Of a person; null for everybody else, and once the person has been removed. */
  readonly actor_name: string | null;
}

/** The beginning of a comment's text as it is now. */
export interface BeginningRow {
  readonly comment_id: string;
  readonly beginning: string;
  readonly format: BodyFormat;
}

/** Which lines; null does not narrow. */
export interface LineFilter {
  readonly types: readonly string[] | null;
  readonly actor: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Places above `above` up to `upTo`. */
export interface Stretch {
  readonly above: number;
  readonly upTo: number;
}

const COLUMNS = 'e.id, p.position, e.type, e.actor, n.name AS actor_name, e.comment_id, e.item_id, e.decision_id, e.payload, e.created_at';
const NAME = `LEFT JOIN LATERAL (SELECT name FROM person WHERE id = CASE WHEN e.actor LIKE 'person:%' THEN substr(e.actor, 8)::uuid END LIMIT 1) n ON true`;
const NARROWED = '($4::text[] IS NULL OR e.type = ANY ($4)) AND ($5::text IS NULL OR e.actor = $5) AND ($6::timestamptz IS NULL OR e.created_at >= $6) AND ($7::timestamptz IS NULL OR e.created_at < $7)';

/** event_position_pkey over the stretch, then the primary key of each line. The limit is the stretch's length: it bounds the plan as well. */
const STRETCH = statement(
  'stream_log_stretch',
  `SELECT ${COLUMNS}
   FROM (SELECT position, event_id FROM event_position WHERE site_id = $1 AND position > $2 AND position <= $3 ORDER BY position LIMIT 5000) p
   CROSS JOIN LATERAL (SELECT * FROM event WHERE site_id = $1 AND id = p.event_id LIMIT 1) e ${NAME}
   WHERE ${NARROWED} ORDER BY p.position`,
);

/** event_comment_idx, then event_position_event_idx for the place of each. */
const OF_COMMENT = statement(
  'stream_log_of_comment',
  `SELECT ${COLUMNS}
   FROM (SELECT * FROM event WHERE site_id = $1 AND comment_id = $8 ORDER BY id LIMIT 10000) e
   CROSS JOIN LATERAL (SELECT position FROM event_position WHERE site_id = $1 AND event_id = e.id LIMIT 1) p ${NAME}
   WHERE p.position > $2 AND p.position <= $3 AND ${NARROWED} AND ($9::uuid IS NULL OR e.item_id = $9) ORDER BY p.position`,
);

/** By primary keys. Of a long text no more is read than a line can show; an erased text is not there. */
const BEGINNINGS = statement(
  'stream_log_beginnings',
  `SELECT c.id AS comment_id, left(r.body, 1000) AS beginning, r.format
   FROM comment c JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[]) AND r.body <> ''`,
);

const COMMENT_OF_ITEM = statement('stream_log_comment_of_item', 'SELECT comment_id FROM review_item WHERE site_id = $1 AND id = $2');
/** event_position_pkey: places have no gaps, so the line at a place is the first from there. */
const MOMENT = statement(
  'stream_log_moment',
  `SELECT e.created_at FROM (SELECT event_id FROM event_position WHERE site_id = $1 AND position >= $2 ORDER BY position LIMIT 1) p
   CROSS JOIN LATERAL (SELECT created_at FROM event WHERE site_id = $1 AND id = p.event_id LIMIT 1) e`,
);

/** The log as auditors read it: stretch by stretch, or the lines of one comment. */
@Injectable()
export class StreamLogStore {
  /** The lines of a stretch of 5,000 places at most that pass the filter, in order. */
  stretch(on: Queryable, siteId: SiteId, { above, upTo }: Stretch, filter: LineFilter): Promise<NamedEventRow[]> {
    return rows<NamedEventRow>(on, STRETCH, [siteId, above, upTo, filter.types, filter.actor, filter.from, filter.to]);
  }

  /** The lines about a comment, and about one of its items if that is given. */
  ofComment(on: Queryable, siteId: SiteId, { above, upTo, commentId, itemId }: Stretch & { readonly commentId: string; readonly itemId: string | null }, filter: LineFilter): Promise<NamedEventRow[]> {
    return rows<NamedEventRow>(on, OF_COMMENT, [siteId, above, upTo, filter.types, filter.actor, filter.from, filter.to, commentId, itemId]);
  }

  /** Of comments whose text is still there, in any order. */
  beginnings(on: Queryable, siteId: SiteId, commentIds: readonly string[]): Promise<BeginningRow[]> {
    return commentIds.length === 0 ? Promise.resolve([]) : rows<BeginningRow>(on, BEGINNINGS, [siteId, commentIds]);
  }

  /** Null for an item that is not there. */
  async commentOfItem(on: Queryable, siteId: SiteId, itemId: string): Promise<string | null> {
    return (await rows<{ comment_id: string }>(on, COMMENT_OF_ITEM, [siteId, itemId]))[0]?.comment_id ?? null;
  }

  /** When the line at a place, or the next that is still there, happened. */
  async moment(on: Queryable, siteId: SiteId, position: number): Promise<Date | null> {
    return (await rows<{ created_at: Date }>(on, MOMENT, [siteId, position]))[0]?.created_at ?? null;
  }
}
