import { Injectable } from '@nestjs/common';
import { problem } from '../domain/errors';
import type { SiteId } from '../domain/ids';
import { type IdempotencyClaim, idempotencyName } from '../store/idempotency.store';
import { CommitBatch } from './commit-batch';
import { GroupCommit } from '../platform/group-commit';
import type { SubmitOutcome } from './outcome';
import type { Submission } from './submission';

interface InFlight {
  readonly fingerprint: Buffer;
  readonly outcome: Promise<SubmitOutcome>;
}

/** Requests that may wait per site; beyond that a site hears 503 at once instead of waiting for ever. */
const LONGEST_LINE = 5_000;

/** One line per site: concurrent submissions share a commit, and twins with one idempotency key share one outcome. */
@Injectable()
export class IntakeLine {
  private readonly lines = new Map<SiteId, { readonly commits: GroupCommit<Submission, SubmitOutcome>; waiting: number }>();
  private readonly inFlight = new Map<string, InFlight>();

  constructor(private readonly batches: CommitBatch) {}

  submit(submission: Submission): Promise<SubmitOutcome> {
    return submission.idempotency === null ? this.enqueue(submission) : this.once(submission, submission.idempotency);
  }

  private async once(submission: Submission, claim: IdempotencyClaim): Promise<SubmitOutcome> {
    const key = `${submission.site.id} ${idempotencyName(claim)}`;
    const twin = this.inFlight.get(key);
    if (twin) {
      if (!twin.fingerprint.equals(claim.fingerprint)) return { kind: 'refused', problem: problem('idempotency_key_reused', 'The first request with this key had another body.') };
      const outcome = await twin.outcome;
      return outcome.kind === 'accepted' ? { ...outcome, kind: 'repeated', by: 'key' } : outcome;
    }
    const outcome = this.enqueue(submission);
    this.inFlight.set(key, { fingerprint: claim.fingerprint, outcome });
    try {
      return await outcome;
    } finally {
      this.inFlight.delete(key);
    }
  }

  private async enqueue(submission: Submission): Promise<SubmitOutcome> {
    const { site } = submission;
    let line = this.lines.get(site.id);
    if (!line) {
      line = { commits: new GroupCommit((batch) => this.batches.execute(site, batch)), waiting: 0 };
      this.lines.set(site.id, line);
    }
    if (line.waiting >= LONGEST_LINE) return { kind: 'refused', problem: problem('unavailable', { detail: 'Too many comments are waiting; send it again.', retryAfter: 1 }) };
    line.waiting++;
    try {
      return await line.commits.add(submission);
    } finally {
      line.waiting--;
      if (line.waiting === 0) this.lines.delete(site.id);
    }
  }
}
