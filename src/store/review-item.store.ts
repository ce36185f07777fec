import { Injectable } from '@nestjs/common';
import type { AppealId, ArticleId, AuthorId, CommentId, EvaluationId, ItemId, NoticeId, ReportId, SiteId } from '../domain/ids';
import type { ItemKind } from '../domain/statuses';
import { booleans, instants, integers, texts, uuids } from '../platform/database/columns';
import { changed, rows } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import { arrayText, type ItemTraits, rulesOf, type TraitsRow } from './item-traits';
import { ADD_SIGNALS, ADD_WRITTEN_SIGNAL, MOVE_REVISION, OPEN_OR_JOIN, RESOLVE_OF, TRAITS_OF } from './review-item.sql';
import { searchWords } from './search-words';

/** A comment that waits for a person. `priority` comes from `domain/priority`; an unknown queue becomes `default`. */
export interface NewReviewItem {
  readonly id: ItemId;
  readonly commentId: CommentId;
  /** `comment` unless said otherwise. */
  readonly kind?: ItemKind;
  readonly articleId: ArticleId;
  readonly authorId: AuthorId | null;
  readonly queueId: string;
  readonly priority: number;
  readonly reason: string;
  readonly rule: string | null;
  readonly policy: string | null;
  readonly contentRevision: number;
  readonly openedAt: Date;
  /** Null: the time limit of its queue, if that has one. */
  readonly dueAt: Date | null;
  /** It stays in `queueId` whatever the conditions of queues say. */
  readonly isPlaced?: boolean;
  /** Of a comment that is new in this transaction; of others they are read. */
  readonly traits?: Omit<ItemTraits, 'kind'>;
}

/** Why an item is here: a verdict, a reader's report, an edit, or the author's appeal. The stored thing it names is the evidence. */
export interface NewSignal {
  readonly id: string;
  readonly itemId: ItemId;
  readonly kind: 'verdict' | 'report' | 'edit' | 'appeal' | 'notice';
  readonly evaluationId: EvaluationId | null;
  readonly judgedAt: Date | null;
  readonly reportId: ReportId | null;
  /** Only of an appeal. */
  readonly appealId?: AppealId;
  /** Only of a notice of illegal content. */
  readonly noticeId?: NoticeId;
  readonly createdAt: Date;
}

export interface JoinedItem {
  readonly id: ItemId;
  readonly version: number;
  /** False: the signal joined an item that was open already. */
  readonly opened: boolean;
}

/** What a moderator must have read before deciding: the item's version moves with it. */
const MUST_BE_READ: ReadonlySet<NewSignal['kind']> = new Set(['edit', 'appeal', 'notice']);

/** The review desk's work list: at most one open item per comment, whatever many reasons brought it here. */
@Injectable()
export class ReviewItemStore {
  async addSignals(tx: Tx, siteId: SiteId, signals: readonly NewSignal[]): Promise<void> {
    if (signals.length === 0) return;
    await changed(tx, ADD_SIGNALS, signalParams(siteId, signals));
  }

  /**
   * Opens an item, or adds the signal to the comment's open one and raises it if this reason is worse. The caller holds
   * the comment's row lock. The signal's `itemId` is that of the item it ends at, whatever the caller put there.
   */
  async openOrJoin(tx: Tx, siteId: SiteId, item: NewReviewItem, signal: NewSignal): Promise<JoinedItem> {
    const { authorKind, section, lang, score, rules: fired, words } = await this.traitsOf(tx, siteId, item.commentId);
    const [joined] = await rows<JoinedItem>(tx, OPEN_OR_JOIN, [
      siteId,
      ...[item.id, item.commentId, item.articleId, item.authorId, item.queueId, item.priority, item.reason, item.rule, item.policy],
      ...[item.contentRevision, item.openedAt, item.dueAt, MUST_BE_READ.has(signal.kind), item.kind ?? 'comment', authorKind, section, lang],
      ...[score, arrayText(fired), item.isPlaced ?? false, signal.kind === 'report' ? 1 : 0, arrayText(words)],
    ]);
    if (joined === undefined) throw new Error('INSERT … ON CONFLICT DO UPDATE gave no row');
    const { appealId = null, noticeId = null } = signal;
    if (appealId === null && noticeId === null) await this.addSignals(tx, siteId, [{ ...signal, itemId: joined.id }]);
    else await changed(tx, ADD_WRITTEN_SIGNAL, [siteId, signal.id, joined.id, signal.kind, appealId, noticeId, signal.createdAt]);
    return joined;
  }

