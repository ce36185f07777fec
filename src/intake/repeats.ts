import { Injectable } from '@nestjs/common';
import { problem } from '../domain/errors';
import type { CommentId, SiteId } from '../domain/ids';
import { inOrder } from '../platform/database/in-order';
import type { Tx } from '../platform/database/unit-of-work';
import { CommentStore, type ExternalRow } from '../store/comment.store';
import { type IdempotencyClaim, type IdempotencyRow, IdempotencyStore, idempotencyName } from '../store/idempotency.store';
import type { SubmitOutcome } from './outcome';
import type { Submission } from './submission';

export interface Sorted {
  readonly fresh: readonly Submission[];
  readonly settled: ReadonlyMap<Submission, SubmitOutcome>;
}

type Keyed = Submission & { readonly idempotency: IdempotencyClaim };

interface Earlier {
  readonly submission: Submission;
  readonly id: CommentId;
  readonly by: 'key' | 'external_id';
}

/** Finds what was sent before, by idempotency key or external id, and answers it as it was answered then. */
@Injectable()
export class Repeats {
  constructor(
    private readonly keys: IdempotencyStore,
    private readonly comments: CommentStore,
  ) {}

  /** Claims the keys of the fresh ones; waits at most `waitMs` for another process that is using the same key. */
  async settle(tx: Tx, siteId: SiteId, submissions: readonly Submission[], waitMs: number): Promise<Sorted> {
    const settled = new Map<Submission, SubmitOutcome>();
    const [taken, named] = await inOrder([this.claimKeys(tx, siteId, submissions, waitMs), this.findNamed(tx, siteId, submissions)]);
    const earlier = [...(await this.byKey(tx, siteId, { submissions, taken, settled })), ...byExternalId(submissions, named, settled)];
    const answers = earlier.length === 0 ? [] : await this.comments.firstAnswers(tx, siteId, earlier.map(({ id }) => id));
    const byId = new Map(answers.map((answer) => [answer.id, answer]));
    for (const { submission, id, by } of earlier) {
      if (settled.has(submission)) continue;
      const comment = byId.get(id);
      settled.set(submission, comment ? { kind: 'repeated', comment: { ...comment, ...asAnsweredThen(comment) }, by } : { kind: 'refused', problem: problem('gone', 'The comment of the first request was erased.') });
    }
    return { fresh: submissions.filter((submission) => !settled.has(submission)), settled };
  }

  /** Outcome ids of the keys that were free. */
  private claimKeys(tx: Tx, siteId: SiteId, submissions: readonly Submission[], waitMs: number): Promise<ReadonlySet<string>> {
    return this.keys.claim(tx, siteId, submissions.flatMap(({ idempotency }) => idempotency ?? []), { now: new Date(), waitMs });
  }

  private async findNamed(tx: Tx, siteId: SiteId, submissions: readonly Submission[]): Promise<readonly ExternalRow[]> {
    const names = submissions.flatMap(({ externalId }) => externalId ?? []);
    return names.length === 0 ? [] : this.comments.findExternal(tx, siteId, names);
  }

  private async byKey(tx: Tx, siteId: SiteId, { submissions, taken, settled }: { submissions: readonly Submission[]; taken: ReadonlySet<string>; settled: Map<Submission, SubmitOutcome> }): Promise<Earlier[]> {
    const repeated = submissions.filter((submission): submission is Keyed => submission.idempotency !== null && !taken.has(submission.idempotency.outcomeId));
    const found = await this.keys.find(tx, siteId, repeated.map(({ idempotency }) => idempotency));
    return repeated.flatMap((submission) => this.answerOf(submission, found, settled));
  }

  private answerOf(submission: Keyed, found: ReadonlyMap<string, IdempotencyRow>, settled: Map<Submission, SubmitOutcome>): Earlier[] {
    const first = found.get(idempotencyName(submission.idempotency));
    if (!first) {
      settled.set(submission, { kind: 'refused', problem: problem('idempotency_key_in_use', { retryAfter: 1 }) });
      return [];
    }
    if (!first.fingerprint.equals(submission.idempotency.fingerprint)) {
      settled.set(submission, { kind: 'refused', problem: problem('idempotency_key_reused', 'The first request with this key had another body.') });
      return [];
    }
    return [{ submission, id: first.outcome_id as CommentId, by: 'key' }];
  }
}

/** What was sent before under the same name; another content under it is refused. */
function byExternalId(submissions: readonly Submission[], named: readonly ExternalRow[], settled: Map<Submission, SubmitOutcome>): Earlier[] {
  if (named.length === 0) return [];
  const found = new Map(named.map((row) => [row.external_id, row]));
  return submissions.flatMap((submission) => {
    const first = submission.externalId === null || settled.has(submission) ? undefined : found.get(submission.externalId);
    if (!first) return [];
    if (first.is_erased) settled.set(submission, { kind: 'refused', problem: problem('gone', 'The comment with this external id was erased.') });
    else if (first.fingerprint.equals(submission.fingerprint)) return [{ submission, id: first.id, by: 'external_id' as const }];
    else settled.set(submission, { kind: 'refused', problem: problem('external_id_taken', { detail: 'A comment with this external id and another content exists.', extra: { commentId: first.id } }) });
    return [];
  });
}

/** A repeated request hears what the first one heard, whatever has happened since. */
function asAnsweredThen({ action }: { action: string }): { version: number; status: 'published' | 'held' | 'rejected' } {
  return { version: 1, status: action === 'hold' ? 'held' : action === 'reject' ? 'rejected' : 'published' };
}
