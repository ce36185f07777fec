import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import type { AuthorId, CommentId } from '../domain/ids';
import { must } from '../domain/must';
import { AuditSample } from '../evaluate/audit-sample';
import { EvaluateBatch } from '../evaluate/evaluate-batch';
import type { JudgedComment } from '../evaluate/judged-comment';
import type { Judgement } from '../evaluate/judge';
import { type RunningRuleSet, RunningRuleSets } from '../evaluate/running-rule-sets';
import { GatherSignals } from '../evaluate/signals/gather-signals';
import type { Gathered } from '../evaluate/signals/gathered';
import { inOrder } from '../platform/database/in-order';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { metrics } from '../platform/metrics/metrics';
import type { AuthorRow } from '../store/author.store';
import { IdempotencyStore } from '../store/idempotency.store';
import { askedSubmission, judgedComment } from './judged-submission';
import { Nudge } from './nudge';
import { isNudgeWorthy } from './nudge-worthy';
import type { SubmitOutcome } from './outcome';
import { recordsOf } from './records';
import { Repeats } from './repeats';
import type { Submission } from './submission';
import { ReadSurroundings, refusal, type Surroundings } from './surroundings';
import { WriteComments } from './write-comments';

/** What a batch may wait for a key that another process is using, before it goes on without the keyed comments. */
export const BATCH_KEY_WAIT_MS = 50;

/** A comment whose reader is asked instead, with what its counters move by. */
interface Asked {
  readonly outcome: SubmitOutcome;
  readonly judged: JudgedComment;
}

type Nudged = ReadonlyMap<Submission, Asked>;

interface Batch {
  readonly site: Site;
  readonly submissions: readonly Submission[];
  readonly ruleSet: RunningRuleSet;
  readonly gathered: ReadonlyMap<CommentId, Gathered>;
  readonly keyWaitMs: number;
}

/** Some of a batch should be asked about: nothing of it may stay, not even that their authors were seen. */
class WouldNudge extends Error {
  constructor(readonly asked: Nudged) {
    super('Some readers are asked to think again');
  }
}

/**
 * One batch, one transaction, one site. Locks are taken in one order everywhere, each kind sorted by primary key: idempotency
 * keys, articles, authors, counters, then the inserts. Nothing is awaited in here but the database, and that four times: what
 * needs nothing of each other is sent together.
 */
