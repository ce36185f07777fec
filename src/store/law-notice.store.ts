import { Injectable } from '@nestjs/common';
import type { NoticeCategory, NoticeOutcome } from '../domain/notices';
import type { CommentId, NoticeId, SiteId } from '../domain/ids';
import type { CommentPayload } from '../domain/events';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface LawNoticeRow {
  readonly id: NoticeId;
  readonly comment_id: CommentId;
  readonly revision: number;
  readonly category: NoticeCategory;
  /** Null once erased, or when its time is over. */
  readonly explanation: string | null;
  /** Of the answers to the notifier. */
  readonly lang: string;
  /** Name and address, encrypted; null: not given, erased, or their time is over. */
  readonly notifier: Buffer | null;
  readonly is_trusted: boolean;
  /** The site's server handed it on. */
  readonly is_forwarded: boolean;
  readonly received_at: Date;
  readonly outcome: NoticeOutcome | null;
  readonly decided_at: Date | null;
  readonly is_decided_automatically: boolean | null;
}

export interface NewLawNotice {
  readonly id: NoticeId;
  readonly commentId: CommentId;
  readonly revision: number;
  readonly category: NoticeCategory;
  readonly explanation: string;
  readonly lang: string;
  readonly notifier: Buffer | null;
  readonly emailHash: Buffer | null;
  /** By earlier keys, by which an author may still be known. */
  readonly earlierEmailHashes: readonly Buffer[];
  readonly isTrusted: boolean;
  readonly isForwarded: boolean;
  readonly referenceHash: Buffer;
  readonly receivedAt: Date;
}

/** A notice that a line of the log has decided, with its comment as it is now. */
export interface DecidedNotice extends LawNoticeRow {
  readonly comment: CommentPayload;
}

const COLUMNS = 'n.id, n.comment_id, n.revision, n.category, n.explanation, n.lang, n.notifier, n.is_trusted, n.is_forwarded, n.received_at, n.outcome, n.decided_at, n.is_decided_automatically';

