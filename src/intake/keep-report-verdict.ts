import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import type { EvaluationId, ItemId } from '../domain/ids';
import { transition } from '../domain/transitions';
import type { Judgement } from '../evaluate/judge';
import type { JudgedComment } from '../evaluate/judged-comment';
import type { RunningRuleSet } from '../evaluate/running-rule-sets';
import type { Tx } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { CommentStatusStore, type LockedComment } from '../store/comment-status.store';
import { EvaluationStore, type NewEvaluation } from '../store/evaluation.store';
import { EventStore } from '../store/event.store';
import type { LockedItem } from '../store/item-lock.store';
import { OutboxStore } from '../store/outbox.store';
import { ReviewItemStore } from '../store/review-item.store';
import { type Change, eventOf, messageOf } from './change';
import { itemOf, signalOf, withEffects } from './records';

/** A reported comment with what rules say of it. The locks of comment and item are held. */
export interface ReportVerdict {
  readonly site: Site;
  readonly comment: LockedComment;
  readonly item: LockedItem;
  readonly judged: JudgedComment;
  readonly judgement: Judgement;
  readonly ruleSet: RunningRuleSet;
}

/**
 * Keeps what rules say of a reported comment, and does what follows. The verdict on the text itself stays what it was: this one stands
 * beside it, named by the review item.
 */
@Injectable()
export class KeepReportVerdict {
  constructor(
    private readonly statuses: CommentStatusStore,
    private readonly evaluations: EvaluationStore,
    private readonly items: ReviewItemStore,
    private readonly events: EventStore,
    private readonly outbox: OutboxStore,
  ) {}

  async keep(tx: Tx, { site, comment, item: { id: itemId, priority }, judged, judgement, ruleSet }: ReportVerdict): Promise<void> {
    const now = judged.receivedAt;
    const { verdict } = judgement;
    const evaluation: NewEvaluation = { id: newId<EvaluationId>(), judgedAt: now, commentId: comment.id, revision: comment.revision, ruleSetVersion: ruleSet.version, ...judgement };
    await this.evaluations.insert(tx, site.id, [evaluation]);
    const told = itemOf({ id: comment.id, articleId: comment.article_id, authorId: comment.author_id }, judged, verdict, comment.revision);
    const signal = { ...signalOf(told, evaluation), itemId };
    if (verdict.action === 'publish') await this.items.addSignals(tx, site.id, [signal]);
    // What a rule says of the reports tells more than that there are some.
    else await this.items.openOrJoin(tx, site.id, { ...told, priority: Math.max(told.priority, priority + 1) }, signal);
    const unchanged: Change = { site, comment, status: comment.status, version: comment.version, actor: 'system', requestId: null, now };
    const payload = { event: 'report', evaluationId: evaluation.id, previousStatus: comment.status, action: verdict.action, rule: verdict.primaryRule, ...withEffects(verdict) };
    await this.events.append(tx, site.id, [eventOf(unchanged, 'comment.judged_again', { itemId, payload })]);
    if (verdict.action === 'hold' || verdict.action === 'reject') await this.hold(tx, unchanged, { itemId, rule: verdict.primaryRule });
  }

  /** Also where a rule says reject: what readers report is for people to take down. */
  private async hold(tx: Tx, before: Change, { itemId, rule }: { readonly itemId: ItemId; readonly rule: string | null }): Promise<void> {
    const { site, comment, now } = before;
    const next = transition(comment.status, 'auto_hold');
    if (!next) return;
    const version = await this.statuses.set(tx, site.id, comment.id, { status: next.to, now });
    const change: Change = { ...before, status: next.to, version };
    await this.events.append(tx, site.id, [eventOf(change, 'comment.held', { itemId, payload: { because: 'rule', rule, previousStatus: comment.status } })]);
    await this.outbox.add(tx, site.id, [messageOf(change, 'comment.status_changed', { actor: 'system', because: 'rule', rule, previousStatus: comment.status })]);
  }
}
