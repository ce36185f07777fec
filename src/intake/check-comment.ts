import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { problem } from '../domain/errors';
import { statusOfVerdict } from '../domain/transitions';
import { COMMENT_STATUSES } from '../domain/statuses';
import { EvaluateBatch } from '../evaluate/evaluate-batch';
import { RunningRuleSets } from '../evaluate/running-rule-sets';
import { GatherSignals } from '../evaluate/signals/gather-signals';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type AuthorRow, AuthorStore } from '../store/author.store';
import { VerdictView, verdictView } from './comment.view';
import { askedSubmission, judgedComment } from './judged-submission';
import { PrepareSubmission, type Sender } from './prepare-submission';
import type { Submission } from './submission';
import type { SubmitCommentDto } from './submit-comment.dto';
import { ReadSurroundings, refusal } from './surroundings';

export class CheckView {
  @ApiProperty({ enum: COMMENT_STATUSES, description: 'What the comment would be.' }) status!: string;
  @ApiProperty({ type: VerdictView }) verdict!: VerdictView;
}

/** Judges a comment as if it came now, and stores nothing: no comment, no author, no counter. */
@Injectable()
export class CheckComment {
  constructor(
    private readonly prepare: PrepareSubmission,
    private readonly work: UnitOfWork,
    private readonly ruleSets: RunningRuleSets,
    private readonly surroundings: ReadSurroundings,
    private readonly authors: AuthorStore,
    private readonly evaluate: EvaluateBatch,
    private readonly gather: GatherSignals,
  ) {}

  async execute(dto: SubmitCommentDto, sender: Sender): Promise<CheckView> {
    if (sender.actor.kind === 'reader') throw problem('forbidden', 'Readers cannot try the rules.');
    const { site } = sender;
    const submission = this.prepare.execute(dto, sender);
    const ruleSet = await this.ruleSets.of(site.id);
    const gathered = (await this.gather.execute(site, ruleSet.compiled, [askedSubmission(submission)])).get(submission.id);
    return this.work.run(async (tx) => {
      const around = await this.surroundings.read(tx, site.id, [submission]);
      const refused = refusal(submission, around);
      if (refused) throw refused;
      const known = submission.author && (await this.authors.find(tx, site.id, [submission.author.id])).get(submission.author.id);
      const author = known ?? (submission.author && newcomer(submission.author, submission.receivedAt));
      const judged = judgedComment(submission, around, { author: author ? { row: author, submittedBefore: author.submitted } : null, gathered });
      const { verdict, tookUs } = await this.evaluate.preview(tx, site, ruleSet, { comment: judged, isCounted: false });
      const view = verdictView(verdict, { title: submission.title, body: submission.body, author_name: submission.authorName, rule_set_version: ruleSet.version, rule_set_hash: ruleSet.version === 0 ? null : ruleSet.hash, took_us: tookUs });
      return { status: statusOfVerdict(verdict.action).to, verdict: view };
    });
  }
}

/** An author whom the site has not named before: their record is empty. */
function newcomer(author: NonNullable<Submission['author']>, now: Date): AuthorRow {
  return {
    id: author.id,
    kind: author.kind,
    name: author.name,
    roles: author.roles ?? [],
    email_domain: author.emailDomain,
    email_verified: author.emailVerified,
    registered_at: author.registeredAt,
    submitted: 0,
    approved: 0,
    rejected: 0,
    last_rejected_at: null,
    created_at: now,
    standing: null,
    standing_until: null,
  };
}