const ADD = statement(
  'law_notice_add',
  `INSERT INTO law_notice (site_id, id, comment_id, revision, category, explanation, lang, notifier, email_hash, is_trusted, is_forwarded, reference_hash, received_at, earlier_email_hashes)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
);
const FIND = statement('law_notice_find', `SELECT ${COLUMNS} FROM law_notice n WHERE n.site_id = $1 AND n.id = $2`);
/** law_notice_reference_key. */
const BY_REFERENCE = statement('law_notice_by_reference', `SELECT ${COLUMNS} FROM law_notice n WHERE n.site_id = $1 AND n.reference_hash = $2`);
/** Newest first. Primary key, or law_notice_open_idx. */
const PAGE = statement('law_notice_page', `SELECT ${COLUMNS} FROM law_notice n WHERE n.site_id = $1 AND n.id < $2 ORDER BY n.id DESC LIMIT $3`);
const PAGE_OPEN = statement('law_notice_page_open', `SELECT ${COLUMNS} FROM law_notice n WHERE n.site_id = $1 AND n.id < $2 AND n.outcome IS NULL ORDER BY n.id DESC LIMIT $3`);
const PAGE_DECIDED = statement('law_notice_page_decided', `SELECT ${COLUMNS} FROM law_notice n WHERE n.site_id = $1 AND n.id < $2 AND n.outcome IS NOT NULL ORDER BY n.id DESC LIMIT $3`);

const ANY = statement('law_notice_any', 'SELECT FROM law_notice WHERE site_id = $1 LIMIT 1');
const PLACE = statement('law_notice_place', 'UPDATE law_notice SET position = $3 WHERE site_id = $1 AND id = $2');
/** law_notice_comment_idx. Only what stands before this line in the log: a decision does not answer a notice that came after it. */
const DECIDE = statement(
  'law_notice_decide',
  `UPDATE law_notice n SET outcome = $3, decided_at = $4, decision_id = $5, is_decided_automatically = $6
   FROM comment c WHERE n.site_id = $1 AND n.comment_id = $2 AND n.position IS NOT NULL AND n.outcome IS NULL AND c.site_id = $1 AND c.id = n.comment_id
   RETURNING ${COLUMNS}, json_build_object('id', c.id, 'externalId', c.external_id, 'articleId', c.article_id, 'authorId', c.author_id, 'parentId', c.parent_id, 'status', c.status, 'version', c.version) AS comment`,
);
const REOPEN = statement('law_notice_reopen', 'UPDATE law_notice SET outcome = NULL, decided_at = NULL, decision_id = NULL, is_decided_automatically = NULL WHERE site_id = $1 AND comment_id = $2 AND decision_id = $3');
/** law_notice_email_idx and law_notice_earlier_email_idx. That there was a notice, and what became of it, stays. */
const FORGET = statement('law_notice_forget', `UPDATE law_notice SET notifier = NULL, email_hash = NULL, earlier_email_hashes = '{}', explanation = NULL, reference_hash = NULL WHERE site_id = $1 AND (email_hash = ANY ($2::bytea[]) OR earlier_email_hashes && $2::bytea[])`);

/** Notices of illegal content. Their outcome is written by the one worker that holds the cursor of the log. */
@Injectable()
export class LawNoticeStore {
  async add(tx: Tx, siteId: SiteId, n: NewLawNotice): Promise<void> {
    await changed(tx, ADD, [siteId, n.id, n.commentId, n.revision, n.category, n.explanation, n.lang, n.notifier, n.emailHash, n.isTrusted, n.isForwarded, n.referenceHash, n.receivedAt, n.earlierEmailHashes]);
  }

  async find(on: Queryable, siteId: SiteId, id: NoticeId): Promise<LawNoticeRow | null> {
    return (await rows<LawNoticeRow>(on, FIND, [siteId, id]))[0] ?? null;
  }

  async byReference(on: Queryable, siteId: SiteId, referenceHash: Buffer): Promise<LawNoticeRow | null> {
    return (await rows<LawNoticeRow>(on, BY_REFERENCE, [siteId, referenceHash]))[0] ?? null;
  }

  /** Newest first, before an id. */
  page(on: Queryable, siteId: SiteId, state: 'open' | 'decided' | null, { before, limit }: { readonly before: string; readonly limit: number }): Promise<LawNoticeRow[]> {
    return rows<LawNoticeRow>(on, state === null ? PAGE : state === 'open' ? PAGE_OPEN : PAGE_DECIDED, [siteId, before, limit]);
  }

  /** Whether the site has ever had one. */
  async hasAny(on: Queryable, siteId: SiteId): Promise<boolean> {
    return (await rows(on, ANY, [siteId])).length > 0;
  }

  /** The follower has read that it came: what is decided from this place in the log on is decided with it. */
  async place(tx: Tx, siteId: SiteId, id: string, position: string): Promise<void> {
    await changed(tx, PLACE, [siteId, id, position]);
  }

  /** All that wait about one comment get their outcome. */
  decide(tx: Tx, siteId: SiteId, commentId: string, by: { readonly outcome: NoticeOutcome; readonly at: Date; readonly decisionId: string | null; readonly isAutomatic: boolean }): Promise<DecidedNotice[]> {
    return rows<DecidedNotice>(tx, DECIDE, [siteId, commentId, by.outcome, by.at, by.decisionId, by.isAutomatic]);
  }

  /** The decision was taken back: what it answered waits again. */
  async reopen(tx: Tx, siteId: SiteId, commentId: string, decisionId: string): Promise<void> {
    await changed(tx, REOPEN, [siteId, commentId, decisionId]);
  }

  /** Names, addresses and explanations of whoever gave notices from the address with these hashes, by each living key; how many notices there were. */
  forget(tx: Tx, siteId: SiteId, emailHashes: readonly Buffer[]): Promise<number> {
    return changed(tx, FORGET, [siteId, emailHashes]);
  }
}
