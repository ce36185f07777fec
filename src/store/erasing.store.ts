import { Injectable } from '@nestjs/common';
import type { AuthorId, CommentId, SiteId } from '../domain/ids';
import type { CommentStatus } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import {
  BACKTEST_HITS, COMMENTS, DELIVERIES, type Erasing, FORGET_WORDS, IMPORT_PROBLEMS, IMPORT_RUNS, IS_BUSY, OF_AUTHOR, OF_COMMENTS_AFTER, OF_COMMENTS_BEFORE, OUTBOX, REPLIES, REPORT_EVENTS,
  REPORTS, RESOLVE_ITEMS, UNPUBLISH_WORDS, VERDICT, VERDICTS,
} from './erasure.sql';

/** A comment that is about to be erased, under its lock. */
export interface DoomedComment {
  readonly id: CommentId;
  readonly external_id: string | null;
  readonly article_id: string;
  readonly author_id: AuthorId | null;
  readonly parent_id: CommentId | null;
  readonly status: CommentStatus;
  readonly version: number;
  /** Whether it had been erased before. */
  readonly is_erased: boolean;
}

/** Whose traces go, and what stands in their place. Null: a comment of nobody in particular, whose time is over. */
export interface Erased {
  readonly author: AuthorId | null;
  readonly tombstone: AuthorId | null;
  readonly now: Date;
}

/** Somebody else's answer to a comment. */
export interface ReplyRow {
  readonly id: CommentId;
  readonly body: string;
  readonly parent_body: string;
}

