import type { NewEvent, NewMessage } from '../domain/events';
import type { CommentId, ItemId } from '../domain/ids';
import { priorityOf } from '../domain/priority';
import { statusOfVerdict } from '../domain/transitions';
import type { AuditSample } from '../evaluate/audit-sample';
import { reasonOf } from '../evaluate/explanation';
import type { Judgement } from '../evaluate/judge';
import type { JudgedComment } from '../evaluate/judged-comment';
import type { RunningRuleSet } from '../evaluate/running-rule-sets';
import { newId } from '../platform/ids';
import type { CommentRow, NewComment, NewRevision } from '../store/comment.store';
import type { NewEvaluation } from '../store/evaluation.store';
import type { NewSketch } from '../store/near-duplicate.store';
import type { NewReviewItem, NewSignal } from '../store/review-item.store';
import { traitsOf } from './item-traits';
import type { Submission } from './submission';

/** Everything one accepted comment writes. */
export interface CommentRecords {
  readonly submission: Submission;
  readonly comment: NewComment;
  readonly revision: NewRevision;
  readonly evaluation: NewEvaluation;
  readonly item: NewReviewItem | null;
  readonly signal: NewSignal | null;
  readonly event: NewEvent;
  readonly message: NewMessage;
  /** So that copies of the text are found, on sites whose rules ask for them. */
  readonly sketch: NewSketch | null;
  /** The comment as its sender is told of it. */
  readonly answer: CommentRow;
}

/** What a batch is judged and recorded with. */
export interface RecordedWith {
  readonly ruleSet: RunningRuleSet;
  readonly audit: Pick<AuditSample, 'percentOf'>;
}

/** Rows of one comment from its submission and its verdict. Ids of item and event are made here; nothing else is decided. */
export function recordsOf(submission: Submission, judged: JudgedComment, judgement: Judgement, { ruleSet, audit }: RecordedWith): CommentRecords {
  const { verdict, facts, tookUs, engineVersion } = judgement;
  const { id, evaluationId, receivedAt: createdAt } = submission;
  const { to: status, item: effect } = statusOfVerdict(verdict.action);
  const comment: NewComment = {
    id,
    externalId: submission.externalId,
    articleId: submission.article.id,
    authorId: submission.author?.id ?? null,
    authorName: submission.authorName,
    authorKind: submission.authorKind,
    parentId: submission.parentId,
    depth: judged.parent === null ? 0 : judged.parent.depth + 1,
    status,
    fingerprint: submission.fingerprint,
    ipHash: submission.request.ip,
    deviceHash: submission.request.device,
    metadata: submission.metadata,
    createdAt,
  };
  const revision: NewRevision = { commentId: id, revision: 1, title: submission.title, body: submission.body, format: submission.format, evaluationId, judgedAt: createdAt, createdAt };
  const evaluation: NewEvaluation = { id: evaluationId, judgedAt: createdAt, commentId: id, revision: 1, ruleSetVersion: ruleSet.version, engineVersion, facts, verdict, tookUs };
  const auditPercent = audit.percentOf(submission.site, id, judgement);
  const opened = effect === 'opens' ? itemOf(comment, judged, verdict, 1) : null;
  const told = auditPercent === null ? opened : auditItem(itemOf(comment, judged, verdict, 1));
  const item = told && { ...told, traits: traitsOf(judged, judgement) };
  return {
    submission,
    comment,
    revision,
    evaluation,
    item,
    signal: item && signalOf(item, evaluation),
    event: {
      id: newId(),
      type: 'comment.submitted',
      actor: submission.actor,
      commentId: id,
      itemId: item?.id ?? null,
      decisionId: null,
      payload: { status, version: 1, action: verdict.action, rule: verdict.primaryRule, ...(auditPercent === null ? {} : { auditPercent }), ...withEffects(verdict) },
      requestId: submission.requestId,
      createdAt,
    },
    message: {
      id: newId(),
      type: 'comment.submitted',
      commentId: id,
      decisionId: null,
      payload: {
        site: submission.site.slug,
        comment: { id, externalId: comment.externalId, articleId: comment.articleId, authorId: comment.authorId, parentId: comment.parentId, status, version: 1 },
        verdict: { action: verdict.action, policy: verdict.policy },
      },
      sendAfter: createdAt,
      createdAt,
    },
    sketch: sketchOf(judged, { commentId: id, now: createdAt }),
    answer: answerOf(submission, comment, evaluation, ruleSet),
  };
}

/** What a text is found by when copies of it come. */
export function sketchOf({ gathered }: Pick<JudgedComment, 'gathered'>, { commentId, now }: { readonly commentId: CommentId; readonly now: Date }): NewSketch | null {
  return gathered.bands === null ? null : { commentId, cluster: gathered.cluster ?? commentId, bands: gathered.bands, createdAt: now };
}

/** Whether the verdict asks for something beside itself, which the worker does after the commit. */
export function withEffects({ labels, notify, closeArticle }: Judgement['verdict']): { effects?: true } {
  return labels.length > 0 || notify.length > 0 || closeArticle ? { effects: true } : {};
}

/** The review item that a verdict opens. */
export function itemOf(comment: Pick<NewComment, 'id' | 'articleId' | 'authorId'>, judged: Pick<JudgedComment, 'text' | 'receivedAt'>, verdict: Judgement['verdict'], revision: number): NewReviewItem {
  return {
    id: newId<ItemId>(),
    commentId: comment.id,
    articleId: comment.articleId,
    authorId: comment.authorId,
    queueId: verdict.queue ?? 'default',
    priority: priorityOf(verdict.urgency, verdict.score.total),
    reason: reasonOf(verdict, judged),
    rule: verdict.primaryRule,
    policy: verdict.policy,
    contentRevision: revision,
    openedAt: judged.receivedAt,
    dueAt: null,
  };
}

/** The item of an automatic rejection that was drawn to be looked at. Nobody waits for it, so it comes last. */
export function auditItem(item: NewReviewItem): NewReviewItem {
  return { ...item, queueId: 'audit', isPlaced: true, priority: priorityOf('low', 0), reason: `Audit of an automatic rejection: ${item.reason}` };
}

export function signalOf(item: NewReviewItem, evaluation: Pick<NewEvaluation, 'id' | 'judgedAt'>, kind: NewSignal['kind'] = 'verdict'): NewSignal {
  return { id: newId(), itemId: item.id, kind, evaluationId: evaluation.id, judgedAt: evaluation.judgedAt, reportId: null, createdAt: item.openedAt };
}

function answerOf(submission: Submission, comment: NewComment, evaluation: NewEvaluation, ruleSet: RunningRuleSet): CommentRow {
  return {
    id: comment.id,
    external_id: comment.externalId,
    article_id: comment.articleId,
    author_id: comment.authorId,
    author_name: comment.authorName,
    author_kind: comment.authorKind,
    parent_id: comment.parentId,
    depth: comment.depth,
    status: comment.status,
    version: 1,
    latest_revision: 1,
    metadata: comment.metadata,
    created_at: comment.createdAt,
    status_changed_at: comment.createdAt,
    fingerprint: comment.fingerprint,
    revision: 1,
    title: submission.title,
    body: submission.body,
    format: submission.format,
    revised_at: comment.createdAt,
    action: evaluation.verdict.action,
    verdict: evaluation.verdict,
    rule_set_version: ruleSet.version,
    rule_set_hash: ruleSet.version === 0 ? null : ruleSet.hash,
    took_us: evaluation.tookUs,
  };
}
