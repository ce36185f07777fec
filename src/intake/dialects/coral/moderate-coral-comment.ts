import { Injectable } from '@nestjs/common';
import type { DialectCall } from '../../../access/connections/dialect-call';
import { Problem, problem } from '../../../domain/errors';
import type { CommentId } from '../../../domain/ids';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { CommentStore } from '../../../store/comment.store';
import type { Sender } from '../../prepare-submission';
import { SubmitComment } from '../../submit-comment';
import { type CoralAnswer, coralAnswer, type ToldCoral } from './coral-answer';
import { CoralComment } from './coral-comment';

/**
 * A comment that Coral asks about: it comes in like any other. Coral's request has no time, so the same bytes are the same comment for good: a
 * request that somebody sends again stores nothing, and hears what has become of the comment by now.
 */
@Injectable()
export class ModerateCoralComment {
  constructor(
    private readonly comments: CoralComment,
    private readonly submit: SubmitComment,
    private readonly work: UnitOfWork,
    private readonly store: CommentStore,
  ) {}

  /** Null: no opinion. */
  async execute(body: unknown, sender: Sender, call: DialectCall): Promise<CoralAnswer | null> {
    call.operation = 'moderate';
    const told = await this.judge(body, { ...sender, idempotencyKey: null, isForeign: true }, call);
    call.tell(told.isFlagged ? 'flagged' : told.status);
    call.count(sender.site.slug, told.status === 'rejected' ? 'spam' : 'ham');
    return coralAnswer(told);
  }

  private async judge(body: unknown, sender: Sender, call: DialectCall): Promise<ToldCoral> {
    const dto = this.comments.read(body, sender.site, call.connection.id);
    try {
      const { status, comment } = await this.submit.execute(dto, sender);
      if (status === 200) return await this.earlier(comment.id as CommentId, sender, call);
      return { status: comment.status, isFlagged: comment.verdict?.action === 'flag', policy: comment.verdict?.policy ?? null, reason: comment.verdict?.reason ?? null };
    } catch (error) {
      const id = error instanceof Problem && error.code === 'external_id_taken' ? error.details.extra?.['commentId'] : undefined;
      if (typeof id !== 'string') throw error;
      return this.earlier(id as CommentId, sender, call);
    }
  }

  private async earlier(id: CommentId, { site }: Sender, call: DialectCall): Promise<ToldCoral> {
    call.note('The same request came before: nothing was stored.');
    const row = await this.store.find(this.work.reads, site.id, id);
    if (!row) throw problem('gone');
    return { status: row.status, isFlagged: row.status === 'published' && row.action === 'flag', policy: row.verdict.policy, reason: row.verdict.reason };
  }
}