/** The author first, then comments in the order of their ids: the house's lock order. */
const LOCK_AUTHOR = statement('erase_lock_author', 'SELECT name FROM author WHERE site_id = $1 AND id = $2 FOR NO KEY UPDATE');
const LOCK_COMMENTS = statement(
  'erase_lock_comments',
  `SELECT id, external_id, article_id, author_id, parent_id, status, version, erased_at IS NOT NULL AS is_erased FROM comment WHERE site_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
);
/** Against submissions of the author, who come back as somebody new. */
const LOCK_RECORD = statement('erase_lock_record', 'SELECT FROM author WHERE site_id = $1 AND id = $2 FOR UPDATE');
const LEFT = statement(
  'erase_left',
  `SELECT EXISTS (SELECT FROM comment WHERE site_id = $1 AND author_id = $2) AS comments, EXISTS (SELECT FROM report WHERE site_id = $1 AND reporter = 'author:' || $2::text) AS reports`,
);
const MOVE_SUMS = statement(
  'erase_move_sums',
  'UPDATE author t SET submitted = a.submitted, approved = a.approved, rejected = a.rejected FROM author a WHERE t.site_id = $1 AND t.id = $3 AND a.site_id = $1 AND a.id = $2',
);
const REMOVE_RECORD = statement('erase_record', 'DELETE FROM author WHERE site_id = $1 AND id = $2');

/** Takes a person out of the rows of a site. Statements only: in which order, and how many at once, is for the caller to say. */
@Injectable()
export class ErasingStore {
  /** Null: no such author. */
  async lockAuthor(tx: Tx, siteId: SiteId, id: AuthorId): Promise<{ readonly name: string | null } | null> {
    return (await rows<{ name: string | null }>(tx, LOCK_AUTHOR, [siteId, id]))[0] ?? null;
  }

  lockComments(tx: Tx, siteId: SiteId, ids: readonly CommentId[]): Promise<DoomedComment[]> {
    return rows<DoomedComment>(tx, LOCK_COMMENTS, [siteId, ids]);
  }

  /** At most `limit` answers of others to these comments, once for each text that was answered. */
  replies(on: Queryable, siteId: SiteId, ids: readonly CommentId[], { author, limit }: { readonly author: AuthorId; readonly limit: number }): Promise<ReplyRow[]> {
    return rows<ReplyRow>(on, REPLIES, [siteId, ids, author, limit]);
  }

  /** Ends the open items of these comments; the items by comment. */
  async resolveItems(tx: Tx, siteId: SiteId, ids: readonly CommentId[], now: Date): Promise<ReadonlyMap<CommentId, string>> {
    const resolved = await rows<{ id: string; comment_id: CommentId }>(tx, RESOLVE_ITEMS, [siteId, ids, now]);
    return new Map(resolved.map(({ id, comment_id: commentId }) => [commentId, id]));
  }

  /** Texts, names, facts, notes and messages of these comments. The caller holds their locks; returns the imports that brought them. */
  async eraseComments(tx: Tx, siteId: SiteId, ids: readonly CommentId[], erased: Erased): Promise<readonly string[]> {
    const runs = await rows<{ id: string }>(tx, IMPORT_RUNS, [siteId, ids]);
    for (const part of OF_COMMENTS_BEFORE) await changed(tx, part, [siteId, ids, ...given(part, erased)]);
    const verdicts = await rows<{ at: string; id: string }>(tx, VERDICTS, [siteId, ids]);
    if (verdicts.length > 0) await changed(tx, VERDICT, [siteId, verdicts.map(({ at }) => at), verdicts.map(({ id }) => id)]);
    for (const part of OF_COMMENTS_AFTER) await changed(tx, part, [siteId, ids, ...given(part, erased)]);
    await changed(tx, COMMENTS, [siteId, ids, erased.tombstone, erased.now]);
    return runs.map(({ id }) => id);
  }

  /** Up to `limit` reports that the author made; returns how many. */
  async eraseReports(tx: Tx, siteId: SiteId, author: AuthorId, { tombstone, limit }: { readonly tombstone: AuthorId; readonly limit: number }): Promise<number> {
    const reports = await rows<{ comment_id: CommentId }>(tx, REPORTS, [siteId, author, tombstone, limit]);
    if (reports.length > 0) await changed(tx, REPORT_EVENTS, [siteId, reports.map((one) => one.comment_id), author, tombstone]);
    return reports.length;
  }

  /** Labels, notes, keys and whatever else names the author and is little. */
  async eraseTraces(tx: Tx, siteId: SiteId, author: AuthorId, tombstone: AuthorId): Promise<void> {
    for (const { renames, ...part } of OF_AUTHOR) await changed(tx, part, renames ? [siteId, author, tombstone] : [siteId, author]);
  }

  /** Up to `limit` messages that have not left; returns how many. */
  eraseOutbox(tx: Tx, siteId: SiteId, author: AuthorId, { tombstone, limit }: { readonly tombstone: AuthorId; readonly limit: number }): Promise<number> {
    return changed(tx, OUTBOX, [siteId, author, tombstone, limit]);
  }

  /** The author's among the next `limit` deliveries; the last of the stretch, null behind the end. */
  async eraseDeliveries(tx: Tx, siteId: SiteId, author: AuthorId, { tombstone, after, limit }: { readonly tombstone: AuthorId; readonly after: string; readonly limit: number }): Promise<string | null> {
    return (await rows<{ last: string | null }>(tx, DELIVERIES, [siteId, author, tombstone, after, limit]))[0]?.last ?? null;
  }

  /** Whether an import or a backtest is under way, which may still write down what it has read. */
  async isBusy(on: Queryable, siteId: SiteId): Promise<boolean> {
    return (await rows<{ busy: boolean }>(on, IS_BUSY, [siteId]))[0]?.busy === true;
  }

  async eraseResults(tx: Tx, siteId: SiteId, author: AuthorId, { tombstone, importRuns, name }: { readonly tombstone: AuthorId; readonly importRuns: readonly string[]; readonly name: string | null }): Promise<void> {
    await changed(tx, IMPORT_PROBLEMS, [siteId, author, importRuns, name === null || name === '' ? author : name]);
    await changed(tx, BACKTEST_HITS, [siteId, tombstone]);
  }

  /** Forgets words that no decided comment has any more, in every vocabulary. */
  async forgetWords(tx: Tx, siteId: SiteId, words: readonly string[]): Promise<void> {
    if (words.length === 0) return;
    const gone = await rows<{ word: string }>(tx, FORGET_WORDS, [siteId, words]);
    if (gone.length > 0) await changed(tx, UNPUBLISH_WORDS, [siteId, gone.map(({ word }) => word)]);
  }

  /** Removes the author's record, its sums going to the tombstone. Says instead what has come since, if anything has. */
  async removeRecord(tx: Tx, siteId: SiteId, author: AuthorId, tombstone: AuthorId): Promise<'removed' | 'comments' | 'reports'> {
    await rows(tx, LOCK_RECORD, [siteId, author]);
    const [left] = await rows<{ comments: boolean; reports: boolean }>(tx, LEFT, [siteId, author]);
    if (left?.comments === true) return 'comments';
    if (left?.reports === true) return 'reports';
    await changed(tx, MOVE_SUMS, [siteId, author, tombstone]);
    await changed(tx, REMOVE_RECORD, [siteId, author]);
    return 'removed';
  }
}

function given({ takes }: Erasing, erased: Erased): unknown[] {
  return takes.map((name) => erased[name]);
}