@Injectable()
export class SubmitBatch {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ruleSets: RunningRuleSets,
    private readonly gather: GatherSignals,
    private readonly repeats: Repeats,
    private readonly keys: IdempotencyStore,
    private readonly surroundings: ReadSurroundings,
    private readonly evaluate: EvaluateBatch,
    private readonly write: WriteComments,
    private readonly audit: AuditSample,
    private readonly nudge: Nudge,
  ) {}

  /** One outcome per submission, in order, once all of them are committed. No two may share an external id or idempotency key. */
  async execute(site: Site, submissions: readonly Submission[], keyWaitMs = BATCH_KEY_WAIT_MS): Promise<readonly SubmitOutcome[]> {
    metrics.batchSize.observe(submissions.length);
    const ruleSet = await this.ruleSets.of(site.id);
    const gathered = await this.gather.execute(site, ruleSet.compiled, submissions.map(askedSubmission));
    const batch = { site, submissions, ruleSet, gathered, keyWaitMs };
    try {
      return await this.once(batch, null);
    } catch (error) {
      if (!(error instanceof WouldNudge)) throw error;
      return this.once(batch, await this.stillDue(error.asked));
    }
  }

  /**
   * @param nudged whose readers are asked to think again: of these only the counters move. Null while nobody has looked, and the
   * transaction takes all back with a {@link WouldNudge} if there is one.
   */
  private once({ site, submissions: all, ruleSet, gathered, keyWaitMs }: Batch, nudged: Nudged | null): Promise<readonly SubmitOutcome[]> {
    const submissions = nudged ? all.filter((submission) => !nudged.has(submission)) : all;
    return this.work.run(async (tx) => {
      const [{ fresh, settled }, around] = await inOrder([this.repeats.settle(tx, site.id, submissions, keyWaitMs), this.surroundings.read(tx, site.id, submissions)]);
      const outcomes = new Map(settled);
      const admitted = await this.refuse(tx, { site, fresh, around, outcomes });
      const articles = await this.surroundings.createArticles(tx, site.id, admitted, around.articles);
      const authors = await this.surroundings.see(tx, site.id, admitted);
      const judged = asTheyCame(admitted, authors, { around: { ...around, articles }, gathered });
      const judgements = await this.evaluate.execute(tx, site, ruleSet, [...judged, ...countedOnly(nudged)]);
      if (nudged === null) refuseNudges(admitted, judged, judgements);
      const records = admitted.map((submission, index) => recordsOf(submission, must(judged[index], 'judged comment'), must(judgements[index], 'judgement'), { ruleSet, audit: this.audit }));
      this.write.execute(tx, site.id, records);
      for (const { submission, answer } of records) outcomes.set(submission, { kind: 'accepted', comment: answer });
      return all.map((submission) => nudged?.get(submission)?.outcome ?? must(outcomes.get(submission), 'outcome'));
    });
  }

  /** Those whose reader and address have not been asked too often; the others are judged as ever. */
  private async stillDue(asked: Nudged): Promise<Nudged> {
    const due = new Map<Submission, Asked>();
    // One after the other: the last place of a reader and the last of their address go to the same comment.
    for (const [submission, one] of asked) if (await this.nudge.isStillDue(submission)) due.set(submission, one);
    return due;
  }

  /** Those that may stand where they want to stand; the others get their problem, and their keys back. */
  private async refuse(tx: Tx, { site, fresh, around, outcomes }: { site: Site; fresh: readonly Submission[]; around: Surroundings; outcomes: Map<Submission, SubmitOutcome> }): Promise<readonly Submission[]> {
    for (const submission of fresh) {
      const problem = refusal(submission, around);
      if (problem) outcomes.set(submission, { kind: 'refused', problem });
    }
    const refused = fresh.filter((submission) => outcomes.has(submission));
    await this.keys.release(tx, site.id, refused.flatMap(({ idempotency }) => idempotency ?? []));
    return refused.length === 0 ? fresh : fresh.filter((submission) => !outcomes.has(submission));
  }
}

function countedOnly(nudged: Nudged | null): JudgedComment[] {
  return [...(nudged?.values() ?? [])].map(({ judged }) => judged);
}

function refuseNudges(submissions: readonly Submission[], comments: readonly JudgedComment[], judgements: readonly Judgement[]): void {
  const asked = new Map(submissions.flatMap((submission, index) => {
    const judgement = must(judgements[index], 'judgement');
    const isAsked = submission.mayNudge && isNudgeWorthy(judgement, submission.site.settings.readers.nudge);
    const outcome: SubmitOutcome = { kind: 'nudged', policy: judgement.verdict.policy };
    return isAsked ? [[submission, { outcome, judged: must(comments[index], 'judged comment') }] as const] : [];
  }));
  if (asked.size > 0) throw new WouldNudge(asked);
}

/** The comments as the engine sees them: each author's record as it was when that comment came, within the batch too. */
function asTheyCame(submissions: readonly Submission[], authors: ReadonlyMap<AuthorId, AuthorRow>, { around, gathered }: { readonly around: Surroundings; readonly gathered: ReadonlyMap<CommentId, Gathered> }): JudgedComment[] {
  const later = new Map<AuthorId, number>();
  for (const { author } of submissions) if (author) later.set(author.id, (later.get(author.id) ?? 0) + 1);
  return submissions.map((submission) => {
    const author = submission.author ? authors.get(submission.author.id) : undefined;
    const left = author ? (later.get(author.id) ?? 0) : 0;
    if (author) later.set(author.id, left - 1);
    return judgedComment(submission, around, { author: author ? { row: author, submittedBefore: author.submitted - left } : null, gathered: gathered.get(submission.id) });
  });
}
