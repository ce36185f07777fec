import { Injectable } from '@nestjs/common';
import { actorKey } from '../domain/actor';
import { problem } from '../domain/errors';
import type { AppealId, CommentId, ItemId } from '../domain/ids';
import { priorityOf } from '../domain/priority';
import type { Plain } from '../platform/http/plain';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { AppealStore, type NewAppeal } from '../store/appeal.store';
import { CommentStatusStore, type LockedComment } from '../store/comment-status.store';
import { EventStore } from '../store/event.store';
import { OutboxStore } from '../store/outbox.store';
import { ReviewItemStore } from '../store/review-item.store';
import { type AppealCommentDto, appealView, type AppealView } from './appeal.view';
import { type Appealable, AppealableDecision } from './appealable';
import { type Change, eventOf, messageOf } from './change';
import type { Sender } from './prepare-submission';

/** Where appeals wait, unless the site has queues that ask for them. */
export const APPEALS_QUEUE = 'appeals';
/** A person waits for each: before most of what rules hold, behind what is urgent. In hundredths of a point. */
const APPEAL_SCORE = 1_000;

export interface FiledAppeal {
  readonly view: Plain<AppealView>;
  /** False: it had been filed before. */
  readonly isNew: boolean;
}

type Filing = Pick<Sender, 'site' | 'actor' | 'requestId'>;

/**
 * An author's complaint about a decision: opens a review item or joins the open one, which from then on somebody else must
 * decide. One for each decision, and what an appeal has decided is final. The comment stays as it is meanwhile.
 */
@Injectable()
export class AppealComment {
  constructor(
    private readonly work: UnitOfWork,
    private readonly statuses: CommentStatusStore,
    private readonly appealable: AppealableDecision,
    private readonly appeals: AppealStore,
    private readonly items: ReviewItemStore,
    private readonly events: EventStore,
    private readonly outbox: OutboxStore,
  ) {}

  /** A second appeal against the same decision is the first one again. */
  async execute(id: CommentId, { message = null }: AppealCommentDto, filing: Filing): Promise<FiledAppeal> {
    const { site, actor } = filing;
    return this.work.run(async (tx) => {
      const comment = await this.statuses.lock(tx, site.id, id);
      if (!comment || (actor.kind === 'reader' && comment.author_id !== actor.authorId)) throw problem('not_found');
      const target = await this.appealable.of(tx, site.id, comment);
      if (target === null) throw problem('not_possible', `Only a rejected comment can be appealed; this one is ${comment.status}.`);
      if (target.appeal !== null) return { view: appealView(target.appeal), isNew: false };
      if (target.isFinal) throw problem('not_possible', 'This was decided on an appeal; there is no other.');
      return { view: await this.file(tx, comment, { target, message }, filing), isNew: true };
    });
  }

  private async file(tx: Tx, comment: LockedComment, { target, message }: { readonly target: Appealable; readonly message: string | null }, { site, actor, requestId }: Filing): Promise<Plain<AppealView>> {
    const [id, now] = [newId<AppealId>(), new Date()];
    const { against, decisionId, decidedBy } = target;
    const joined = await this.items.openOrJoin(
      tx,
      site.id,
      { ...aboutItem(comment, now), policy: target.policy },
      { id: newId(), itemId: newId<ItemId>(), kind: 'appeal', evaluationId: null, judgedAt: null, reportId: null, appealId: id, createdAt: now },
    );
    const appeal: NewAppeal = { id, commentId: comment.id, against, decisionId, decidedBy, itemId: joined.id, revision: comment.revision, message, filedBy: actorKey(actor), createdAt: now };
    await this.appeals.file(tx, site.id, appeal);
    if (decidedBy !== null) await this.appeals.keepFrom(tx, site.id, joined.id, decidedBy);
    const change: Change = { site, comment, status: comment.status, version: comment.version, actor: actorKey(actor), requestId, now };
    await this.events.append(tx, site.id, [eventOf(change, 'appeal.created', { itemId: joined.id, payload: { appealId: id, decisionId } })]);
    await this.outbox.add(tx, site.id, [messageOf(change, 'appeal.created', { appeal: { id, decisionId, createdAt: now.toISOString() } })]);
    return { id, commentId: comment.id, decisionId, state: 'open', message, createdAt: now.toISOString(), resolvedAt: null };
  }
}

function aboutItem({ id, article_id: articleId, author_id: authorId, revision: contentRevision }: LockedComment, openedAt: Date): Parameters<ReviewItemStore['openOrJoin']>[2] {
  return { id: newId<ItemId>(), kind: 'appeal', commentId: id, articleId, authorId, queueId: APPEALS_QUEUE, priority: priorityOf('normal', APPEAL_SCORE), reason: 'Appeal by the author', rule: null, policy: null, contentRevision, openedAt, dueAt: null };
}
