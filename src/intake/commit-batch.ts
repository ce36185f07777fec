import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { must } from '../domain/must';
import { isUnavailable, sqlState } from '../platform/database/failures';
import { LostDuringCommitError, UnitOfWork } from '../platform/database/unit-of-work';
import { type CommentRow, CommentStore } from '../store/comment.store';
import { idempotencyName } from '../store/idempotency.store';
import type { SubmitOutcome } from './outcome';
import type { Submission } from './submission';
import { SubmitBatch } from './submit-batch';

/** How long one request waits for a twin in another process before it is told to come back. */
const TWIN_WAIT_MS = 2_000;
/** How long, and how often, to look for a batch whose COMMIT got no answer: a database that fails over or restarts is back by then. */
const LOOK_FOR_MS = 5_000;
const LOOK_EVERY_MS = 200;
const LOCK_NOT_AVAILABLE = '55P03';
const UNIQUE_VIOLATION = '23505';

/**
 * Runs a batch and answers its failures (decisions.md 2): one bad row cannot fail its neighbours, a slow twin cannot hold
 * them up, and after a connection lost during COMMIT nobody is told "no" about a comment that is there.
 */
@Injectable()
export class CommitBatch {
  private readonly log = new Logger('intake');

  constructor(
    private readonly batch: SubmitBatch,
    private readonly work: UnitOfWork,
    private readonly comments: CommentStore,
  ) {}

  async execute(site: Site, submissions: readonly Submission[]): Promise<readonly SubmitOutcome[]> {
    const { first, later } = withoutTwins(submissions);
    const outcomes = new Map(zip(first, await this.commit(site, first)));
    if (later.length > 0) for (const [submission, outcome] of zip(later, await this.execute(site, later))) outcomes.set(submission, outcome);
    return submissions.map((submission) => must(outcomes.get(submission), 'outcome'));
  }

  private async commit(site: Site, submissions: readonly Submission[]): Promise<readonly SubmitOutcome[]> {
    try {
      return await this.batch.execute(site, submissions);
    } catch (error) {
      return this.afterFailure(site, submissions, error);
    }
  }

  private async afterFailure(site: Site, submissions: readonly Submission[], error: unknown): Promise<readonly SubmitOutcome[]> {
    const state = sqlState(error);
    this.log.warn({ site: site.slug, size: submissions.length, state: state ?? (error instanceof Error ? error.name : 'unknown') }, 'a batch failed');
    if (state === LOCK_NOT_AVAILABLE) return this.keyedApart(site, submissions);
    if (state !== null && /^2[23]/.test(state)) return this.oneByOne(site, submissions, state);
    if (error instanceof LostDuringCommitError) return this.afterLostCommit(site, submissions, error);
    if (isUnavailable(error)) return submissions.map(() => ({ kind: 'refused', problem: unavailable(error) }));
    return submissions.map(() => ({ kind: 'refused', problem: state === null ? problem('internal', { cause: error }) : unavailable(error) }));
  }

  /** Another process holds one of the keys: the others need not wait for it. */
  private async keyedApart(site: Site, submissions: readonly Submission[]): Promise<readonly SubmitOutcome[]> {
    const [keyed, free] = [submissions.filter(({ idempotency }) => idempotency !== null), submissions.filter(({ idempotency }) => idempotency === null)];
    if (keyed.length === 0) return submissions.map(() => ({ kind: 'refused', problem: problem('unavailable', { retryAfter: 1 }) }));
    const outcomes = new Map(zip(free, free.length === 0 ? [] : await this.commit(site, free)));
    for (const submission of keyed) outcomes.set(submission, await this.patiently(site, submission));
    return submissions.map((submission) => must(outcomes.get(submission), 'outcome'));
  }

  private async patiently(site: Site, submission: Submission): Promise<SubmitOutcome> {
    try {
      return must((await this.batch.execute(site, [submission], TWIN_WAIT_MS))[0], 'outcome');
    } catch (error) {
      if (sqlState(error) === LOCK_NOT_AVAILABLE) return { kind: 'refused', problem: problem('idempotency_key_in_use', { retryAfter: 1 }) };
      return must((await this.afterFailure(site, [submission], error))[0], 'outcome');
    }
  }

  /** A row is at fault. Alone it gets one more try after a unique violation: the other one has committed by now and answers. */
  private async oneByOne(site: Site, submissions: readonly Submission[], state: string): Promise<readonly SubmitOutcome[]> {
    const [only] = submissions;
    if (submissions.length === 1 && only) return [await this.alone(site, only, state === UNIQUE_VIOLATION)];
    const outcomes: SubmitOutcome[] = [];
    for (const submission of submissions) outcomes.push(...(await this.commit(site, [submission])));
    return outcomes;
  }

  private async alone(site: Site, submission: Submission, again: boolean): Promise<SubmitOutcome> {
    if (!again) return { kind: 'refused', problem: problem('internal', { cause: new Error('a row was refused by the database') }) };
    try {
      return must((await this.batch.execute(site, [submission]))[0], 'outcome');
    } catch (error) {
      return { kind: 'refused', problem: problem('internal', { cause: error }) };
    }
  }

  /** The COMMIT may or may not have arrived: look before saying anything. */
  private async afterLostCommit(site: Site, submissions: readonly Submission[], error: LostDuringCommitError): Promise<readonly SubmitOutcome[]> {
    const stored = await this.look(site, submissions);
    if (stored === null) return submissions.map(() => ({ kind: 'refused', problem: unknown(error) }));
    const byId = new Map(stored.map((comment) => [comment.id, comment]));
    return submissions.map((submission) => {
      const comment = byId.get(submission.id);
      return comment ? { kind: 'accepted', comment } : { kind: 'refused', problem: unavailable(error) };
    });
  }

  /** Those that are there; null when the database could not be asked for so long that the senders must not wait further. */
  private async look(site: Site, submissions: readonly Submission[]): Promise<readonly CommentRow[] | null> {
    const until = Date.now() + LOOK_FOR_MS;
    for (;;) {
      try {
        return await this.comments.firstAnswers(this.work.reads, site.id, submissions.map(({ id }) => id));
      } catch (error) {
        if (!isUnavailable(error) || Date.now() > until) return null;
      }
      await delay(LOOK_EVERY_MS);
    }
  }
}

function unavailable(cause: unknown): ReturnType<typeof problem> {
  return problem('unavailable', { detail: 'The comment was not accepted; send it again.', retryAfter: 2, cause });
}

function unknown(cause: unknown): ReturnType<typeof problem> {
  return problem('unavailable', { detail: 'The database went away while it stored the comment, which may be there. Send it again with the same Idempotency-Key or externalId: it is then there once.', retryAfter: 2, cause });
}

/** Two submissions with one external id or key cannot share a batch: the second must see what the first became. */
function withoutTwins(submissions: readonly Submission[]): { first: Submission[]; later: Submission[] } {
  const names = new Set<string>();
  const [first, later]: [Submission[], Submission[]] = [[], []];
  for (const submission of submissions) {
    const own = [submission.externalId === null ? null : `x${submission.externalId}`, submission.idempotency === null ? null : `k${idempotencyName(submission.idempotency)}`].filter((name) => name !== null);
    if (own.some((name) => names.has(name))) later.push(submission);
    else first.push(submission);
    for (const name of own) names.add(name);
  }
  return { first, later };
}

function zip(submissions: readonly Submission[], outcomes: readonly SubmitOutcome[]): [Submission, SubmitOutcome][] {
  return submissions.map((submission, index) => [submission, must(outcomes[index], 'outcome')]);
}
