import { Injectable } from '@nestjs/common';
import { actorKey } from '../domain/actor';
import { problem } from '../domain/errors';
import type { CommentId, EvaluationId } from '../domain/ids';
import { must } from '../domain/must';
import { statusAfterEdit } from '../domain/transitions';
import { AuditSample } from '../evaluate/audit-sample';
import { EvaluateBatch } from '../evaluate/evaluate-batch';
import type { Judgement } from '../evaluate/judge';
import type { JudgedComment } from '../evaluate/judged-comment';
import { RunningRuleSets, type RunningRuleSet } from '../evaluate/running-rule-sets';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { CommentStore } from '../store/comment.store';
import { CommentStatusStore, type LockedComment } from '../store/comment-status.store';
import { EvaluationStore, type NewEvaluation } from '../store/evaluation.store';
import { EventStore } from '../store/event.store';
import { NearDuplicateStore } from '../store/near-duplicate.store';
import { OutboxStore } from '../store/outbox.store';
import { ReviewItemStore } from '../store/review-item.store';
import { type Change, eventOf, messageOf } from './change';
import { type CommentView, readView } from './comment.view';
import { auditItem, itemOf, signalOf, sketchOf, withEffects } from './records';
import { StoredComment } from './stored-comment';
import type { Sender } from './prepare-submission';
import { refuseBody } from './refuse-body';
import type { EditCommentDto } from './submit-comment.dto';

export interface Edit {
  readonly id: CommentId;
  readonly dto: EditCommentDto;
  /** The version the caller read. */
  readonly version: number;
}

/** A new revision, judged afresh under the comment's lock. 412 when the comment has moved on, 409 when it was withdrawn. */
@Injectable()
export class EditComment {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ruleSets: RunningRuleSets,
    private readonly evaluate: EvaluateBatch,
    private readonly stored: StoredComment,
    private readonly comments: CommentStore,
    private readonly statuses: CommentStatusStore,
    private readonly evaluations: EvaluationStore,
    private readonly items: ReviewItemStore,
    private readonly events: EventStore,
    private readonly outbox: OutboxStore,
    private readonly audit: AuditSample,
    private readonly sketches: NearDuplicateStore,
  ) {}

  async execute(edit: Edit, sender: Sender): Promise<CommentView> {
    const { site } = sender;
    refuseBody(edit.dto.body, site);
    const ruleSet = await this.ruleSets.of(site.id);
    const gathered = await this.stored.gather(site, ruleSet, edit.id, { edit: edit.dto, now: new Date() });
    await this.work.run(async (tx) => {
      const locked = await this.lock(tx, edit, sender);
      const read = await this.stored.read(tx, site, locked.id, { edit: edit.dto, now: new Date(), gathered });
      const judgement = await this.evaluate.preview(tx, site, ruleSet, read);
      await this.store(tx, { sender, locked, judged: read.comment, judgement, ruleSet, edit });
    });
    const row = await this.comments.find(this.work.reads, site.id, edit.id);
    if (!row) throw problem('not_found');
    return readView(row, sender);
  }

  private async lock(tx: Tx, { id, version }: Edit, { site }: Sender): Promise<LockedComment> {
    const locked = await this.statuses.lock(tx, site.id, id);
    if (!locked) throw problem('not_found');
    if (locked.status === 'withdrawn') throw problem('not_possible', 'A withdrawn comment cannot be edited.');
    if (locked.version !== version) throw problem('version_conflict', { detail: `The comment is at version ${String(locked.version)}.`, extra: { current: { status: locked.status, version: locked.version } } });
    return locked;
  }

  private async store(tx: Tx, { sender, locked, judged, judgement, ruleSet, edit }: { sender: Sender; locked: LockedComment; judged: JudgedComment; judgement: Judgement; ruleSet: RunningRuleSet; edit: Edit }): Promise<void> {
    const { site } = sender;
    const now = judged.receivedAt;
    const revision = locked.revision + 1;
    const next = must(statusAfterEdit(locked.status, judgement.verdict.action), 'status after this edit');
    const evaluation: NewEvaluation = { id: newId<EvaluationId>(), judgedAt: now, commentId: locked.id, revision, ruleSetVersion: ruleSet.version, ...judgement };
    const version = await this.comments.revise(tx, site.id, locked.id, { revision, status: next.to, now });
    await this.comments.insertRevisions(tx, site.id, [{ commentId: locked.id, revision, title: judged.text.title ?? null, body: edit.dto.body, format: judged.text.format, evaluationId: evaluation.id, judgedAt: now, createdAt: now }]);
    await this.evaluations.insert(tx, site.id, [evaluation]);
    const sketch = sketchOf(judged, { commentId: locked.id, now });
    if (sketch) await this.sketches.add(tx, site.id, [sketch]);
    let itemId: string | null;
    const auditPercent = next.item === 'opens' ? null : this.audit.percentOf(site, locked.id, judgement);
    if (next.item === 'opens' || auditPercent !== null) {
      const told = itemOf({ id: locked.id, articleId: locked.article_id, authorId: locked.author_id }, judged, judgement.verdict, revision);
      const item = auditPercent === null ? told : auditItem(told);
      itemId = (await this.items.openOrJoin(tx, site.id, item, signalOf(item, evaluation, 'edit'))).id;
    } else {
      itemId = await this.items.moveRevision(tx, site.id, locked.id, revision);
    }
    const change: Change = { site, comment: locked, status: next.to, version, actor: actorKey(sender.actor), requestId: sender.requestId, now };
    await this.events.append(tx, site.id, [eventOf(change, 'comment.edited', { itemId, payload: { previousStatus: locked.status, revision, action: judgement.verdict.action, ...(auditPercent === null ? {} : { auditPercent }), ...withEffects(judgement.verdict) } })]);
    await this.outbox.add(tx, site.id, [messageOf(change, 'comment.edited', { verdict: { action: judgement.verdict.action, policy: judgement.verdict.policy } })]);
  }
}
