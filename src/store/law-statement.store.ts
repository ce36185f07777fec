import { Injectable } from '@nestjs/common';
import type { AuthorId, CommentId, SiteId } from '../domain/ids';
import type { LawRestriction, LawSource, Reasons } from '../domain/statement-of-reasons';
import type { CommentStatus } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface LawStatementRow {
  /** Of the line in the log that it states the reasons of. */
  readonly id: string;
  /** Of that line; a driver text. */
  readonly position: string;
  readonly restriction: LawRestriction;
  readonly comment_id: string | null;
  readonly decision_id: string | null;
  readonly policy: string | null;
  /** What the policy was called then. */
  readonly ground: string;
  readonly source: LawSource;
  readonly is_detected_automatically: boolean;
  readonly is_decided_automatically: boolean;
  readonly content_at: Date;
  readonly restricted_at: Date;
  readonly until: Date | null;
  /** When the comment was no longer rejected, and by which decision if it was one. */
  readonly ended_at: Date | null;
}

/** A stored statement as its author reads it, with what the policy is called for them and where the site can be written to. */
export function reasonsOf(row: Omit<LawStatementRow, 'ended_at'>, { ground, contact }: Pick<Reasons, 'ground' | 'contact'>): Reasons {
  return { restriction: row.restriction, ground, source: row.source, isDetectedAutomatically: row.is_detected_automatically, isDecidedAutomatically: row.is_decided_automatically, until: row.until, contact };
}

export interface StatementFilter {
  readonly restriction?: LawRestriction | null;
  readonly source?: LawSource | null;
  readonly isInForce?: boolean | null;
}

export interface LawCircumstances {
  /** Null where the line is about no comment. */
  readonly comment: { readonly id: CommentId; readonly externalId: string | null; readonly articleId: string; readonly authorId: AuthorId | null; readonly parentId: CommentId | null; readonly status: CommentStatus; readonly version: number } | null;
  readonly content_at: Date | null;
  /** What the rules named, when the text was judged. */
  readonly judged_policy: string | null;
  /** What the moderator named. */
  readonly decided_policy: string | null;
  readonly item_rule: string | null;
  readonly is_reported: boolean;
  /** Of notices that waited for this line: 1 if one is a trusted flagger's, else 0; null: there was none. */
  readonly noticed: 0 | 1 | null;
  /** Taken back since: nobody need hear of it. */
  readonly is_reversed: boolean;
}

const SWITCH = statement('law_switch_read', 'SELECT is_on FROM law_switch WHERE site_id = $1');
const TURN = statement('law_switch_turn', 'INSERT INTO law_switch (site_id, is_on) VALUES ($1, $2) ON CONFLICT (site_id) DO UPDATE SET is_on = excluded.is_on');

/** By primary keys; reports by report_comment_idx, notices by law_notice_comment_idx. Of a line that names no revision it is the comment's latest. */
const CIRCUMSTANCES = statement(
  'law_circumstances',
  `SELECT CASE WHEN c.id IS NULL THEN NULL ELSE json_build_object('id', c.id, 'externalId', c.external_id, 'articleId', c.article_id, 'authorId', c.author_id, 'parentId', c.parent_id, 'status', c.status, 'version', c.version) END AS comment,
     c.created_at AS content_at, e.verdict ->> 'policy' AS judged_policy, d.reason_code AS decided_policy, i.rule AS item_rule, d.reversed_by IS NOT NULL AS is_reversed,
     EXISTS (SELECT FROM report p WHERE p.site_id = $1 AND p.comment_id = c.id AND p.created_at <= $5::timestamptz) AS is_reported,
     (SELECT max(n.is_trusted::integer) FROM law_notice n WHERE n.site_id = $1 AND n.comment_id = c.id AND n.position IS NOT NULL AND (n.outcome IS NULL OR n.decision_id = $4::uuid)) AS noticed
   FROM (SELECT 1) one
   LEFT JOIN comment c ON c.site_id = $1 AND c.id = $2::uuid
   LEFT JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = c.id AND r.revision = coalesce($3::integer, c.revision)
   LEFT JOIN evaluation e ON e.site_id = $1 AND e.judged_at = r.judged_at AND e.id = r.evaluation_id
   LEFT JOIN decision d ON d.site_id = $1 AND d.id = $4::uuid
   LEFT JOIN review_item i ON i.site_id = $1 AND i.id = d.item_id`,
);

