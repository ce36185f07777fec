import { Injectable } from '@nestjs/common';
import { type CommentView, commentView } from './comment.view';
import { IntakeLine } from './intake-line';
import { Nudge } from './nudge';
import { PrepareSubmission, type Sender } from './prepare-submission';
import type { SubmitCommentDto } from './submit-comment.dto';

export interface SubmitAnswer {
  /** 201 for a new comment and for a repeated idempotency key, 200 for a repeated external id. */
  readonly status: 200 | 201;
  readonly comment: CommentView;
  /** What rules that fired put on the comment. */
  readonly tags: readonly string[];
}

/**
 * ① A comment comes in: it is checked, joins the next batch of its site, is judged and stored in that batch's transaction,
 * and is answered once the transaction has committed. A refusal is thrown as a Problem.
 */
@Injectable()
export class SubmitComment {
  constructor(
    private readonly prepare: PrepareSubmission,
    private readonly line: IntakeLine,
    private readonly nudge: Nudge,
  ) {}

  async execute(dto: SubmitCommentDto, sender: Sender): Promise<SubmitAnswer> {
    const submission = await this.nudge.recognise(this.prepare.execute(dto, sender), dto.nudgeToken);
    const outcome = await this.line.submit(submission);
    if (outcome.kind === 'refused') throw outcome.problem;
    if (outcome.kind === 'nudged') throw await this.nudge.problem(submission, outcome.policy, sender.languages ?? []);
    const status = outcome.kind === 'repeated' && outcome.by === 'external_id' ? 200 : 201;
    return { status, comment: commentView(outcome.comment, sender), tags: outcome.comment.verdict.tags };
  }
}
