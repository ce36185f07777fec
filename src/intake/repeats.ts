import { Injectable } from '@nestjs/common';
import { problem } from '../domain/errors';
import type { CommentId, SiteId } from '../domain/ids';
import type { Tx } from '../platform/database/unit-of-work';
import { CommentStore } from '../store/comment.store';
import { type IdempotencyClaim, type IdempotencyRow, IdempotencyStore, idempotencyName } from '../store/idempotency.store';
import type { SubmitOutcome } from './outcome';
import type { Submission } from './submission';

export interface Sorted {
  readonly fresh: readonly Submission[];
  readonly settled: ReadonlyMap<Submission, SubmitOutcome>;
}

type Keyed = Submission & { readonly idempotency: IdempotencyClaim };
type Named = Submission & { readonly externalId: string };

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
    const earlier = [...(await this.byKey(tx, siteId, { submissions, settled, waitMs })), ...(await this.byExternalId(tx, siteId, submissions, settled))];
    const answers = earlier.length === 0 ? [] : await this.comments.firstAnswers(tx, siteId, earlier.map(({ id }) => id));
    const byId = new Map(answers.map((answer) => [answer.id, answer]));
    for (const { submission, id, by } of earlier) {
      if (settled.has(submission)) continue;
      const comment = byId.get(id);
      settled.set(submission, comment ? { kind: 'repeated', comment: { ...comment, ...asAnsweredThen(comment) }, by } : { kind: 'refused', problem: problem('gone', 'The comment of the first request was erased.') });
    }
    return { fresh: submissions.filter((submission) => !settled.has(submission)), settled };
  }

  private async byKey(tx: Tx, siteId: SiteId, { submissions, settled, waitMs }: { submissions: readonly Submission[]; settled: Map<Submission, SubmitOutcome>; waitMs: number }): Promise<Earlier[]> {
    const keyed = submissions.filter((submission): submission is Keyed => submission.idempotency !== null);
    if (keyed.length === 0) return [];
    const taken = await this.keys.claim(tx, siteId, keyed.map(({ idempotency }) => idempotency), { now: new Date(), waitMs });
    const repeated = keyed.filter(({ idempotency }) => !taken.has(idempotency.outcomeId));
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

  private async byExternalId(tx: Tx, siteId: SiteId, submissions: readonly Submission[], settled: Map<Submission, SubmitOutcome>): Promise<Earlier[]> {
    const named = submissions.filter((submission): submission is Named => submission.externalId !== null && !settled.has(submission));
    if (named.length === 0) return [];
    const found = new Map((await this.comments.findExternal(tx, siteId, named.map(({ externalId }) => externalId))).map((row) => [row.external_id, row]));
    return named.flatMap((submission) => {
      const first = found.get(submission.externalId);
      if (!first) return [];
      if (first.fingerprint.equals(submission.fingerprint)) return [{ submission, id: first.id, by: 'external_id' as const }];
      settled.set(submission, { kind: 'refused', problem: problem('external_id_taken', { detail: 'A comment with this external id and another content exists.', extra: { commentId: first.id } }) });
      return [];
    });
  }
}

/** A repeated request hears what the first one heard, whatever has happened since. */
function asAnsweredThen({ action }: { action: string }): { version: number; status: 'published' | 'held' | 'rejected' } {
  return { version: 1, status: action === 'hold' ? 'held' : action === 'reject' ? 'rejected' : 'published' };
}