/** Nothing happens where the line has its statement, or the comment has one in force. */
const STATE = statement(
  'law_state',
  `INSERT INTO law_statement (site_id, id, position, restriction, comment_id, decision_id, policy, ground, source, is_detected_automatically, is_decided_automatically, content_at, restricted_at, until)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING`,
);

/** law_statement_in_force_key. */
const IN_FORCE = statement('law_in_force', `SELECT FROM law_statement WHERE site_id = $1 AND comment_id = $2 AND restriction = 'removal' AND ended_at IS NULL`);
const END = statement('law_end', `UPDATE law_statement SET ended_at = $3, ended_by = $4 WHERE site_id = $1 AND comment_id = $2 AND restriction = 'removal' AND ended_at IS NULL`);
/** Not "ended by" this decision: nothing brings it back. */
const END_OF_DECISION = statement('law_end_of_decision', `UPDATE law_statement SET ended_at = $3 WHERE site_id = $1 AND comment_id = $2 AND restriction = 'removal' AND ended_at IS NULL AND decision_id = $4`);
/** law_statement_comment_idx. */
const REOPEN = statement('law_reopen', `UPDATE law_statement SET ended_at = NULL, ended_by = NULL WHERE site_id = $1 AND comment_id = $2 AND ended_by = $3`);

const columns = (s: string): string => `${s}.id, ${s}.position::text AS position, ${['restriction', 'comment_id', 'decision_id', 'policy', 'ground', 'source', 'is_detected_automatically', 'is_decided_automatically', 'content_at', 'restricted_at', 'until', 'ended_at'].map((name) => `${s}.${name}`).join(', ')}`;

/** law_statement_position_key, from a place in the log on; what else is asked is looked at row by row. */
const CHOSEN = `($4::text IS NULL OR s.restriction = $4) AND ($5::text IS NULL OR s.source = $5) AND ($6::boolean IS NULL OR (s.ended_at IS NULL) = $6)`;
const PAGE = statement('law_page', `SELECT ${columns('s')} FROM law_statement s WHERE s.site_id = $1 AND s.position > $2::bigint AND ${CHOSEN} ORDER BY s.position LIMIT $3`);
const PAGE_BACK = statement('law_page_back', `SELECT ${columns('s')} FROM law_statement s WHERE s.site_id = $1 AND s.position < $2::bigint AND ${CHOSEN} ORDER BY s.position DESC LIMIT $3`);
const FIND = statement('law_find', `SELECT ${columns('s')} FROM law_statement s WHERE s.site_id = $1 AND s.id = $2`);
/** law_statement_comment_idx. */
const OF_COMMENT = statement('law_of_comment', `SELECT ${columns('s')} FROM law_statement s WHERE s.site_id = $1 AND s.comment_id = $2 AND s.restriction = 'removal' ORDER BY s.position DESC LIMIT 1`);
/**
 * The author stands in no statement: comments know it (comment_author_idx, law_statement_comment_idx), and so does the line of the log that an order about
 * the author is (event_author_idx).
 */
const OF_AUTHOR = statement(
  'law_of_author',
  `SELECT ${columns('o')} FROM (
     SELECT s.* FROM comment c JOIN law_statement s ON s.site_id = c.site_id AND s.comment_id = c.id AND s.restriction = 'removal' WHERE c.site_id = $1 AND c.author_id = $2
     UNION ALL
     SELECT s.* FROM event e JOIN law_statement s ON s.site_id = e.site_id AND s.id = e.id
     WHERE e.site_id = $1 AND e.payload ?| '{authorId,subject}' AND coalesce(e.payload ->> 'authorId', e.payload ->> 'subject') = $2 AND e.type = 'author.standing_changed') o
   WHERE o.position < $3::bigint ORDER BY o.position DESC LIMIT $4`,
);

