import { Injectable } from '@nestjs/common';
import type { AppealId, ClaimId, CommentId, DecisionId, ItemId, NoticeId, PersonId, SiteId } from '../domain/ids';
import type { NoticeCategory, NoticeOutcome } from '../domain/notices';
import type { AppealState, AuthorKind, BodyFormat, CommentStatus, ItemKind, ItemState } from '../domain/statuses';
import { displayHtml } from '../platform/text/display-html';
import type { Verdict } from '../engine/verdict';
import { type Queryable, rows } from '../platform/database/statement';
import { JUDGED, PAGES, SIGNALS, STATUS_OF } from './review-page.sql';

export type StoredVerdict = Verdict;

/** A review item with everything a moderator reads before deciding. */
export interface ReviewPageRow {
  readonly id: ItemId;
  readonly kind: ItemKind;
  readonly version: number;
  readonly state: ItemState;
  readonly queue_id: string;
  readonly priority: number;
  readonly reason: string;
  readonly rule: string | null;
  readonly policy: string | null;
  readonly opened_at: Date;
  readonly due_at: Date | null;
  readonly escalated_at: Date | null;
  readonly skips: number;
  readonly snoozed_until: Date | null;
  /** On this comment, whenever they came. */
  readonly report_count: number;
  /** Other comments that say nearly the same; a large number means so many or more. */
  readonly near_copies: number;
  readonly resolved_at: Date | null;
  readonly claim_id: ClaimId | null;
  readonly claimed_by: PersonId | null;
  readonly claimed_by_name: string | null;
  readonly claim_expires_at: Date | null;
  readonly comment_id: CommentId;
  readonly external_id: string | null;
  readonly author_id: string | null;
  readonly author_name: string | null;
  readonly author_kind: AuthorKind;
  readonly status: CommentStatus;
  readonly comment_version: number;
  readonly revision: number;
  readonly created_at: Date;
  readonly title: string | null;
  readonly body: string;
  readonly format: BodyFormat;
  /** The body as it may be put into a page, whatever the reader typed. */
  readonly html: string;
  readonly revised_at: Date;
  readonly article_id: string;
  readonly article_title: string | null;
  readonly article_url: string | null;
  readonly article_section: string | null;
  readonly record_name: string | null;
  readonly record_kind: AuthorKind | null;
  readonly approved: number | null;
  readonly rejected: number | null;
  readonly submitted: number | null;
  readonly registered_at: Date | null;
  readonly parent_id: CommentId | null;
  readonly parent_author_name: string | null;
  readonly parent_status: CommentStatus | null;
  readonly parent_body: string | null;
  readonly parent_format: BodyFormat | null;
  readonly parent_html: string | null;
  /** Null once the evaluation has been dropped by retention. */
  readonly verdict: StoredVerdict | null;
  /** Against whose decision an appeal waits; null: against nobody's. */
  readonly appealed_decider: PersonId | null;
}

export interface SignalRow {
  readonly id: string;
  readonly item_id: ItemId;
  readonly kind: 'verdict' | 'report' | 'edit' | 'appeal' | 'notice';
  readonly created_at: Date;
  readonly report_reason: string | null;
  readonly report_note: string | null;
  readonly reporter_kind: 'anonymous' | 'registered' | null;
  readonly appeal_id: AppealId | null;
  readonly appeal_message: string | null;
  readonly appeal_state: AppealState | null;
  readonly appeal_decision_id: DecisionId | null;
  readonly notice_id: NoticeId | null;
  readonly notice_category: NoticeCategory | null;
  readonly notice_explanation: string | null;
  readonly notice_is_trusted: boolean | null;
  readonly notice_outcome: NoticeOutcome | null;
}

/** When and by what the text was judged that the comment has now. */
export interface JudgedRow {
  readonly judged_at: Date;
  readonly event: string;
  readonly rule_set_version: number;
  readonly engine_version: string;
  readonly took_us: number;
}

/** What the desk shows, read in a few statements whatever the number of items. */
@Injectable()
export class ReviewPageStore {
  /** In any order; ids that are not there are left out. */
  async pages(on: Queryable, siteId: SiteId, ids: readonly ItemId[]): Promise<ReviewPageRow[]> {
    const found = await rows<Omit<ReviewPageRow, 'html' | 'parent_html'>>(on, PAGES, [siteId, ids]);
    return found.map((row) => ({
      ...row,
      html: displayHtml(row.body, row.format),
      parent_html: row.parent_body === null ? null : displayHtml(row.parent_body, row.parent_format ?? 'text'),
    }));
  }

  signals(on: Queryable, siteId: SiteId, ids: readonly ItemId[]): Promise<SignalRow[]> {
    return rows<SignalRow>(on, SIGNALS, [siteId, ids]);
  }

  /** Null once the evaluation has been dropped by retention. */
  async judged(on: Queryable, siteId: SiteId, id: CommentId): Promise<JudgedRow | null> {
    const [row] = await rows<JudgedRow>(on, JUDGED, [siteId, id]);
    return row ?? null;
  }

  /** The comment of an item is always there. */
  async statusOf(on: Queryable, siteId: SiteId, id: CommentId): Promise<CommentStatus> {
    const [row] = await rows<{ status: CommentStatus }>(on, STATUS_OF, [siteId, id]);
    if (row === undefined) throw new Error('A review item without its comment');
    return row.status;
  }
}