  /** After an edit that gives no new reason: the open item, if any, shows the new text, and what was read before is out of date. */
  async moveRevision(tx: Tx, siteId: SiteId, commentId: CommentId, revision: number): Promise<ItemId | null> {
    const { words } = await this.traitsOf(tx, siteId, commentId);
    const [moved] = await rows<{ id: ItemId }>(tx, MOVE_REVISION, [siteId, commentId, revision, arrayText(words)]);
    return moved?.id ?? null;
  }

  /** Ends the comment's open item without a decision, as a withdrawal does; null when there was none. */
  async resolveOf(tx: Tx, siteId: SiteId, commentId: CommentId, now: Date): Promise<ItemId | null> {
    const [resolved] = await rows<{ id: ItemId }>(tx, RESOLVE_OF, [siteId, commentId, now]);
    return resolved?.id ?? null;
  }

  /** Of the text as it is now, in this transaction. */
  private async traitsOf(tx: Tx, siteId: SiteId, commentId: CommentId): Promise<Omit<ItemTraits, 'kind'>> {
    const [row] = await rows<TraitsRow>(tx, TRAITS_OF, [siteId, commentId]);
    if (row === undefined) throw new Error('A review item is opened for a comment that is not there');
    const { author_kind: authorKind, section, lang, verdict, body, format } = row;
    return { authorKind, section, lang, score: Math.max(0, verdict?.score.total ?? 0), rules: verdict === null ? [] : rulesOf(verdict), words: searchWords(body, format) };
  }
}

/** The parameters of OPEN_MANY. */
export function itemParams(siteId: SiteId, items: readonly NewReviewItem[]): unknown[] {
  return [
    siteId,
    uuids(items.map(({ id }) => id)),
    uuids(items.map(({ commentId }) => commentId)),
    texts(items.map(({ articleId }) => articleId)),
    texts(items.map(({ authorId }) => authorId)),
    texts(items.map(({ queueId }) => queueId)),
    integers(items.map(({ priority }) => priority)),
    texts(items.map(({ reason }) => reason)),
    texts(items.map(({ rule }) => rule)),
    texts(items.map(({ policy }) => policy)),
    integers(items.map(({ contentRevision }) => contentRevision)),
    instants(items.map(({ openedAt }) => openedAt)),
    instants(items.map(({ dueAt }) => dueAt)),
    texts(items.map(({ kind }) => kind ?? 'comment')),
    texts(items.map(({ traits }) => traits?.authorKind ?? null)),
    texts(items.map(({ traits }) => traits?.section ?? null)),
    texts(items.map(({ traits }) => traits?.lang ?? null)),
    integers(items.map(({ traits }) => traits?.score ?? 0)),
    texts(items.map(({ traits }) => arrayText(traits?.rules ?? []))),
    booleans(items.map(({ isPlaced }) => isPlaced ?? false)),
  ];
}

/** The parameters of LIST_MANY. */
export function listParams(items: readonly NewReviewItem[]): unknown[] {
  return [uuids(items.map(({ id }) => id)), texts(items.map(({ traits }) => arrayText(traits?.words ?? [])))];
}

/** The parameters of ADD_SIGNALS. */
export function signalParams(siteId: SiteId, signals: readonly NewSignal[]): unknown[] {
  return [
    siteId,
    uuids(signals.map(({ id }) => id)),
    uuids(signals.map(({ itemId }) => itemId)),
    texts(signals.map(({ kind }) => kind)),
    uuids(signals.map(({ evaluationId }) => evaluationId)),
    instants(signals.map(({ judgedAt }) => judgedAt)),
    uuids(signals.map(({ reportId }) => reportId)),
    instants(signals.map(({ createdAt }) => createdAt)),
  ];
}
