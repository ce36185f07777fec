import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { SiteDirectory } from '../access/guard/site-directory';
import type { Site } from '../domain/actor';
import type { EvaluationId } from '../domain/ids';
import { statusOfVerdict } from '../domain/transitions';
import { EvaluateBatch } from '../evaluate/evaluate-batch';
import type { Judgement } from '../evaluate/judge';
import type { JudgedComment } from '../evaluate/judged-comment';
import { RunningRuleSets, type RunningRuleSet } from '../evaluate/running-rule-sets';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { Jobs } from '../platform/jobs/jobs';
import { CommentStore } from '../store/comment.store';
import { CommentStatusStore, type LockedComment } from '../store/comment-status.store';
import { EvaluationStore, type NewEvaluation } from '../store/evaluation.store';
import { EventStore } from '../store/event.store';
import { type FailedJudgement, FailedJudgementStore } from '../store/failed-judgement.store';
import { type LockedItem, ItemLockStore } from '../store/item-lock.store';
import { OutboxStore } from '../store/outbox.store';
import { ReviewItemStore } from '../store/review-item.store';
import { type Change, eventOf, messageOf } from './change';
import { traitsOf } from './item-traits';
import { itemOf, signalOf, withEffects } from './records';
import { StoredComment } from './stored-comment';

const EVERY_SECONDS = 10;
/** Judged once when it came and three times again; then a person decides. */
const MOST_ATTEMPTS = 4;
/** Longer each time: a fault of a moment passes, a fault in a rule is for a person to find. */
const FIRST_WAIT_MS = 10_000;

interface Again {
  readonly site: Site;
  readonly comment: LockedComment;
  readonly item: LockedItem;
  readonly judged: JudgedComment;
  readonly judgement: Judgement;
  readonly ruleSet: RunningRuleSet;
}

/** Judges a comment again that is held only because judging it failed, unless somebody edited, claimed or decided it meanwhile. */
@Injectable()
export class JudgeAgain implements OnModuleInit {
  private readonly log = new Logger('intake');

  constructor(
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
    private readonly failed: FailedJudgementStore,
    private readonly sites: SiteDirectory,
    private readonly ruleSets: RunningRuleSets,
    private readonly evaluate: EvaluateBatch,
    private readonly stored: StoredComment,
    private readonly comments: CommentStore,
    private readonly statuses: CommentStatusStore,
    private readonly itemLocks: ItemLockStore,
    private readonly items: ReviewItemStore,
    private readonly evaluations: EvaluationStore,
    private readonly events: EventStore,
    private readonly outbox: OutboxStore,
  ) {}

  onModuleInit(): void {
    this.jobs.every(EVERY_SECONDS, 'intake.judge_again', async () => {
      await this.runOnce(new Date());
    });
  }

  /** Judges what is due; returns how many comments got a verdict. */
  async runOnce(now: Date): Promise<number> {
    let judged = 0;
    for (const failure of await this.failed.due(this.work.reads, { most: MOST_ATTEMPTS, firstWaitMs: FIRST_WAIT_MS, now })) if (await this.safely(failure, now)) judged++;
    return judged;
  }

  /** One comment that cannot be judged must not keep the others from it. */
  private async safely(failure: FailedJudgement, now: Date): Promise<boolean> {
    try {
      return await this.again(failure, now);
    } catch (error) {
      this.log.warn({ err: error instanceof Error ? error.name : 'unknown', site: failure.slug }, 'a comment could not be judged again');
      return false;
    }
  }

  private async again(failure: FailedJudgement, now: Date): Promise<boolean> {
    const found = await this.sites.find(failure.slug);
    if (!found) return false;
    const { site } = found;
    const ruleSet = await this.ruleSets.of(site.id);
    const gathered = await this.stored.gather(site, ruleSet, failure.comment_id, { edit: null, now });
    return this.work.run(async (tx) => {
      const comment = await this.statuses.lock(tx, site.id, failure.comment_id);
      const item = await this.itemLocks.lockOpen(tx, site.id, failure.comment_id);
      if (comment?.status !== 'held' || item?.id !== failure.item_id || item.claimed) return false;
      const read = await this.stored.read(tx, site, comment.id, { edit: null, now, gathered });
      const judgement = await this.evaluate.preview(tx, site, ruleSet, read);
      await this.store(tx, { site, comment, item, judged: read.comment, judgement, ruleSet });
      this.log.log({ site: site.slug, action: judgement.verdict.action }, 'a comment was judged again');
      return judgement.verdict.primaryRule !== 'engine_error';
    });
  }

  private async store(tx: Tx, { site, comment, item, judged, judgement, ruleSet }: Again): Promise<void> {
    const now = judged.receivedAt;
    const { verdict } = judgement;
    const evaluation: NewEvaluation = { id: newId<EvaluationId>(), judgedAt: now, commentId: comment.id, revision: comment.revision, ruleSetVersion: ruleSet.version, ...judgement };
    const told = { ...itemOf({ id: comment.id, articleId: comment.article_id, authorId: comment.author_id }, judged, verdict, comment.revision), traits: traitsOf(judged, judgement) };
    await this.evaluations.insert(tx, site.id, [evaluation]);
    await this.items.addSignals(tx, site.id, [{ ...signalOf(told, evaluation), itemId: item.id }]);
    if (verdict.primaryRule === 'engine_error') return;
    await this.comments.rejudge(tx, site.id, { commentId: comment.id, revision: comment.revision, evaluationId: evaluation.id, judgedAt: now });
    const next = statusOfVerdict(verdict.action);
    if (next.item === 'opens') await this.failed.retell(tx, site.id, item.id, told);
    else await this.items.resolveOf(tx, site.id, comment.id, now);
    const version = await this.statuses.set(tx, site.id, comment.id, { status: next.to, now });
    const change: Change = { site, comment, status: next.to, version, actor: 'system', requestId: null, now };
    await this.events.append(tx, site.id, [eventOf(change, 'comment.judged_again', { itemId: item.id, payload: { previousStatus: comment.status, action: verdict.action, rule: verdict.primaryRule, ...withEffects(verdict) } })]);
    if (next.to !== comment.status) await this.outbox.add(tx, site.id, [messageOf(change, 'comment.status_changed', { actor: 'system', because: 'judged_again', previousStatus: comment.status })]);
  }
}