/** Statements of reasons. Written by the one worker that holds the cursor. */
@Injectable()
export class LawStatementStore {
  /** Whether statements are made, where the follower stands in the log. */
  async isOn(tx: Tx, siteId: SiteId): Promise<boolean> {
    return (await rows<{ is_on: boolean }>(tx, SWITCH, [siteId]))[0]?.is_on === true;
  }

  async turn(tx: Tx, siteId: SiteId, isOn: boolean): Promise<void> {
    await changed(tx, TURN, [siteId, isOn]);
  }

  async circumstances(tx: Tx, siteId: SiteId, line: { readonly commentId: string | null; readonly revision: number | null; readonly decisionId: string | null; readonly at: Date }): Promise<LawCircumstances> {
    const [found] = await rows<LawCircumstances>(tx, CIRCUMSTANCES, [siteId, line.commentId, line.revision, line.decisionId, line.at]);
    return found ?? { comment: null, content_at: null, judged_policy: null, decided_policy: null, item_rule: null, is_reported: false, noticed: null, is_reversed: false };
  }

  async isInForce(tx: Tx, siteId: SiteId, commentId: string): Promise<boolean> {
    return (await rows(tx, IN_FORCE, [siteId, commentId])).length > 0;
  }

  /** Whether it was not there before. */
  async state(tx: Tx, siteId: SiteId, s: Omit<LawStatementRow, 'ended_at'>): Promise<boolean> {
    return (await changed(tx, STATE, [siteId, s.id, s.position, s.restriction, s.comment_id, s.decision_id, s.policy, s.ground, s.source, s.is_detected_automatically, s.is_decided_automatically, s.content_at, s.restricted_at, s.until])) > 0;
  }

  /** The comment is no longer rejected. */
  async end(tx: Tx, siteId: SiteId, commentId: string, by: { readonly decisionId: string | null; readonly at: Date }): Promise<void> {
    await changed(tx, END, [siteId, commentId, by.at, by.decisionId]);
  }

  /** A decision was taken back: the statement of its reasons ends. */
  async endOf(tx: Tx, siteId: SiteId, commentId: string, by: { readonly decisionId: string; readonly at: Date }): Promise<void> {
    await changed(tx, END_OF_DECISION, [siteId, commentId, by.at, by.decisionId]);
  }

  /** A decision was taken back: the statement that it had ended is in force again. */
  async reopen(tx: Tx, siteId: SiteId, commentId: string, decisionId: string): Promise<void> {
    await changed(tx, REOPEN, [siteId, commentId, decisionId]);
  }

  /** In the order of the log from a place in it on, or backwards. */
  page(on: Queryable, siteId: SiteId, { from, limit, isBack = false }: { readonly from: string; readonly limit: number; readonly isBack?: boolean }, { restriction = null, source = null, isInForce = null }: StatementFilter = {}): Promise<LawStatementRow[]> {
    return rows<LawStatementRow>(on, isBack ? PAGE_BACK : PAGE, [siteId, from, limit, restriction, source, isInForce]);
  }

  async find(on: Queryable, siteId: SiteId, id: string): Promise<LawStatementRow | null> {
    return (await rows<LawStatementRow>(on, FIND, [siteId, id]))[0] ?? null;
  }

  /** The latest about the comment, in force or not. */
  async ofComment(on: Queryable, siteId: SiteId, commentId: CommentId): Promise<LawStatementRow | null> {
    return (await rows<LawStatementRow>(on, OF_COMMENT, [siteId, commentId]))[0] ?? null;
  }

  /** About the author and the author's comments, the latest first, before a place in the log. */
  ofAuthor(on: Queryable, siteId: SiteId, authorId: AuthorId, { before, limit }: { readonly before: string; readonly limit: number }): Promise<LawStatementRow[]> {
    return rows<LawStatementRow>(on, OF_AUTHOR, [siteId, authorId, before, limit]);
  }
}
